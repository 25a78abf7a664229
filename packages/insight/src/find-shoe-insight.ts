// The one thing that only a shoe could have told. Comes in: columns of each foot. Goes out: a finding, or null.
// Every candidate compares this runner with this runner (left with right, early with late, fast with slow), so that an
// error common to all strides cancels. A difference is told only if it is larger than the stated size and twice its
// standard error; the one that exceeds its stated size most is told (INS6).
import type { Analysis, RunSummary } from "@solewise/terms";
import { type FeetSeries, readStrides } from "./foot-series.ts";
import { medianStandardError } from "./left-right.ts";
import type { FootSeries, SeriesField } from "./run-view.ts";
import {
  exactValue,
  figuresCount,
  figuresValues,
  type FootPart,
  quantileOf,
  sortExact,
  SortedFigures,
  takeMedian,
  wholeFeet,
} from "./series-values.ts";
import type { ShoeInsight } from "./shoe-insight.ts";

interface Candidate {
  insight: ShoeInsight;
  /** Size of the effect over the size from which it is told. */
  strength: number;
}

/** Fewest strides in each compared group; below, chance looks like a finding. Range 10…200. Engineering estimate. */
const GROUP_MIN_STRIDES = 20;

/** Left-right difference of contact time from which it is told, fraction. Range 0.01…0.1. Engineering estimate. */
const CONTACT_BALANCE_MIN_FRACTION = 0.02;

/** Change of contact time from first to last third at like speed, ms. Range 3…20. Engineering estimate. */
const CONTACT_DRIFT_MIN_MS = 5;

/** Speeds are alike when they differ by less, fraction. Range 0.02…0.1. Engineering estimate. */
const LIKE_SPEED_FRACTION = 0.05;

/** Change of strike angle from slow to fast strides, degrees. Range 2…6. Engineering estimate. */
const STRIKE_SHIFT_MIN_DEG = 3;

/** Fast strides are faster than slow ones by at least, fraction. Range 0.05…0.3. Engineering estimate. */
const FASTER_MIN_FRACTION = 0.1;

/** Width of a speed class, m/s. Range 0.05…0.3. Engineering estimate. */
const SPEED_STEP_MPS = 0.1;

const NONE = new Float64Array(0);

/** The difference b − a of medians of sorted values if it is surely more than chance, else null. */
function sureDifference(a: Float64Array, b: Float64Array): number | null {
  if (a.length < GROUP_MIN_STRIDES || b.length < GROUP_MIN_STRIDES) return null;
  const difference = quantileOf(b, 0.5) - quantileOf(a, 0.5);
  return Math.abs(difference) > 2 * Math.hypot(medianStandardError(a), medianStandardError(b)) ? difference : null;
}

function contactBalance(feet: FeetSeries, sorted: SortedFigures): Candidate | null {
  const contactOf = (foot: FootSeries | null) => (foot === null ? NONE : sorted.of(foot, "groundContactTimeMs"));
  const difference = sureDifference(contactOf(feet.left), contactOf(feet.right));
  const usual = takeMedian(figuresValues(wholeFeet(feet), "groundContactTimeMs"));
  if (difference === null || !(usual > 0)) return null;
  const differenceFraction = Math.abs(difference) / usual;
  const longerSide = difference > 0 ? "right" : "left";
  return {
    insight: { kind: "contact-balance", longerSide, differenceMs: Math.abs(difference), differenceFraction },
    strength: differenceFraction / CONTACT_BALANCE_MIN_FRACTION,
  };
}

/** Metres of the figures' strides before each stride; one without a length counts at the last known speed. Shape [strideCount + 1]. */
function figuresMetersBefore({ strideCount, figuresFlags, values }: FootSeries): Float64Array {
  const meters = new Float64Array(strideCount + 1);
  let speedMps = 0;
  for (let index = 0; index < strideCount; index++) {
    const [ownMps, lengthMeters] = [values.speedMps[index] as number, values.strideLengthMeters[index] as number];
    const strideSec = exactValue("strideTimeMs", values.strideTimeMs[index] as number) / 1000;
    if (!Number.isNaN(ownMps)) speedMps = exactValue("speedMps", ownMps);
    const inferredMeters = Number.isNaN(strideSec) ? 0 : strideSec * speedMps;
    const ownMeters = Number.isNaN(lengthMeters) ? inferredMeters : exactValue("strideLengthMeters", lengthMeters);
    meters[index + 1] = (meters[index] as number) + (figuresFlags[index] === 1 ? ownMeters : 0);
  }
  return meters;
}

/** First and last third of a foot's distance over the figures' strides. */
function thirdsOf(foot: FootSeries): { first: FootPart; last: FootPart } {
  const meters = figuresMetersBefore(foot);
  const whole = meters[foot.strideCount] as number;
  const from = (third: number): number => {
    const index = meters.findIndex((position) => whole > 0 && Math.floor((position / whole) * 3) >= third);
    return index === -1 ? foot.strideCount : Math.min(index, foot.strideCount);
  };
  return { first: { foot, from: 0, to: from(1) }, last: { foot, from: from(2), to: foot.strideCount } };
}

