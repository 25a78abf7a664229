// The feet of a run, measured and laid side by side: recordings in; columns, spans and weights of each foot and the
// verdict on their clocks out. What a summary is written from, and what a known distance is compared with.
import type { FootRecording } from "@solewise/gait";
import type { FiguresActivity } from "@solewise/terms";
import { type ShoeCalibration, UNCALIBRATED } from "./calibration/foot-calibration.ts";
import { shiftTravel } from "./clock-lag.ts";
import type { WeightedFoot } from "./distance.ts";
import { chooseFiguresActivity } from "./figures.ts";
import { CODE_OF_FIGURES_ACTIVITY, readFootColumns } from "./foot-columns.ts";
import { derivePresenceWeights, deriveTotalWeights } from "./presence-weights.ts";
import { judgeSynchrony, type Synchrony } from "./synchrony.ts";
import { deriveTravelledSpans } from "./travelled-spans.ts";

/** Recordings of a run; at least one foot. */
export interface FeetRecordings {
  left: FootRecording | null;
  right: FootRecording | null;
}

/** A recording with its columns, spans and weights. */
export interface MeasuredFoot extends WeightedFoot {
  recording: FootRecording;
}

/** Everything a summary is written from. */
export interface MeasuredRun {
  /** Feet given, one or two. */
  given: MeasuredFoot[];
  /** Feet that have strides; none, one or two. */
  active: MeasuredFoot[];
  /** Left and right when both have strides. */
  pair: { left: MeasuredFoot; right: MeasuredFoot } | null;
  activity: FiguresActivity | null;
  synchrony: Synchrony | null;
}

/** How feet are measured. */
export interface MeasureOptions {
  feetUnsynchronised?: boolean | undefined;
  /** The shoes' calibrations, when the recordings were measured with their coefficients. */
  shoe?: ShoeCalibration | undefined;
}

function measureFoot(recording: FootRecording, shoe: ShoeCalibration | undefined): MeasuredFoot {
  const columns = readFootColumns(recording.strides);
  const weights = new Float32Array(columns.strideCount).fill(1);
  const calibration = shoe?.[recording.side] ?? UNCALIBRATED;
  return { recording, columns, spans: deriveTravelledSpans(columns), weights, calibration };
}

function pairOf(active: readonly MeasuredFoot[]): MeasuredRun["pair"] {
  const [left, right] = active;
  return left === undefined || right === undefined ? null : { left, right };
}

/** Measures one or two feet and weighs what both saw. */
export function measureRun(feet: FeetRecordings, options: MeasureOptions): MeasuredRun {
  const given = [feet.left, feet.right]
    .filter((recording) => recording !== null)
    .map((recording) => measureFoot(recording, options.shoe));
  const active = given.filter((foot) => foot.columns.strideCount > 0);
  const pair = pairOf(active);
  const activity = chooseFiguresActivity(active.map((foot) => foot.columns));
  if (pair === null) return { given, active, pair, activity, synchrony: null };
  const code = activity === null ? Number.NaN : CODE_OF_FIGURES_ACTIVITY[activity];
  const synchrony = judgeSynchrony(pair, code, options.feetUnsynchronised ?? false);
  const weights =
    synchrony.rightShiftSec === null
      ? deriveTotalWeights(pair.left, pair.right)
      : derivePresenceWeights(pair.left, shiftTravel(pair.right, synchrony.rightShiftSec));
  pair.left.weights = weights.left;
  pair.right.weights = weights.right;
  return { given, active, pair, activity, synchrony };
}
