// The shared cursor of a run page with its strides, at a quarter of the speed: a finger or a mouse goes across the charts.
// In: the page, shown. Out: work of the main thread in each frame, time between frames, time from move to picture.
import type { CDPSession, Page } from "playwright-core";
import { traceWhile, workPerMoveMs } from "./frame-work.ts";
import { FRAMES_SEEN, WATCH_FRAMES } from "./web-page-programs.ts";
import { withProtocol } from "./web-stage.ts";

/** How times of many frames lie, ms. */
export interface FrameSpread {
  count: number;
  medianMs: number;
  p95Ms: number;
  worstMs: number;
}

/** One way of moving over one place. */
export interface CursorCost {
  work: FrameSpread;
  frame: FrameSpread;
  latency: FrameSpread;
}

/** How many times slower than this machine. */
export const SLOWDOWN = 4;

/** Once across and back, s. */
const SWEEP_SEC = 4;

/** What goes over the page. */
export type Gesture = "finger" | "mouse" | "zoom";

/** The spread of values; zeros of none. */
export function spreadOf(values: readonly number[]): FrameSpread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { count: sorted.length, medianMs: at(0.5), p95Ms: at(0.95), worstMs: at(1) };
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Sends one event; resolves when the page has taken it. */
async function move(session: CDPSession, gesture: Gesture, x: number, y: number): Promise<void> {
  if (gesture === "finger") {
    await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x, y }] });
  } else if (gesture === "mouse") {
    await session.send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y });
  } else {
    const deltaY = Math.floor(performance.now() / 500) % 2 === 0 ? -20 : 20;
    await session.send("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX: 0, deltaY, modifiers: 2 });
  }
}

/** Across the box and back, as fast as the page takes the events. */
async function sweep(session: CDPSession, gesture: Gesture, box: Box): Promise<void> {
  const y = box.y + box.height / 2;
  const startMs = performance.now();
  if (gesture === "finger") {
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: box.x, y }] });
  }
  for (;;) {
    const turn = (performance.now() - startMs) / 1000 / (SWEEP_SEC / 2);
    if (turn > 2) break;
    await move(session, gesture, box.x + box.width * (turn <= 1 ? turn : 2 - turn), y);
  }
  if (gesture === "finger") await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

/** Moves over an element, once to warm up and once measured. */
export async function measureCursor(page: Page, gesture: Gesture, selector: string): Promise<CursorCost> {
  const target = page.locator(selector).first();
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (box === null) throw new Error(`${selector} is not on the page`);
  const inner = { ...box, x: box.x + 60, width: box.width - 80 };
  return withProtocol(page, async (session) => {
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    await sweep(session, gesture, inner);
    await page.evaluate(WATCH_FRAMES);
    const events = await traceWhile(session, () => sweep(session, gesture, inner));
    const seen = await page.evaluate<{ frameMs: number[]; latencyMs: number[] }>(FRAMES_SEEN);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    return { work: spreadOf(workPerMoveMs(events)), frame: spreadOf(seen.frameMs), latency: spreadOf(seen.latencyMs) };
  });
}
