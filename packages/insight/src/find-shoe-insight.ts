// The one thing that only a shoe could have told. Comes in: strides. Goes out: a finding, or null.
// Every candidate compares this runner with this runner (left with right, early with late, fast with slow), so that an
// error common to all strides cancels. A difference is told only if it is larger than the stated size and twice its
// standard error; the one that exceeds its stated size most is told (INS6).
import type { RunSummary, Side } from "@solewise/terms";
import { isOfFigures, Odometer, type TravellingStride } from "./odometer.ts";
import type { ShoeInsight } from "./shoe-insight.ts";
import { Tally } from "./tally.ts";

/** What the finding is looked for in; any iterable that can be read twice. */
export interface InsightStride extends TravellingStride {
  groundContactTimeMs: number | null;
  footStrikeAngleDeg: number | null;
}

interface Candidate {
  insight: ShoeInsight;
  /** Size of the effect over the size from which it is told. */
  strength: number;
}

/** Strides of like speed. */
interface SpeedClass {
  strideCount: number;
  strikeDeg: Tally;
  speedMps: Tally;
}

/** What the candidates are judged from. */
interface InsightTallies {
  strideCount: number;
  strideTimeMs: Tally;
  contactMs: Record<Side, Tally>;
  /** First, middle and last third of the distance of the figures' strides. */
  thirds: { contactMs: Tally; speedMps: Tally }[];
  /** Key = floor(speed ÷ SPEED_STEP_MPS). */
  bySpeed: Map<number, SpeedClass>;
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

function emptySpeedClass(): SpeedClass {
  return { strideCount: 0, strikeDeg: new Tally(), speedMps: new Tally() };
}

function emptyTallies(): InsightTallies {
  return {
    strideCount: 0,
    strideTimeMs: new Tally(),
    contactMs: { left: new Tally(), right: new Tally() },
    thirds: [0, 1, 2].map(() => ({ contactMs: new Tally(), speedMps: new Tally() })),
    bySpeed: new Map(),
  };
}

/** Distance of each foot over the figures' strides: what thirds are cut from. */
function figuresDistances(strides: Iterable<InsightStride>, summary: RunSummary): Record<Side, number> {
  const feet = { left: new Odometer(), right: new Odometer() };
  for (const stride of strides) {
    feet[stride.side].advance(stride, isOfFigures(stride.activity, summary.figuresActivity ?? null));
  }
  return { left: feet.left.figuresMeters, right: feet.right.figuresMeters };
}

function thirdOf(position: number, whole: number): number {
  return whole > 0 ? Math.min(2, Math.max(0, Math.floor((position / whole) * 3))) : 0;
}

function addStride(tallies: InsightTallies, stride: InsightStride, third: number): void {
  tallies.strideCount += 1;
  tallies.strideTimeMs.add(stride.strideTimeMs);
  tallies.contactMs[stride.side].add(stride.groundContactTimeMs);
  tallies.thirds[third]?.contactMs.add(stride.groundContactTimeMs);
  tallies.thirds[third]?.speedMps.add(stride.speedMps);
  if (stride.speedMps === null) return;
  const key = Math.floor(stride.speedMps / SPEED_STEP_MPS);
  const speedClass = tallies.bySpeed.get(key) ?? emptySpeedClass();
  speedClass.strideCount += 1;
  speedClass.strikeDeg.add(stride.footStrikeAngleDeg);
  speedClass.speedMps.add(stride.speedMps);
  tallies.bySpeed.set(key, speedClass);
}

/** Tallies the figures' strides; reads the strides twice. */
function tallyStrides(summary: RunSummary, strides: Iterable<InsightStride>): InsightTallies {
  const wholeMeters = figuresDistances(strides, summary);
  const feet = { left: new Odometer(), right: new Odometer() };
  const tallies = emptyTallies();
  for (const stride of strides) {
    const foot = feet[stride.side];
    const isOf = isOfFigures(stride.activity, summary.figuresActivity ?? null);
    if (isOf) addStride(tallies, stride, thirdOf(foot.figuresMeters, wholeMeters[stride.side]));
    foot.advance(stride, isOf);
  }
  return tallies;
}

/** The difference b − a of medians if it is surely more than chance, else null. */
function sureDifference(a: Tally, b: Tally): number | null {
  if (a.count < GROUP_MIN_STRIDES || b.count < GROUP_MIN_STRIDES) return null;
  const [medianA, medianB] = [a.median, b.median];
  const [errorA, errorB] = [a.medianStandardError, b.medianStandardError];
  if (medianA === null || medianB === null || errorA === null || errorB === null) return null;
  const difference = medianB - medianA;
  return Math.abs(difference) > 2 * Math.hypot(errorA, errorB) ? difference : null;
}

function joined(...tallies: readonly Tally[]): Tally {
  const all = new Tally();
  for (const tally of tallies) all.addAll(tally);
  return all;
}

function contactBalance({ contactMs }: InsightTallies): Candidate | null {
  const difference = sureDifference(contactMs.left, contactMs.right);
  const usual = joined(contactMs.left, contactMs.right).median;
  if (difference === null || usual === null || usual <= 0) return null;
  const differenceFraction = Math.abs(difference) / usual;
  const longerSide = difference > 0 ? "right" : "left";
  return {
    insight: { kind: "contact-balance", longerSide, differenceMs: Math.abs(difference), differenceFraction },
    strength: differenceFraction / CONTACT_BALANCE_MIN_FRACTION,
  };
}

function contactDrift({ thirds }: InsightTallies): Candidate | null {
  const [first, , last] = thirds;
  if (first === undefined || last === undefined) return null;
  const differenceMs = sureDifference(first.contactMs, last.contactMs);
  const [early, late] = [first.speedMps.median, last.speedMps.median];
  if (differenceMs === null || early === null || late === null || early <= 0) return null;
  if (Math.abs(late - early) / early > LIKE_SPEED_FRACTION) return null;
  return {
    insight: { kind: "contact-drift", differenceMs },
    strength: Math.abs(differenceMs) / CONTACT_DRIFT_MIN_MS,
  };
}

/** Whole speed classes, in the order given, until they hold a third of the strides. */
function firstThird(classes: readonly SpeedClass[], strideCount: number): SpeedClass {
  const third = emptySpeedClass();
  for (const speedClass of classes) {
    if (third.strideCount >= strideCount / 3) break;
    third.strideCount += speedClass.strideCount;
    third.strikeDeg.addAll(speedClass.strikeDeg);
    third.speedMps.addAll(speedClass.speedMps);
  }
  return third;
}

/** The slower and the faster third of the strides are compared; they overlap when the pace hardly changed. */
function strikeShift({ bySpeed, strideCount }: InsightTallies): Candidate | null {
  const classes = [...bySpeed].sort((a, b) => a[0] - b[0]).map(([, speedClass]) => speedClass);
  const slow = firstThird(classes, strideCount);
  const fast = firstThird(classes.toReversed(), strideCount);
  const differenceDeg = sureDifference(slow.strikeDeg, fast.strikeDeg);
  const [slowSpeedMps, fastSpeedMps] = [slow.speedMps.median, fast.speedMps.median];
  if (differenceDeg === null || slowSpeedMps === null || fastSpeedMps === null || slowSpeedMps <= 0) return null;
  if (fastSpeedMps / slowSpeedMps - 1 < FASTER_MIN_FRACTION) return null;
  return {
    insight: { kind: "strike-shift", differenceDeg, slowSpeedMps, fastSpeedMps },
    strength: Math.abs(differenceDeg) / STRIKE_SHIFT_MIN_DEG,
  };
}

/** What is always worth telling when nothing stands out. */
function usualShare(summary: RunSummary, tallies: InsightTallies): ShoeInsight | null {
  const { groundContactTimeMs: contact, flightTimeMs: flight } = summary;
  if (summary.figuresActivity === "run" && contact !== null && flight !== null && flight > 0) {
    return { kind: "air-share", flightFraction: flight / (flight + contact) };
  }
  const strideTimeMs = tallies.strideTimeMs.median;
  if (summary.figuresActivity !== "walk" || contact === null || strideTimeMs === null || strideTimeMs <= 0) return null;
  return { kind: "ground-share", contactFraction: contact / strideTimeMs };
}

/**
 * Finds what this recording alone shows most clearly; null when it shows nothing that is sure. `strides` is read twice:
 * `Analysis.strides` or anything with the same fields.
 */
export function findShoeInsight(summary: RunSummary, strides: Iterable<InsightStride>): ShoeInsight | null {
  const tallies = tallyStrides(summary, strides);
  const [strongest] = [contactBalance(tallies), contactDrift(tallies), strikeShift(tallies)]
    .filter((candidate) => candidate !== null)
    .filter((candidate) => candidate.strength >= 1)
    .sort((a, b) => b.strength - a.strength);
  return strongest?.insight ?? usualShare(summary, tallies);
}
