// A run whose length is known (a track, a measured course, a race) teaches both shoes. In: recordings measured with the
// pack's coefficients, the distance, what the shoes knew before. Out: what they know now, and how far off the run was by
// the pack and by what was known before, which had not seen it.
import { InputError, type Side } from "@solewise/terms";
import { INFERRED_HALF_WIDTH_FRACTION, SYSTEMATIC_VARIANCE_FRACTION } from "../distance.ts";
import type { FeetRecordings, MeasuredFoot, MeasuredRun } from "../measured-run.ts";
import {
  absorbSession,
  type CalibrationSession,
  type FootCalibration,
  metersWith,
  type RawTravel,
  type ShoeCalibration,
  UNCALIBRATED,
} from "./foot-calibration.ts";
import { checkNotLearned, describeSession, measureCheckedRun } from "./lesson.ts";
import { NORMAL_90, PACK_LENGTH, WINDOW_SEC } from "./length-prior.ts";
import { measureRawTravel } from "./raw-travel.ts";
import { type LengthObservation, summariseSession } from "./session.ts";

/** A known distance that differs from the measured one by more than this is of another run. Range 0.05…0.2. */
const DIFFERENCE_MAX_FRACTION = 0.1;

/** A foot must have seen at least this share of the run to learn from its distance. Range 0.3…1. */
const SEEN_MIN_FRACTION = 0.5;

/** The length of a run. */
export interface KnownDistance {
  meters: number;
  /** Half width of its 90 % interval: the course's, and of the line that was run on it. */
  halfWidthMeters: number;
}

/** The shoes after a run, and what the run said of each; null for a foot that could not learn from it. */
export interface CalibrationResult {
  shoe: ShoeCalibration;
  left: CalibrationSession | null;
  right: CalibrationSession | null;
}

/** What one foot has to learn from; its reference is the known distance without what the other foot alone travelled. */
interface FootLesson extends LengthObservation {
  recording: MeasuredFoot["recording"];
}

/** Share of the run that a foot saw nothing of, because only the other travelled. */
function unseenFractionOf(foot: MeasuredFoot, run: MeasuredRun): number {
  let unseenMeters = 0;
  let wholeMeters = 0;
  for (const { columns, spans, weights } of run.active) {
    const isOther = columns !== foot.columns;
    for (let index = 0; index < columns.strideCount; index++) {
      const weight = weights[index] as number;
      const meters = spans.travelledMeters[index] as number;
      wholeMeters += weight * meters;
      if (isOther) unseenMeters += Math.max(0, 2 * weight - 1) * meters;
    }
  }
  return wholeMeters > 0 ? unseenMeters / wholeMeters : 0;
}

/** Standard deviation of a foot's distance by its strides' own errors, by what was inferred, and by what gaps may hide. */
function ownDeviationMeters({ columns, spans, recording }: MeasuredFoot, travel: RawTravel): number {
  let variance = 0;
  let inferredMeters = 0;
  for (let index = 0; index < columns.strideCount; index++) {
    if (spans.inferred[index] === 1) inferredMeters += spans.travelledMeters[index] as number;
    else if ((spans.travelledMeters[index] as number) > 0) {
      const halfWidthMeters = columns.lengthHalfWidthMeters[index] as number;
      variance += Number.isNaN(halfWidthMeters)
        ? 0
        : (1 - SYSTEMATIC_VARIANCE_FRACTION) * (halfWidthMeters / NORMAL_90) ** 2;
    }
  }
  const meanMps = (travel.runMeters + travel.walkMeters) / Math.max(travel.runSec + travel.walkSec, 1);
  return Math.hypot(
    Math.sqrt(variance),
    (INFERRED_HALF_WIDTH_FRACTION * inferredMeters) / NORMAL_90,
    recording.signal.gapTotalSec * meanMps,
  );
}

function lessonOf(foot: MeasuredFoot, run: MeasuredRun, known: KnownDistance): FootLesson | null {
  const unseenMeters = unseenFractionOf(foot, run) * known.meters;
  const referenceMeters = known.meters - unseenMeters;
  const travel = measureRawTravel(foot, new Uint8Array(foot.columns.strideCount).fill(1), PACK_LENGTH);
  const isSpectator = foot.weights.every((weight) => weight === 0);
  if (isSpectator || referenceMeters < SEEN_MIN_FRACTION * known.meters) return null;
  const unseenDeviationMeters = (INFERRED_HALF_WIDTH_FRACTION * unseenMeters) / NORMAL_90;
  const deviationMeters = Math.hypot(
    known.halfWidthMeters / NORMAL_90,
    ownDeviationMeters(foot, travel),
    unseenDeviationMeters,
  );
  return { recording: foot.recording, travel, referenceMeters, deviationMeters };
}

/** Refuses the distance of another run. */ // RUN36
function checkDistance({ recording, travel, referenceMeters }: FootLesson): void {
  const place = { file: recording.file, line: null };
  const packMeters = metersWith(travel, PACK_LENGTH);
  if (Math.abs(packMeters - referenceMeters) <= DIFFERENCE_MAX_FRACTION * referenceMeters) return;
  throw new InputError(
    place,
    `a known distance within ${100 * DIFFERENCE_MAX_FRACTION} % of what the ${recording.side} foot measured (${packMeters.toFixed(1)} m)`,
    `${referenceMeters.toFixed(1)} m`,
    "check the distance, and that the recording holds the whole of it and nothing else",
  );
}

/**
 * A shoe after one more known distance, and what the run said: how far off it was by the pack and by what was known
 * before. The distance is believed; whoever takes it from outside checks it first.
 */
export function teachDistance(
  before: FootCalibration,
  observation: LengthObservation,
  fingerprint: string,
): { after: FootCalibration; session: CalibrationSession } {
  const { travel } = observation;
  const facts = { kind: "known-distance", fingerprint, acceptedCount: 1, refusedCount: 0 } as const;
  const session = describeSession(before, observation, facts);
  const windowCount = (travel.runSec + travel.walkSec) / WINDOW_SEC;
  return { after: absorbSession(before, summariseSession([observation], windowCount), session), session };
}

/**
 * Teaches the shoes a known distance. The recordings were measured with the pack's own coefficients. Raises InputError
 * when recordings do not belong together, the distance cannot be this run's, or the run was used before.
 */ // RUN36
export function calibrateByKnownDistance(
  feet: FeetRecordings,
  known: KnownDistance,
  shoe: ShoeCalibration,
  feetUnsynchronised = false,
): CalibrationResult {
  if (!(known.meters > 0) || !(known.halfWidthMeters > 0)) {
    throw new RangeError("a known distance and its half width must be above 0");
  }
  const run = measureCheckedRun(feet, feetUnsynchronised);
  const result: CalibrationResult = { shoe: { ...shoe }, left: null, right: null };
  for (const foot of run.active) {
    const side: Side = foot.recording.side;
    const lesson = lessonOf(foot, run, known);
    if (lesson === null) continue;
    const before = shoe[side] ?? UNCALIBRATED;
    checkNotLearned(foot.recording, before);
    checkDistance(lesson);
    const { after, session } = teachDistance(before, lesson, foot.recording.signal.fingerprint);
    result.shoe[side] = after;
    result[side] = session;
  }
  return result;
}
