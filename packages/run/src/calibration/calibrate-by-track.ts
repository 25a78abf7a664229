// A satellite track teaches both shoes. In: recordings measured with the pack's coefficients, fixes on their clock, what
// the shoes knew before. Out: what they know now; how many windows taught and why the others did not; and how far off
// windows were that the coefficients had not seen.
import type { LengthCoefficients } from "@solewise/gait";
import type { FeetRecordings, MeasuredFoot } from "../measured-run.ts";
import { roundTo } from "../order-statistics.ts";
import {
  absorbSession,
  type CalibrationSession,
  type CoefficientEstimate,
  deviationMeters,
  estimateCoefficients,
  type FootCalibration,
  metersWith,
  type RawTravel,
  type ShoeCalibration,
  UNCALIBRATED,
} from "./foot-calibration.ts";
import { checkNotLearned, describeSession, measureCheckedRun } from "./lesson.ts";
import { DAY_RUN_FRACTION, DAY_WALK_FRACTION, PACK_LENGTH } from "./length-prior.ts";
import { TravelLine } from "./raw-travel.ts";
import { type DayDeviations, type LengthObservation, summariseSession } from "./session.ts";
import { deriveTrackWindows, type FixTrack, type TrackWindow, type WindowRefusal } from "./track-windows.ts";

/** Fewest windows that may teach. Range 3…20. */
const ACCEPTED_COUNT_MIN = 6;

/** A foot's strides must cover this share of a window, in one gait. Range 0.9…1. */
const COVERED_MIN_FRACTION = 0.97;

/** A window further from what is known than this many deviations contradicts it. Range 2.5…5. */
const OUTLIER_DEVIATIONS = 3;

/** What a whole day's track may be off by, as a fraction (constellation, reflections, the line a filter cuts). Range 0.002…0.01. */
const TRACK_DAY_FRACTION = 0.005;

/** How well the track's clock is known against the feet's, s. A change of speed within a window then costs metres. */
const CLOCK_DEVIATION_SEC = 1;

/** Parts of a run that are judged by what the other parts taught. */
const PART_COUNT = 4;

const TRACK_DAY: DayDeviations = {
  runFraction: Math.hypot(DAY_RUN_FRACTION, TRACK_DAY_FRACTION),
  walkFraction: Math.hypot(DAY_WALK_FRACTION, TRACK_DAY_FRACTION),
};

/** What a track said of one foot. */
export interface TrackLesson {
  /** Null when too few windows agreed with the foot: nothing was learned. */
  session: CalibrationSession | null;
  acceptedCount: number;
  /** Windows that taught nothing, by reason. */
  refusedCounts: Partial<Record<WindowRefusal, number>>;
  /**
   * Mean of how far off the run's quarters were, per cent of the track's metres: by the pack, and by what the shoe knew
   * with the other three quarters. The track's own noise is in both. Null when nothing was learned.
   */
  leftOut: { packErrorPercent: number; errorPercent: number } | null;
}

export interface TrackCalibrationResult {
  shoe: ShoeCalibration;
  left: TrackLesson | null;
  right: TrackLesson | null;
}

/** A window beside a foot's travel in it; null where the foot was not steadily in one gait. */
function observe(line: TravelLine, window: TrackWindow): LengthObservation | null {
  const { startSec, endSec, meters } = window;
  const travel = line.between(startSec, endSec);
  const lastingSec = endSec - startSec;
  if (!(Math.max(travel.runSec, travel.walkSec) >= COVERED_MIN_FRACTION * lastingSec)) return null;
  const thirdSec = lastingSec / 3;
  const speedMps = (part: RawTravel): number => metersWith(part, PACK_LENGTH) / thirdSec;
  const changeMps =
    speedMps(line.between(endSec - thirdSec, endSec)) - speedMps(line.between(startSec, startSec + thirdSec));
  const deviation = Math.hypot(window.deviationMeters, CLOCK_DEVIATION_SEC * changeMps);
  return { travel, referenceMeters: meters, deviationMeters: deviation };
}

/** Whether a window contradicts what is known of the shoe, the day and the track. */
function isOutlier(observation: LengthObservation, { coefficients, covariance }: CoefficientEstimate): boolean {
  const { travel, referenceMeters } = observation;
  const deviation = Math.hypot(
    observation.deviationMeters,
    deviationMeters(travel, covariance),
    TRACK_DAY_FRACTION * referenceMeters,
  );
  return Math.abs(referenceMeters - metersWith(travel, coefficients)) > OUTLIER_DEVIATIONS * deviation;
}

