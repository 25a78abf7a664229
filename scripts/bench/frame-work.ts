// A trace of Chromium → how long a page's main thread worked for each frame in which something moved. In: trace events.
// Out: milliseconds of the thread's CPU time a frame: all tasks from the start of one frame to the start of the next.
import type { CDPSession } from "playwright-core";

/** A trace event, as far as it is used (Trace Event Format). */
export interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Start and length, µs. */
  ts: number;
  dur?: number;
  /** CPU time of the thread in it, µs: programs beside it do not count. */
  tdur?: number;
  args?: { data?: { type?: string } };
}

/** Whole tasks of a thread, and what marks a frame. */
const TASK = "RunTask";
const FRAME = "FireAnimationFrame";
const EVENT = "EventDispatch";
const MOVES = new Set(["pointermove", "touchmove", "wheel"]);
const CATEGORIES = "devtools.timeline,disabled-by-default-devtools.timeline";

/** Runs `work` under a trace; returns its events. */
export async function traceWhile(session: CDPSession, work: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    for (const event of value) events.push(event as unknown as TraceEvent);
  });
  const isComplete = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: CATEGORIES.split(","), recordMode: "recordUntilFull" },
  });
  await work();
  await session.send("Tracing.end");
  await isComplete;
  return events;
}

const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;

/** The thread that paints most frames: the page's. */
function frameThread(events: readonly TraceEvent[]): string | null {
  const counts = new Map<string, number>();
  for (const event of events) {
    if (event.name === FRAME) counts.set(threadOf(event), (counts.get(threadOf(event)) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** From the start of a frame's task to the start of the next one's. */
interface Frame {
  workMs: number;
  isMove: boolean;
}

function framesOf(events: readonly TraceEvent[]): Frame[] {
  const tasks = events.filter(({ name }) => name === TASK).toSorted((a, b) => a.ts - b.ts);
  const frameTimes = events.filter(({ name }) => name === FRAME).map(({ ts }) => ts);
  const moveTimes = events
    .filter(({ name, args }) => name === EVENT && MOVES.has(args?.data?.type ?? ""))
    .map(({ ts }) => ts);
  const frames: Frame[] = [];
  for (const { ts, dur = 0, tdur = dur } of tasks) {
    const isWithin = (time: number): boolean => time >= ts && time <= ts + dur;
    if (frameTimes.some(isWithin)) frames.push({ workMs: 0, isMove: false });
    const frame = frames.at(-1);
    if (frame === undefined) continue;
    frame.workMs += tdur / 1000;
    frame.isMove ||= moveTimes.some(isWithin);
  }
  return frames;
}

/**
 * Work of the page's main thread in each frame with a move, ms; the last frame, which is cut, is left out. Throws
 * RangeError when the trace shows no such frames.
 */
export function workPerMoveMs(events: readonly TraceEvent[]): number[] {
  const thread = frameThread(events);
  const frames = framesOf(events.filter((event) => threadOf(event) === thread)).slice(0, -1);
  const work = frames.filter(({ isMove }) => isMove).map(({ workMs }) => workMs);
  if (work.length === 0)
    throw new RangeError(`expected a trace with moves, but of ${frames.length} frames none has one`);
  return work;
}
