// Short messages that come and go. Comes in: what to say and a clock. Goes out: the few that are shown now, oldest
// first; the others wait. No DOM here.

/** Time as the queue needs it; the browser's, or a test's own. */
export interface ToastClock {
  nowMs: () => number;
  /** Runs the work once after delayMs; calling what comes back forgets it. */
  after: (delayMs: number, work: () => void) => () => void;
}

/** Why a toast went away. */
export type ToastEnd = "acted" | "dismissed" | "timed-out";

export interface ToastRequest {
  message: string;
  tone?: "neutral" | "good" | "bad" | undefined;
  /** One action, for example undo. */
  action?: { label: string; onAction: () => void } | undefined;
  /** How long it is shown, ms; null stays until it is dismissed. Default TOAST_TIME_MS. */
  shownForMs?: number | null | undefined;
  /** Called once when it is gone: a deletion that was not undone becomes final here. */
  onEnd?: ((end: ToastEnd) => void) | undefined;
}

export interface Toast extends ToastRequest {
  toastId: number;
}

/** How long a toast is shown, ms. Range 5000–20000: time to read two lines and reach undo. WCAG 2.2.1 is met by the
 * pause on hover and focus. Own choice. */
export const TOAST_TIME_MS = 8000;

/** How many are shown at once. Range 1–4: more cover a phone's screen. Own choice. */
export const SHOWN_TOASTS_MAX = 3;

interface Waiting {
  toast: Toast;
  leftMs: number | null;
  startedAtMs: number | null;
  stopTimer: (() => void) | null;
}

/** Keeps toasts in order, shows few, pauses all while someone reads. */
export class ToastQueue {
  readonly #clock: ToastClock;
  readonly #listeners = new Set<() => void>();
  #waiting: Waiting[] = [];
  #shown: readonly Toast[] = [];
  #nextId = 1;
  #isPaused = false;

  constructor(clock: ToastClock) {
    this.#clock = clock;
  }

  /** The toasts on the screen; the same array until something changes. */
  readonly shown = (): readonly Toast[] => this.#shown;

  /** Calls back after each change; the returned function stops that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Adds a toast and gives its id. */
  show(request: ToastRequest): number {
    const toast = { ...request, toastId: this.#nextId++ };
    const leftMs = request.shownForMs === undefined ? TOAST_TIME_MS : request.shownForMs;
    this.#waiting.push({ toast, leftMs, startedAtMs: null, stopTimer: null });
    this.#changed();
    return toast.toastId;
  }

  /** Does the toast's action and ends it; a second press finds nothing. */
  act(toastId: number): void {
    const waiting = this.#take(toastId);
    if (waiting === undefined) return;
    waiting.toast.action?.onAction();
    waiting.toast.onEnd?.("acted");
  }

  dismiss(toastId: number): void {
    this.#take(toastId)?.toast.onEnd?.("dismissed");
  }

  /** Stops all clocks: someone points at the toasts or has focus among them. */
  pause(): void {
    this.#isPaused = true;
    for (const waiting of this.#waiting) this.#stop(waiting);
  }

  resume(): void {
    this.#isPaused = false;
    this.#startShown();
  }

  #take(toastId: number): Waiting | undefined {
    const found = this.#waiting.find(({ toast }) => toast.toastId === toastId);
    if (found === undefined) return undefined;
    this.#stop(found);
    this.#waiting = this.#waiting.filter((waiting) => waiting !== found);
    this.#changed();
    return found;
  }

  /** When the last toast under the pointer goes, no leave event comes: nobody reads any more. */
  #changed(): void {
    if (this.#waiting.length === 0) this.#isPaused = false;
    this.#shown = this.#waiting.slice(0, SHOWN_TOASTS_MAX).map(({ toast }) => toast);
    this.#startShown();
    for (const listener of this.#listeners) listener();
  }

  #startShown(): void {
    if (this.#isPaused) return;
    for (const waiting of this.#waiting.slice(0, SHOWN_TOASTS_MAX)) {
      if (waiting.leftMs === null || waiting.stopTimer !== null) continue;
      waiting.startedAtMs = this.#clock.nowMs();
      waiting.stopTimer = this.#clock.after(waiting.leftMs, () => {
        this.#take(waiting.toast.toastId)?.toast.onEnd?.("timed-out");
      });
    }
  }

  #stop(waiting: Waiting): void {
    if (waiting.stopTimer === null || waiting.leftMs === null) return;
    waiting.stopTimer();
    waiting.stopTimer = null;
    waiting.leftMs = Math.max(0, waiting.leftMs - (this.#clock.nowMs() - (waiting.startedAtMs ?? 0)));
  }
}
