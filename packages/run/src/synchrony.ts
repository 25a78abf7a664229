// Whether what needs both feet may be said: two feet in; clock offset, verdict and the sentence that explains it out.
// Source: DESIGN §4 ("Two files are taken to share a clock"); rules RUN13 and RUN17.
import type { FootRecording } from "@solewise/gait";
import { type AnalysisWarning, CLOCK_OFFSET_UNCERTAINTY_MAX_MS } from "@solewise/terms";
import { chooseStride, estimateClockLagSec, shiftTravel } from "./clock-lag.ts";
import {
  areTooFewStrides,
  ASYMMETRY_MAX_FRACTION,
  type ClockOffset,
  estimateClockOffset,
  isWrongClock,
} from "./clock-offset.ts";
import { startDifferenceSec, START_AGREES_SEC } from "./feet-pair.ts";
import { medianOf } from "./order-statistics.ts";
import type { FootTravel } from "./presence-weights.ts";

/** Two feet as the verdict needs them. */
export interface FootPair {
  left: FootTravel & { recording: FootRecording };
  right: FootTravel & { recording: FootRecording };
}

/** A sentence's part, and what it shows: `reason` is a code word. */
export interface WithheldReason {
  text: string;
  values: Record<string, number | string>;
}

/** The verdict on two clocks. */
export interface Synchrony {
  offset: ClockOffset | null;
  /** Why two-foot quantities are withheld; null when they may be given. */
  reason: WithheldReason | null;
  /**
   * What the right foot's times need so that strides of the two feet lie side by side, at least to a fraction of a
   * stride, s; null when nothing tells it.
   */
  rightShiftSec: number | null;
  /** Part of the offset that uneven swings do not explain, half width taken off; told where nothing is withheld. */
  unexplainedMs?: number;
}

const LOPSIDED = `more than the ${100 * ASYMMETRY_MAX_FRACTION} % that a lopsided gait explains`;
const UNEXPLAINED = "though each foot swings about as long as the other";

/** A wrong clock; `why` says what shows that it is one. */
function wrongClockReason(offset: ClockOffset, why: string): WithheldReason {
  const percentOfStride = (100 * Math.abs(offset.offsetMs)) / offset.strideTimeMs;
  const text = `the feet's contacts are ${Math.abs(offset.offsetMs).toFixed(0)} ms (${percentOfStride.toFixed(0)} % of a stride) away from taking turns, ${why}, so the two clocks differ`;
  const offsetFraction = Math.abs(offset.offsetMs) / offset.strideTimeMs;
  return { text, values: { reason: "wrong-clock", offsetMs: offset.offsetMs, offsetFraction } };
}

/** One foot starts and stops that much after the other. */
function lagReason(offsetMs: number, strideTimeMs: number): WithheldReason {
  const later = offsetMs > 0 ? "right" : "left";
  const text = `the ${later} foot starts and stops ${(Math.abs(offsetMs) / 1000).toFixed(1)} s after the other, so the two clocks differ`;
  return { text, values: { reason: "wrong-clock", offsetMs, offsetFraction: Math.abs(offsetMs) / strideTimeMs } };
}

/**
 * What a foot's own swing cannot explain of an offset may be this share of a stride, half width taken off: the two double
 * supports (or flights) then differ by twice that. Default 0.04, range 0.02…0.08. Measured: up to 0.01 on healthy walkers and
 * runners, 0.054 where an optical system saw that the clocks differed. // RUN41
 */
const UNEXPLAINED_MAX_FRACTION = 0.04;

/**
 * What of an offset the feet's swings do not explain. Even steps have none; uneven ones with even double supports (or
 * flights) have half of what the right foot swings longer; every gait between the two is as good.
 */
function unexplainedOffsetMs({ left, right }: FootPair, activity: number, offsetMs: number): number {
  const swingOf = ({ columns }: FootTravel): number =>
    medianOf(columns.swingTimeMs, (index) => columns.activity[index] === activity);
  const explainedMs = (swingOf(right) - swingOf(left)) / 2 || 0;
  return Math.max(offsetMs - Math.max(0, explainedMs), Math.min(0, explainedMs) - offsetMs, 0);
}

function uncertainReason(offset: ClockOffset): WithheldReason {
  const limit = `needed: ${CLOCK_OFFSET_UNCERTAINTY_MAX_MS} ms`;
  const drift = offset.driftPpm === null ? "" : `, drift ${offset.driftPpm.toFixed(0)} ppm`;
  const text = `the two clocks could be compared only to ± ${offset.uncertaintyMs.toFixed(0)} ms (${limit}${drift})`;
  const values = { reason: "uncertain", uncertaintyMs: offset.uncertaintyMs };
  return { text, values: offset.driftPpm === null ? values : { ...values, driftPpm: offset.driftPpm } };
}

