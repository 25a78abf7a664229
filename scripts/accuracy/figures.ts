// Gathers recordings of one set (and its part) into the figures that the report prints.
// In: scored and refused recordings. Out: plain numbers and nulls, ready for JSON.
import { distanceErrorPercent, leaveOneOutErrorsPercent } from "./calibrate-lengths.ts";
import { METRIC_NAMES, METRICS, type MetricName } from "./metrics.ts";
import type { Counts, Decisions, RecordingScore } from "./score-recording.ts";
import { computeAgreement, largestByMagnitude, mean, median, type Agreement } from "./statistics.ts";
import { NO_ERRORS, type ReferenceErrors, type Truth } from "./truth.ts";

/** One recording after the engine saw it: scored, or refused with a sentence. */
export interface RecordingResult {
  name: string;
  set: string;
  /** Name of the trial, the same for both feet. */
  trial: string;
  side: string;
  isSideKnown: boolean;
  durationSec: number;
  truth: Truth;
  score: RecordingScore | null;
  refusal: string | null;
}

/** How completely one kind was found; fractions null when nothing was asked for or found. */
export interface Completeness extends Counts {
  recallFraction: number | null;
  precisionFraction: number | null;
}

/** Distance errors in percent: |error| of a recording, averaged; and the worst recording with its sign. */
export interface DistanceError {
  recordings: number;
  meanAbsolutePercent: number | null;
  worstPercent: number | null;
}

export interface DecisionFigures extends Decisions {
  agreementFraction: number | null;
  decidedFraction: number | null;
}

