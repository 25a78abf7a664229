// Scores one foot's strides against its reference. In: strides and Truth. Out: counts, paired readings, distances.
// Strides are matched by swing centres and, apart from that, contacts by contact centres; both one to one.
import type { Stride } from "@solewise/terms";
import { estimateClockOffsetSec, matchOneToOne } from "./matching.ts";
import { compareStrides, type Readings, type StridePair } from "./metrics.ts";
import { middleSec, type Truth, type TruthStride } from "./truth.ts";

/** Centres further apart than this are not the same swing or contact (issue "engine", targets). */
const MATCH_TOLERANCE_SEC = 0.15;

/** The same for the middle of a stride's span against the reference's swing, which lies late in the span. */
const SPAN_TOLERANCE_SEC = 0.35;

/** Search range for the clock offset of references with their own clock. */
const CLOCK_OFFSET_REACH_SEC = 0.3;

/** Rearfoot when the sole meets the ground more than this toe-up (Altman & Davis 2012). */
const REARFOOT_MIN_DEG = 8;

/**
 * In recordings named after stairs the engine's own height change says what a stride was, as nothing else does: two
 * risers or more are a stair, under two thirds of a riser is level ground, one riser (first and last of a flight) either.
 */
const STAIR_HEIGHT_MIN_METERS = 0.2;
const LEVEL_HEIGHT_MAX_METERS = 0.1;

/** How many of one kind the reference saw, the engine found, and both. */
export interface Counts {
  truthCount: number;
  foundCount: number;
  matchedCount: number;
}

/** How many were asked for, how many the engine decided, how many rightly. */
export interface Decisions {
  askedCount: number;
  decidedCount: number;
  agreedCount: number;
}

/** One stride's length beside its reference, for distance and calibration. */
export interface LengthReading {
  truthMeters: number;
  foundMeters: number;
  strideTimeSec: number;
}

export interface RecordingScore {
  strideCount: number;
  swings: Counts;
  contacts: Counts;
  /** Strides located, however their contacts are placed. */
  spans: Counts;
  readings: Readings;
  /** Matched strides with both lengths. */
  lengths: readonly LengthReading[];
  /** Reference length of every stride that has one, found or not; 0 when the reference knows no lengths. */
  truthDistanceMeters: number;
  /** The engine's lengths inside the time that the reference judges, matched or not. */
  judgedDistanceMeters: number;
  /** Sum of the engine's own lengths over walking, running and stair strides. */
  totalDistanceMeters: number;
  activity: Decisions;
  /** Rearfoot or not. */
  strike: Decisions;
  activityCounts: ReadonlyMap<string, number>;
  /** Steps of both feet per minute from the median stride time. */
  cadenceSpm: number | null;
  clockOffsetSec: number;
}

const swingCentreOf = (stride: Stride): number | null =>
  middleSec(stride.terminalContactSec, stride.nextInitialContactSec);

/** A stride that was found lasts no longer than this where only the next one tells its end, s. */
const SPAN_MAX_SEC = 2.5;

/** Middle of midstance to next midstance: by length and speed; where the path could not be measured, by the next stride. */
function spanCentresOf(strides: readonly Stride[]): (stride: Stride) => number | null {
  const next = new Map(strides.map((stride, index) => [stride, strides[index + 1]?.midstanceSec ?? null]));
  return (stride) => {
    const { strideLengthMeters, speedMps, midstanceSec } = stride;
    const isMeasured = strideLengthMeters !== null && speedMps !== null && speedMps > 0;
    if (isMeasured) return midstanceSec + strideLengthMeters / speedMps / 2;
    const nextSec = next.get(stride) ?? null;
    return nextSec !== null && nextSec - midstanceSec <= SPAN_MAX_SEC ? middleSec(midstanceSec, nextSec) : null;
  };
}

const contactCentreOf = (stride: Stride | TruthStride): number | null =>
  middleSec(stride.initialContactSec, stride.terminalContactSec);