/**
 * Offset beyond this fraction of a stride, its half width taken off, is more than most healthy people's unevenness; and the
 * same of what uneven swings do not explain. Defaults 0.03 and 0.02, range 0.01…0.1. Engineering estimates.
 */
const UNEVEN_MIN_FRACTION = 0.03;
const UNEVEN_UNEXPLAINED_MIN_FRACTION = 0.02;

/** A warning of feet on one clock, as far as can be told, whose steps are clearly uneven; null for others. */
export function describeUnevenness({ offset, reason, unexplainedMs = 0 }: Synchrony): AnalysisWarning | null {
  if (offset === null || reason !== null) return null;
  const sureMs = Math.abs(offset.offsetMs) - offset.uncertaintyMs;
  const isUneven = sureMs > UNEVEN_MIN_FRACTION * offset.strideTimeMs;
  if (!isUneven && unexplainedMs <= UNEVEN_UNEXPLAINED_MIN_FRACTION * offset.strideTimeMs) return null;
  const [longer, shorter] = offset.offsetMs > 0 ? (["right", "left"] as const) : (["left", "right"] as const);
  const differenceMs = 2 * Math.abs(offset.offsetMs);
  const message = `The ${longer} step takes ${differenceMs.toFixed(0)} ms longer than the ${shorter}: an uneven gait, or two clocks that differ by half of that; take the symmetry of step time with care.`;
  return { code: "steps-uneven", message, side: longer, values: { differenceMs } };
}

const DECLARED: WithheldReason = { text: "the feet were declared unsynchronised", values: { reason: "declared" } };

const DIFFERENT_STARTS: WithheldReason = {
  text: "the recordings state different start instants, so they have two clocks",
  values: { reason: "different-starts" },
};

const TOO_FEW_STRIDES: WithheldReason = {
  text: "too few steady strides of both feet to compare the two clocks",
  values: { reason: "too-few-strides" },
};

const NOT_ALTERNATING: WithheldReason = {
  text: "the two feet do not take turns, as if the recordings were of two runs or of one foot twice",
  values: { reason: "not-alternating" },
};

/** Offset of the right clock when its times are first moved by a lag; which stride of it is the right one is not known. */
function estimateLaggedOffset(feet: FootPair, activity: number, lagSec: number): ClockOffset | null {
  const offset = estimateClockOffset(feet.left.columns, shiftTravel(feet.right, -lagSec).columns, activity);
  if (offset === null || lagSec === 0) return offset;
  return {
    ...offset,
    offsetMs: offset.offsetMs + 1000 * lagSec,
    uncertaintyMs: offset.uncertaintyMs + offset.strideTimeMs,
  };
}

/** Judges whether two feet share a clock; `activity` is the code of the strides the figures are over. */
export function judgeSynchrony(feet: FootPair, activity: number, declaredUnsynchronised: boolean): Synchrony {
  const statedSec = startDifferenceSec(feet.left.recording, feet.right.recording);
  const statesTwoClocks = Math.abs(statedSec ?? 0) > START_AGREES_SEC;
  if (declaredUnsynchronised || statesTwoClocks) {
    const offset = estimateLaggedOffset(feet, activity, 0);
    return { offset, reason: declaredUnsynchronised ? DECLARED : DIFFERENT_STARTS, rightShiftSec: statedSec };
  }
  const lagSec = estimateClockLagSec(feet.left, feet.right);
  const offset = estimateLaggedOffset(feet, activity, lagSec);
  const offsetMs = offset?.offsetMs ?? 1000 * lagSec;
  const placedAside = (reason: WithheldReason): Synchrony => {
    return { offset, reason, rightShiftSec: -chooseStride(feet.left, feet.right, offsetMs / 1000) };
  };
  if (lagSec !== 0) return placedAside(lagReason(offsetMs, 1000 * (feet.left.spans.typicalStrideSec[0] as number)));
  if (offset === null) {
    const areTooFew = areTooFewStrides(feet.left.columns, feet.right.columns, activity);
    return { offset, reason: areTooFew ? TOO_FEW_STRIDES : NOT_ALTERNATING, rightShiftSec: 0 };
  }
  if (isWrongClock(offset)) return placedAside(wrongClockReason(offset, LOPSIDED));
  const unexplainedMs = unexplainedOffsetMs(feet, activity, offset.offsetMs) - offset.uncertaintyMs;
  if (unexplainedMs > UNEXPLAINED_MAX_FRACTION * offset.strideTimeMs) {
    return placedAside(wrongClockReason(offset, UNEXPLAINED));
  }
  if (offset.uncertaintyMs > CLOCK_OFFSET_UNCERTAINTY_MAX_MS) {
    return { offset, reason: uncertainReason(offset), rightShiftSec: 0 };
  }
  return { offset, reason: null, rightShiftSec: 0, unexplainedMs };
}
