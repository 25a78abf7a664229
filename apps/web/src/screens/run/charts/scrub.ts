// Fingers, mouse, wheel and keys over the charts, turned into places of the run. Comes in: events of one element that lies
// over the stack. Goes out: cursor moves and zooms. One finger along moves the cursor, up and down scrolls the page, two
// fingers zoom; a mouse hovers, and drags a stretch to zoom into (PGE8).
import type { RunAxis, RunCursor } from "../cursor/run-cursor.ts";
import type { ChartStack } from "./chart-stack.ts";
import { panToShow, pinchTo, type Range, zoomAround } from "./zoom-range.ts";

/** A mouse drag shorter than this is a click, CSS pixels. */
const DRAG_MIN_PX = 8;

/** How much one press or notch zooms. */
export const ZOOM_STEP = 1.6;

/** Strides of Shift + arrow, and the share of the run of Page Up and Page Down. */
const SHIFT_STRIDES = 10;
const PAGE_FRACTION = 1 / 20;

export interface ScrubSettings {
  element: HTMLElement;
  stack: ChartStack;
  cursor: RunCursor;
  axis: RunAxis;
  /** Shows the stretch that a mouse drags, as CSS pixels; null when it ends. */
  onSelect: (span: Range | null) => void;
}

/** Listens until the returned function is called. */
export function listenForScrub(settings: ScrubSettings): () => void {
  const scrub = new Scrub(settings);
  const stop = new AbortController();
  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    listener: (event: HTMLElementEventMap[Name]) => void,
    options: AddEventListenerOptions = {},
  ) => settings.element.addEventListener(name, listener, { ...options, signal: stop.signal });
  on("pointerdown", (event) => scrub.down(event));
  on("pointerenter", () => scrub.forgetPlace());
  on("pointermove", (event) => scrub.move(event));
  on("pointerup", (event) => scrub.up(event));
  on("pointercancel", (event) => scrub.cancel(event));
  on("dblclick", () => settings.stack.show(settings.stack.whole));
  on("wheel", (event) => scrub.wheel(event), { passive: false });
  on("keydown", (event) => scrub.key(event));
  window.addEventListener("resize", () => scrub.forgetPlace(), { signal: stop.signal });
  return () => stop.abort();
}

class Scrub {
  readonly #settings: ScrubSettings;
  /** Pointers that are down: where they are, CSS pixels from the stack's start. */
  readonly #downPx = new Map<number, number>();
  #dragStartPx: number | null = null;
  /** Where the element begins on the screen; read when a gesture begins, never while it goes on. */
  #leftPx: number | null = null;
  #pinchPlaces: Range | null = null;

  constructor(settings: ScrubSettings) {
    this.#settings = settings;
  }

  /** The next event looks anew where the element is. */
  forgetPlace(): void {
    this.#leftPx = null;
  }

  down(event: PointerEvent): void {
    this.forgetPlace();
    const xPx = this.#xOf(event);
    this.#settings.element.setPointerCapture(event.pointerId);
    this.#downPx.set(event.pointerId, xPx);
    if (this.#downPx.size === 2) this.#startPinch();
    else if (event.pointerType === "mouse") this.#dragStartPx = xPx;
    else this.#moveCursor(xPx);
  }

  move(event: PointerEvent): void {
    const xPx = this.#xOf(event);
    if (this.#downPx.has(event.pointerId)) this.#downPx.set(event.pointerId, xPx);
    if (this.#pinchPlaces !== null) {
      this.#pinch(this.#pinchPlaces);
      return;
    }
    this.#moveCursor(xPx);
    if (this.#dragStartPx !== null && Math.abs(xPx - this.#dragStartPx) >= DRAG_MIN_PX) {
      this.#settings.onSelect(rising(this.#dragStartPx, xPx));
    }
  }

  up(event: PointerEvent): void {
    const start = this.#dragStartPx;
    const end = this.#xOf(event);
    this.cancel(event);
    if (start === null || Math.abs(end - start) < DRAG_MIN_PX) return;
    const { stack } = this.#settings;
    const [low, high] = rising(start, end);
    stack.show([stack.placeAt(low), stack.placeAt(high)]);
  }

  cancel(event: PointerEvent): void {
    this.#downPx.delete(event.pointerId);
    this.#dragStartPx = null;
    if (this.#downPx.size < 2) this.#pinchPlaces = null;
    this.#settings.onSelect(null);
  }

  wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return; // the page scrolls; a touchpad's pinch comes with ctrl
    event.preventDefault();
    const { stack } = this.#settings;
    const factor = Math.exp(-event.deltaY / 200);
    stack.show(zoomAround(stack.shown, stack.whole, factor, stack.placeAt(this.#xOf(event))));
  }

  key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { stack, cursor } = this.#settings;
    const target = this.#keyTarget(event);
    if (target !== null) {
      cursor.moveToOrder(target);
      stack.show(panToShow(stack.shown, stack.whole, this.#cursorPlace()));
    } else if (event.key === "+" || event.key === "=") this.#zoomAtCursor(ZOOM_STEP);
    else if (event.key === "-") this.#zoomAtCursor(1 / ZOOM_STEP);
    else if (event.key === "0") stack.show(stack.whole);
    else return;
    event.preventDefault();
  }

  #keyTarget({ key, shiftKey }: KeyboardEvent): number | null {
    const { cursor } = this.#settings;
    const at = cursor.place.orderIndex;
    const page = Math.max(1, Math.round(cursor.strideCount * PAGE_FRACTION));
    const step = shiftKey ? SHIFT_STRIDES : 1;
    if (key === "ArrowRight" || key === "ArrowUp") return at + step;
    if (key === "ArrowLeft" || key === "ArrowDown") return at - step;
    if (key === "PageUp") return at + page;
    if (key === "PageDown") return at - page;
    if (key === "Home") return 0;
    return key === "End" ? cursor.strideCount - 1 : null;
  }

  #cursorPlace(): number {
    const { elapsedSec, distanceMeters } = this.#settings.cursor.place;
    return this.#settings.axis === "distance" ? distanceMeters : elapsedSec;
  }

  #zoomAtCursor(factor: number): void {
    const { stack } = this.#settings;
    stack.show(zoomAround(stack.shown, stack.whole, factor, this.#cursorPlace()));
  }

  #startPinch(): void {
    const { stack } = this.#settings;
    const [a, b] = this.#pointers();
    this.#dragStartPx = null;
    this.#pinchPlaces = [stack.placeAt(a), stack.placeAt(b)];
  }

  #pinch(places: Range): void {
    const { stack } = this.#settings;
    const [start, end] = stack.plotSpanPx;
    const [a, b] = this.#pointers();
    if (Math.abs(b - a) < DRAG_MIN_PX) return;
    stack.show(pinchTo(places, [(a - start) / (end - start), (b - start) / (end - start)], stack.whole));
  }

  /** The two pointers, the left one first. */
  #pointers(): Range {
    const [a = 0, b = 0] = this.#downPx.values();
    return rising(a, b);
  }

  #moveCursor(xPx: number): void {
    const { cursor, axis, stack } = this.#settings;
    cursor.moveTo(axis, stack.placeAt(xPx));
  }

  #xOf(event: MouseEvent): number {
    this.#leftPx ??= this.#settings.element.getBoundingClientRect().left;
    return event.clientX - this.#leftPx;
  }
}

function rising(a: number, b: number): Range {
  return a <= b ? [a, b] : [b, a];
}