function contactDrift(feet: FeetSeries): Candidate | null {
  const thirds = wholeFeet(feet).map(({ foot }) => thirdsOf(foot));
  const [first, last] = [thirds.map((third) => third.first), thirds.map((third) => third.last)];
  const contactOf = (parts: FootPart[]): Float64Array =>
    sortExact(figuresValues(parts, "groundContactTimeMs"), "groundContactTimeMs");
  const differenceMs = sureDifference(contactOf(first), contactOf(last));
  if (differenceMs === null) return null;
  const [early, late] = [takeMedian(figuresValues(first, "speedMps")), takeMedian(figuresValues(last, "speedMps"))];
  if (!(early > 0 && Math.abs(late - early) / early <= LIKE_SPEED_FRACTION)) return null;
  return {
    insight: { kind: "contact-drift", differenceMs },
    strength: Math.abs(differenceMs) / CONTACT_DRIFT_MIN_MS,
  };
}

/** Speed class of a speed. */
function classOf(speedMps: number): number {
  return Math.floor(exactValue("speedMps", speedMps) / SPEED_STEP_MPS);
}

/** How many figures' strides with a speed each class has. */
function countClasses(feet: FeetSeries): Map<number, number> {
  const counts = new Map<number, number>();
  for (const speedMps of figuresValues(wholeFeet(feet), "speedMps")) {
    const speedClass = classOf(speedMps);
    counts.set(speedClass, (counts.get(speedClass) ?? 0) + 1);
  }
  return counts;
}

/** The last of whole classes, in the order given, that are needed to hold a third of the strides; NaN without classes. */
function lastOfThird(classes: readonly [number, number][], strideCount: number): number {
  let held = 0;
  for (const [speedClass, count] of classes) {
    held += count;
    if (held >= strideCount / 3) return speedClass;
  }
  return classes.at(-1)?.[0] ?? Number.NaN;
}

/** A field's sorted values over the figures' strides whose speed class passes. */
function valuesAtSpeed(feet: FeetSeries, field: SeriesField, passes: (speedClass: number) => boolean): Float64Array {
  const chosen: number[] = [];
  for (const { foot } of wholeFeet(feet)) {
    const [speeds, column] = [foot.values.speedMps, foot.values[field]];
    for (let index = 0; index < foot.strideCount; index++) {
      const value = column[index] as number;
      if (foot.figuresFlags[index] !== 1 || Number.isNaN(value)) continue;
      if (passes(classOf(speeds[index] as number))) chosen.push(exactValue(field, value));
    }
  }
  return sortExact(Float64Array.from(chosen), field);
}

/** The slower and the faster third of the strides are compared; they overlap when the pace hardly changed. */
function strikeShift(feet: FeetSeries): Candidate | null {
  const strideCount = wholeFeet(feet).reduce((sum, { foot }) => sum + figuresCount(foot), 0);
  const classes = [...countClasses(feet)].sort((a, b) => a[0] - b[0]);
  const slowTo = lastOfThird(classes, strideCount);
  const fastFrom = lastOfThird(classes.toReversed(), strideCount);
  const [isSlow, isFast] = [(at: number) => at <= slowTo, (at: number) => at >= fastFrom];
  const slowSpeedMps = quantileOf(valuesAtSpeed(feet, "speedMps", isSlow), 0.5);
  const fastSpeedMps = quantileOf(valuesAtSpeed(feet, "speedMps", isFast), 0.5);
  if (!(slowSpeedMps > 0 && fastSpeedMps / slowSpeedMps - 1 >= FASTER_MIN_FRACTION)) return null;
  const differenceDeg = sureDifference(
    valuesAtSpeed(feet, "footStrikeAngleDeg", isSlow),
    valuesAtSpeed(feet, "footStrikeAngleDeg", isFast),
  );
  if (differenceDeg === null) return null;
  return {
    insight: { kind: "strike-shift", differenceDeg, slowSpeedMps, fastSpeedMps },
    strength: Math.abs(differenceDeg) / STRIKE_SHIFT_MIN_DEG,
  };
}

/** What is always worth telling when nothing stands out. */
function usualShare(summary: RunSummary, feet: FeetSeries): ShoeInsight | null {
  const { groundContactTimeMs: contact, flightTimeMs: flight } = summary;
  if (summary.figuresActivity === "run" && contact !== null && flight !== null && flight > 0) {
    return { kind: "air-share", flightFraction: flight / (flight + contact) };
  }
  if (summary.figuresActivity !== "walk" || contact === null) return null;
  const strideTimeMs = takeMedian(figuresValues(wholeFeet(feet), "strideTimeMs"));
  return strideTimeMs > 0 ? { kind: "ground-share", contactFraction: contact / strideTimeMs } : null;
}

/** Finds what columns of the feet show most clearly; null when they show nothing that is sure. */
export function findInFeet(summary: RunSummary, feet: FeetSeries, sorted: SortedFigures): ShoeInsight | null {
  const [strongest] = [contactBalance(feet, sorted), contactDrift(feet), strikeShift(feet)]
    .filter((candidate) => candidate !== null)
    .filter((candidate) => candidate.strength >= 1)
    .sort((a, b) => b.strength - a.strength);
  return strongest?.insight ?? usualShare(summary, feet);
}

/** Finds what this recording alone shows most clearly; null when it shows nothing that is sure. Reads the strides once. */
export function findShoeInsight(analysis: Analysis): ShoeInsight | null {
  return findInFeet(analysis.summary, readStrides(analysis, { left: 0, right: 0 }), new SortedFigures());
}
