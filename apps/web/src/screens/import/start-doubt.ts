// Whether the start of a run can be right: a recorder whose clock was never set says 1970, a damaged header any year.
// Comes in: the draft's start and now. Goes out: what is odd about it; the runner is then asked. Rule APP27.

const DAY_MS = 24 * 3600 * 1000;

/** Before shoes could measure anything: clocks that were never set begin in 1970 or 1980. Range: any year up to 2010. */
export const START_MIN_MS = Date.UTC(2000, 0, 1);

/** How far a clock may be ahead, ms: time zones and clocks that are set by hand. Range 1 h…2 days. */
const AHEAD_MAX_MS = DAY_MS;

/** Latest start that is believed. */
export function startMaxMs(nowMs: number): number {
  return nowMs + AHEAD_MAX_MS;
}

export type StartDoubt = "tooEarly" | "inFuture";

/** Null for a start that can be right. */
export function startDoubt(startedAtMs: number, nowMs: number): StartDoubt | null {
  if (!(startedAtMs >= START_MIN_MS)) return "tooEarly";
  return startedAtMs > startMaxMs(nowMs) ? "inFuture" : null;
}