export interface GroupFigures {
  set: string;
  subset: string;
  format: Truth["format"];
  reference: string;
  /** The reference's own errors, the largest of its recordings. */
  errors: ReferenceErrors;
  recordings: number;
  refused: number;
  persons: number;
  strides: number;
  swings: Completeness;
  contacts: Completeness;
  spans: Completeness;
  metrics: Partial<Record<MetricName, Agreement>>;
  /** Mean length of the reference's strides; turns centimetres into percent. */
  strideLengthTruthMeanCm: number | null;
  distanceMatched: DistanceError;
  distanceAll: DistanceError;
  distanceCalibrated: DistanceError;
  activity: DecisionFigures;
  strike: DecisionFigures;
  activityCounts: Record<string, number>;
  cadenceMedianSpm: number | null;
  totalDistanceMeters: number;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const add = <T extends Counts | Decisions>(
  pick: (score: RecordingScore) => T,
  key: keyof T,
  scores: RecordingScore[],
): number => scores.reduce((sum, score) => sum + Number(pick(score)[key]), 0);

function completeness(scores: RecordingScore[], pick: (score: RecordingScore) => Counts): Completeness {
  const truthCount = add(pick, "truthCount", scores);
  const foundCount = add(pick, "foundCount", scores);
  const matchedCount = add(pick, "matchedCount", scores);
  const isJudged = truthCount > 0;
  return {
    truthCount,
    foundCount,
    matchedCount,
    recallFraction: ratio(matchedCount, truthCount),
    precisionFraction: isJudged ? ratio(matchedCount, foundCount) : null,
  };
}

function decisions(scores: RecordingScore[], pick: (score: RecordingScore) => Decisions): DecisionFigures {
  const askedCount = add(pick, "askedCount", scores);
  const decidedCount = add(pick, "decidedCount", scores);
  const agreedCount = add(pick, "agreedCount", scores);
  return {
    askedCount,
    decidedCount,
    agreedCount,
    agreementFraction: ratio(agreedCount, decidedCount),
    decidedFraction: ratio(decidedCount, askedCount),
  };
}

function distanceError(errorsPercent: readonly number[]): DistanceError {
  return {
    recordings: errorsPercent.length,
    meanAbsolutePercent: mean(errorsPercent.map(Math.abs)),
    worstPercent: largestByMagnitude(errorsPercent),
  };
}

/** Everything found against everything there: what was missed or invented counts. */
function wholeDistanceErrors(scores: readonly RecordingScore[]): number[] {
  return scores
    .filter((score) => score.truthDistanceMeters > 0)
    .map((score) => (score.judgedDistanceMeters / score.truthDistanceMeters - 1) * 100);
}

function agreements(scores: readonly RecordingScore[], truth: Truth): Partial<Record<MetricName, Agreement>> {
  const isOffset = (name: MetricName): boolean => truth.areContactsOffset && !METRICS[name].isContactFree;
  const filled = METRIC_NAMES.map((name) => [name, scores.map((score) => score.readings.get(name) ?? [])] as const);
  return Object.fromEntries(
    filled
      .filter(([, recordings]) => recordings.some((readings) => readings.length > 0))
      .map(([name, recordings]) => [name, computeAgreement(recordings, isOffset(name))]),
  );
}

function countActivities(scores: readonly RecordingScore[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const score of scores) {
    for (const [activity, count] of score.activityCounts) counts[activity] = (counts[activity] ?? 0) + count;
  }
  return counts;
}

function largestErrors(all: readonly ReferenceErrors[]): ReferenceErrors {
  const largest = (of: keyof ReferenceErrors): number | null =>
    all.reduce<number | null>((top, errors) => {
      const error = errors[of];
      return error === null || (top !== null && top > error) ? top : error;
    }, NO_ERRORS[of]);
  return {
    instantMs: largest("instantMs"),
    lengthCm: largest("lengthCm"),
    angleDeg: largest("angleDeg"),
    clearanceCm: largest("clearanceCm"),
  };
}

function gather(results: readonly RecordingResult[], head: RecordingResult): GroupFigures {
  const scores = results.flatMap((result) => result.score ?? []);
  const lengths = scores.map((score) => score.lengths);
  const shoes = results.flatMap(({ score, truth, side }) => (score === null ? [] : `${truth.person} ${side}`));
  const truthLengths = lengths.flat().map((reading) => reading.truthMeters * 100);
  return {
    set: head.set,
    subset: head.truth.subset,
    format: head.truth.format,
    reference: head.truth.reference,
    errors: largestErrors(results.map((result) => result.truth.errors)),
    recordings: results.length,
    refused: results.length - scores.length,
    persons: new Set(results.map((result) => result.truth.person)).size,
    strides: scores.reduce((sum, score) => sum + score.strideCount, 0),
    swings: completeness(scores, (score) => score.swings),
    contacts: completeness(scores, (score) => score.contacts),
    spans: completeness(scores, (score) => score.spans),
    metrics: agreements(scores, head.truth),
    strideLengthTruthMeanCm: mean(truthLengths),
    distanceMatched: distanceError(lengths.flatMap((readings) => distanceErrorPercent(readings) ?? [])),
    distanceAll: distanceError(wholeDistanceErrors(scores)),
    distanceCalibrated: distanceError(leaveOneOutErrorsPercent(lengths, shoes)),
    activity: decisions(scores, (score) => score.activity),
    strike: decisions(scores, (score) => score.strike),
    activityCounts: countActivities(scores),
    cadenceMedianSpm: median(scores.flatMap((score) => score.cadenceSpm ?? [])),
    totalDistanceMeters: scores.reduce((sum, score) => sum + score.totalDistanceMeters, 0),
  };
}

/** Figures of every set and part, in the order of the recordings. */
export function gatherFigures(results: readonly RecordingResult[]): GroupFigures[] {
  const groups = new Map<string, RecordingResult[]>();
  for (const result of results) {
    const key = [result.set, result.truth.format, result.truth.subset].join("\n");
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()].flatMap((group) => (group[0] === undefined ? [] : [gather(group, group[0])]));
}

/** With fewer reference strides a target means nothing. */
const BRIEF_GROUP_STRIDES = 20;

/** Whether an earlier group has the same trials at another rate. */
export function isRepeatedRate(group: GroupFigures, groups: readonly GroupFigures[]): boolean {
  return group.subset.endsWith("Hz") && groups.find((other) => other.set === group.set) !== group;
}

/** Whether a group is told in one line: no reference, too few strides, or trials that another rate already showed. */
export function isBriefGroup(group: GroupFigures, groups: readonly GroupFigures[]): boolean {
  const isSmall = group.format !== "stairs" && group.swings.truthCount < BRIEF_GROUP_STRIDES;
  return group.format === "none" || isRepeatedRate(group, groups) || isSmall;
}
