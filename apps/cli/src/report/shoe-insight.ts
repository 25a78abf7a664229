// The one thing that only a shoe could have told. Comes in: tallies. Goes out: one sentence, or null.
// Every candidate compares this runner with this runner (left with right, early with late, fast with slow), so that an
// error common to all strides cancels. A difference is told only if it is larger than the stated size and twice its
// standard error; the one that exceeds its stated size most is told.
import type { RunSummary } from "@solewise/terms";
import type { Pen } from "./pen.ts";
import type { RunMeasures } from "./run-measures.ts";
import { StrideTallies } from "./stride-tallies.ts";
import type { Tally } from "./tally.ts";

interface Candidate {
  sentence: string;
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

/** The difference b − a of medians if it is surely more than chance, else null. */
function sureDifference(a: Tally, b: Tally): number | null {
  if (a.count < GROUP_MIN_STRIDES || b.count < GROUP_MIN_STRIDES) return null;
  const [medianA, medianB] = [a.median, b.median];
  const [errorA, errorB] = [a.medianStandardError, b.medianStandardError];
  if (medianA === null || medianB === null || errorA === null || errorB === null) return null;
  const difference = medianB - medianA;
  return Math.abs(difference) > 2 * Math.hypot(errorA, errorB) ? difference : null;
}

function contactBalance(pen: Pen, measures: RunMeasures): Candidate | null {
  const { left, right } = measures.bySide;
  const difference = sureDifference(left.of("groundContactTimeMs"), right.of("groundContactTimeMs"));
  const usual = measures.all.median("groundContactTimeMs");
  if (difference === null || usual === null || usual <= 0) return null;
  const fraction = Math.abs(difference) / usual;
  const [longer, shorter] = difference > 0 ? ["right", "left"] : ["left", "right"];
  return {
    sentence:
      `Your ${longer} foot stays on the ground ${pen.format.number(Math.abs(difference), 0)} ms ` +
      `(${pen.format.number(fraction * 100, 1)} %) longer than your ${shorter} one.`,
    strength: fraction / CONTACT_BALANCE_MIN_FRACTION,
  };
}

function contactDrift(pen: Pen, measures: RunMeasures): Candidate | null {
  const [first, , last] = measures.byThird;
  const difference = sureDifference(first.of("groundContactTimeMs"), last.of("groundContactTimeMs"));
  const [early, late] = [first.median("speedMps"), last.median("speedMps")];
  if (difference === null || early === null || late === null || early <= 0) return null;
  if (Math.abs(late - early) / early > LIKE_SPEED_FRACTION) return null;
  const change = difference > 0 ? "longer" : "shorter";
  return {
    sentence:
      `In the last third your feet stay on the ground ${pen.format.number(Math.abs(difference), 0)} ms ${change} ` +
      `than in the first, at nearly the same pace.`,
    strength: Math.abs(difference) / CONTACT_DRIFT_MIN_MS,
  };
}

/** Whole speed classes, in the order given, until they hold a third of the strides. */
function firstThird(classes: [number, StrideTallies][], strideCount: number): StrideTallies {
  const third = new StrideTallies();
  for (const [, tallies] of classes) {
    if (third.strideCount >= strideCount / 3) break;
    third.addAll(tallies);
  }
  return third;
}

/** The slower and the faster third of the strides; they overlap when the pace hardly changed. */
function slowAndFast(measures: RunMeasures): [StrideTallies, StrideTallies] {
  const classes = [...measures.bySpeed].sort((a, b) => a[0] - b[0]);
  const count = measures.all.strideCount;
  return [firstThird(classes, count), firstThird(classes.toReversed(), count)];
}

function strikeShift(pen: Pen, measures: RunMeasures): Candidate | null {
  const [slow, fast] = slowAndFast(measures);
  const difference = sureDifference(slow.of("footStrikeAngleDeg"), fast.of("footStrikeAngleDeg"));
  const [slowMps, fastMps] = [slow.median("speedMps"), fast.median("speedMps")];
  if (difference === null || slowMps === null || fastMps === null || slowMps <= 0) return null;
  if (fastMps / slowMps - 1 < FASTER_MIN_FRACTION) return null;
  const how = difference < 0 ? "flatter, nearer the forefoot" : "more on the heel";
  return {
    sentence:
      `At ${pen.format.pace(fastMps)} ${pen.format.paceUnit} you land ${pen.format.number(Math.abs(difference), 0)}` +
      `${pen.glyphs.degree} ${how} than at ${pen.format.pace(slowMps)}.`,
    strength: Math.abs(difference) / STRIKE_SHIFT_MIN_DEG,
  };
}

/** What is always worth telling when nothing stands out. */
function usualShare(pen: Pen, summary: RunSummary, measures: RunMeasures): string | null {
  const { groundContactTimeMs: contact, flightTimeMs: flight } = summary;
  if (measures.mainActivity === "run" && contact !== null && flight !== null && flight > 0) {
    return `While running you are in the air ${pen.format.percent(flight / (flight + contact))} of the time.`;
  }
  const strideTimeMs = measures.all.median("strideTimeMs");
  if (measures.mainActivity !== "walk" || contact === null || strideTimeMs === null || strideTimeMs <= 0) return null;
  return `While walking each foot is on the ground ${pen.format.percent(contact / strideTimeMs)} of the time.`;
}

/** One sentence from this recording alone; null when it shows nothing that is sure. */ // CLI35
export function shoeInsight(pen: Pen, summary: RunSummary, measures: RunMeasures): string | null {
  const [strongest] = [contactBalance(pen, measures), contactDrift(pen, measures), strikeShift(pen, measures)]
    .filter((candidate) => candidate !== null)
    .filter((candidate) => candidate.strength >= 1)
    .sort((a, b) => b.strength - a.strength);
  return strongest?.sentence ?? usualShare(pen, summary, measures);
}