interface Matching {
  counts: Counts;
  pairs: StridePair[];
}

interface Centred<T> {
  centreSec: number;
  stride: T;
}

function centred<T>(strides: readonly T[], centreOf: (stride: T) => number | null): Centred<T>[] {
  return strides
    .flatMap((stride) => {
      const centreSec = centreOf(stride);
      return centreSec === null || !Number.isFinite(centreSec) ? [] : [{ centreSec, stride }];
    })
    .toSorted((a, b) => a.centreSec - b.centreSec);
}

function match(
  truth: Truth,
  truths: readonly Centred<TruthStride>[],
  founds: readonly Centred<Stride>[],
  toleranceSec: number,
): Matching {
  const indexPairs = matchOneToOne(
    truths.map((t) => t.centreSec),
    founds.map((f) => f.centreSec),
    toleranceSec,
  );
  const pairs = indexPairs.flatMap(({ truthIndex, foundIndex }) => {
    const [asked, found] = [truths[truthIndex], founds[foundIndex]];
    return asked === undefined || found === undefined ? [] : [{ truth: asked.stride, found: found.stride }];
  });
  const matched = new Set(indexPairs.map((pair) => pair.foundIndex));
  const invented = founds.filter(
    (found, index) =>
      !matched.has(index) && found.centreSec >= truth.judgedFromSec && found.centreSec <= truth.judgedToSec,
  );
  const matchedCount = pairs.filter((pair) => pair.truth.isAskedFor).length;
  return {
    counts: {
      truthCount: truths.filter((t) => t.stride.isAskedFor).length,
      foundCount: matchedCount + invented.length,
      matchedCount,
    },
    pairs: pairs.filter((pair) => pair.truth.isAskedFor),
  };
}

const shift = (instantSec: number | null, offsetSec: number): number | null =>
  instantSec === null ? null : instantSec + offsetSec;

/** Moves a reference with a clock of its own onto the recording's clock. */
function alignClock(truth: Truth, strides: readonly Stride[]): { truth: Truth; offsetSec: number } {
  if (truth.isClockShared) return { truth, offsetSec: 0 };
  const offsetSec = estimateClockOffsetSec(
    centred(truth.strides, (t) => t.swingCentreSec).map((t) => t.centreSec),
    centred(strides, swingCentreOf).map((s) => s.centreSec),
    CLOCK_OFFSET_REACH_SEC,
  );
  const moved = truth.strides.map((stride) => ({
    ...stride,
    initialContactSec: shift(stride.initialContactSec, offsetSec),
    terminalContactSec: shift(stride.terminalContactSec, offsetSec),
    nextInitialContactSec: shift(stride.nextInitialContactSec, offsetSec),
    swingCentreSec: shift(stride.swingCentreSec, offsetSec),
  }));
  const judgedFromSec = truth.judgedFromSec + offsetSec;
  return { truth: { ...truth, strides: moved, judgedFromSec, judgedToSec: truth.judgedToSec + offsetSec }, offsetSec };
}

function judgeStairs(strides: readonly Stride[], expected: string): boolean[] {
  const sign = expected === "stairs-up" ? 1 : -1;
  return strides.flatMap(({ activity, heightChangeMeters }) => {
    if (heightChangeMeters === null) return [];
    if (sign * heightChangeMeters > STAIR_HEIGHT_MIN_METERS) return [activity === expected];
    return sign * heightChangeMeters < LEVEL_HEIGHT_MAX_METERS ? [activity === "walk"] : [];
  });
}

function judgeActivity(truth: Truth, strides: readonly Stride[], pairs: readonly StridePair[]): Decisions {
  const asked =
    truth.expectedActivity === null
      ? pairs.flatMap((p) => (p.truth.activity === null ? [] : [p.truth.activity === p.found.activity]))
      : judgeStairs(strides, truth.expectedActivity);
  return { askedCount: asked.length, decidedCount: asked.length, agreedCount: asked.filter(Boolean).length };
}