/** The windows that may teach a foot, and why the others may not. */
function sortWindows(foot: MeasuredFoot, windows: readonly TrackWindow[], known: CoefficientEstimate) {
  const line = new TravelLine(foot, PACK_LENGTH);
  const accepted: LengthObservation[] = [];
  const refusedCounts: TrackLesson["refusedCounts"] = {};
  for (const window of windows) {
    const observation = window.refusal === null ? observe(line, window) : null;
    if (observation !== null && !isOutlier(observation, known)) accepted.push(observation);
    else {
      const reason = window.refusal ?? (observation === null ? "feet" : "outlier");
      refusedCounts[reason] = (refusedCounts[reason] ?? 0) + 1;
    }
  }
  return { accepted, refusedCounts };
}

/** Travel and reference of several observations together. */
function addUp(observations: readonly LengthObservation[]): { travel: RawTravel; referenceMeters: number } {
  const travel: RawTravel = { runSec: 0, runMeters: 0, walkSec: 0, walkMeters: 0 };
  let referenceMeters = 0;
  for (const observation of observations) {
    for (const part of ["runSec", "runMeters", "walkSec", "walkMeters"] as const)
      travel[part] += observation.travel[part];
    referenceMeters += observation.referenceMeters;
  }
  return { travel, referenceMeters };
}

function offPercent(observations: readonly LengthObservation[], coefficients: LengthCoefficients): number {
  const { travel, referenceMeters } = addUp(observations);
  return 100 * Math.abs(metersWith(travel, coefficients) / referenceMeters - 1);
}

/** Judges each part of the run by what the shoe knew and the other parts taught. */
function judgeLeftOut(
  accepted: readonly LengthObservation[],
  before: FootCalibration,
  session: CalibrationSession,
): TrackLesson["leftOut"] {
  const partCount = Math.min(PART_COUNT, accepted.length);
  let [pack, taught] = [0, 0];
  for (let part = 0; part < partCount; part++) {
    const isJudged = (index: number): boolean => Math.floor((index * partCount) / accepted.length) === part;
    const judged = accepted.filter((_, index) => isJudged(index));
    const others = accepted.filter((_, index) => !isJudged(index));
    const shoe = absorbSession(before, summariseSession(others, others.length, TRACK_DAY), session);
    pack += offPercent(judged, PACK_LENGTH) / partCount;
    taught += offPercent(judged, estimateCoefficients(shoe).coefficients) / partCount;
  }
  return { packErrorPercent: roundTo(pack, 4), errorPercent: roundTo(taught, 4) };
}

function teachTrack(
  foot: MeasuredFoot,
  windows: readonly TrackWindow[],
  before: FootCalibration,
): { after: FootCalibration | null; lesson: TrackLesson } {
  const { accepted, refusedCounts } = sortWindows(foot, windows, estimateCoefficients(before));
  const outlierCount = refusedCounts.outlier ?? 0;
  if (accepted.length < ACCEPTED_COUNT_MIN || accepted.length <= outlierCount) {
    return { after: null, lesson: { session: null, acceptedCount: accepted.length, refusedCounts, leftOut: null } };
  }
  const session = describeSession(before, addUp(accepted), {
    kind: "track",
    fingerprint: foot.recording.signal.fingerprint,
    acceptedCount: accepted.length,
    refusedCount: windows.length - accepted.length,
  });
  const told = summariseSession(accepted, accepted.length, TRACK_DAY);
  const leftOut = judgeLeftOut(accepted, before, session);
  return {
    after: absorbSession(before, told, session),
    lesson: { session, acceptedCount: accepted.length, refusedCounts, leftOut },
  };
}

/**
 * Teaches the shoes by a satellite track. The recordings were measured with the pack's own coefficients; the fixes' times
 * are on their clock. Raises InputError when recordings do not belong together or taught before, RangeError for columns
 * of different lengths.
 */ // RUN39
export function calibrateByTrack(
  feet: FeetRecordings,
  track: FixTrack,
  shoe: ShoeCalibration,
  feetUnsynchronised = false,
): TrackCalibrationResult {
  const columns = [track.timeSec, track.latitudeDeg, track.longitudeDeg, track.accuracyMeters, track.speedMps];
  if (columns.some((column) => column.length < track.fixCount)) throw new RangeError("a track's columns are too short");
  const run = measureCheckedRun(feet, feetUnsynchronised);
  const windows = deriveTrackWindows(track);
  const result: TrackCalibrationResult = { shoe: { ...shoe }, left: null, right: null };
  for (const foot of run.active) {
    const { side } = foot.recording;
    const before = shoe[side] ?? UNCALIBRATED;
    checkNotLearned(foot.recording, before);
    const { after, lesson } = teachTrack(foot, windows, before);
    result.shoe[side] = after ?? shoe[side];
    result[side] = lesson;
  }
  return result;
}