function judgeStrike(pairs: readonly StridePair[]): Decisions {
  const asked = pairs.filter((pair) => pair.truth.footStrikeAngleDeg !== null);
  const decided = asked.filter(
    (pair) => pair.found.footStrikePattern !== null && pair.found.footStrikePattern !== "uncertain",
  );
  const agreed = decided.filter(
    (pair) => (pair.found.footStrikePattern === "rearfoot") === (pair.truth.footStrikeAngleDeg ?? 0) > REARFOOT_MIN_DEG,
  );
  return { askedCount: asked.length, decidedCount: decided.length, agreedCount: agreed.length };
}

function lengthReadings(pairs: readonly StridePair[]): LengthReading[] {
  return pairs.flatMap(({ truth, found }) => {
    const [truthMeters, foundMeters] = [truth.strideLengthMeters, found.strideLengthMeters];
    if (truthMeters === null || foundMeters === null) return [];
    const speedTimeSec = found.speedMps === null || found.speedMps <= 0 ? 1 : foundMeters / found.speedMps;
    return [{ truthMeters, foundMeters, strideTimeSec: speedTimeSec }];
  });
}

function judgedDistance(truth: Truth, strides: readonly Stride[]): number {
  const spanCentreOf = spanCentresOf(strides);
  const inside = strides.filter((stride) => {
    const centreSec = swingCentreOf(stride) ?? spanCentreOf(stride) ?? stride.midstanceSec;
    return centreSec >= truth.judgedFromSec && centreSec <= truth.judgedToSec;
  });
  return inside.reduce((sum, stride) => sum + (stride.strideLengthMeters ?? 0), 0);
}

function cadenceOf(strides: readonly Stride[]): number | null {
  const times = strides.flatMap((s) => s.strideTimeMs ?? []).toSorted((a, b) => a - b);
  const middleMs = times[times.length >> 1];
  return middleMs === undefined || middleMs <= 0 ? null : 120_000 / middleMs;
}

/** Scores a recording; a `NO_TRUTH` reference gives counts, cadence and distance only. */
export function scoreRecording(strides: readonly Stride[], reference: Truth): RecordingScore {
  const { truth, offsetSec } = alignClock(reference, strides);
  const truthSwings = centred(truth.strides, (t) => t.swingCentreSec);
  const truthContacts = centred(truth.strides, contactCentreOf);
  const swings = match(truth, truthSwings, centred(strides, swingCentreOf), MATCH_TOLERANCE_SEC);
  const contacts = match(truth, truthContacts, centred(strides, contactCentreOf), MATCH_TOLERANCE_SEC);
  const spans = match(truth, truthSwings, centred(strides, spanCentresOf(strides)), SPAN_TOLERANCE_SEC);
  const activityCounts = new Map<string, number>();
  for (const stride of strides) activityCounts.set(stride.activity, (activityCounts.get(stride.activity) ?? 0) + 1);
  const countsAsDistance = strides.filter((s) => s.activity !== "other");
  return {
    strideCount: strides.length,
    swings: swings.counts,
    contacts: contacts.counts,
    spans: spans.counts,
    readings: compareStrides({ swing: swings.pairs, contact: contacts.pairs, span: spans.pairs }, truth),
    lengths: lengthReadings(swings.pairs),
    truthDistanceMeters: truth.strides.reduce((sum, t) => sum + (t.distanceMeters ?? t.strideLengthMeters ?? 0), 0),
    judgedDistanceMeters: judgedDistance(truth, strides),
    totalDistanceMeters: countsAsDistance.reduce((sum, s) => sum + (s.strideLengthMeters ?? 0), 0),
    activity: judgeActivity(truth, strides, swings.pairs),
    strike: judgeStrike(contacts.pairs),
    activityCounts,
    cadenceSpm: cadenceOf(strides),
    clockOffsetSec: offsetSec,
  };
}
