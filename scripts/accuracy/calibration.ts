// Whether the stated 90 % intervals are right, a figure and gait at a time, over all sets together. In: results. Out: how
// often intervals hold the reference as they are, and in trials and people that had no say in their width.
import { isRepeatedRate, type GroupFigures, type RecordingResult } from "./figures.ts";
import { METRIC_NAMES, METRICS, type MetricName } from "./metrics.ts";
import { resultsOf } from "./plots.ts";
import { median, withoutOffset, type PairedReading } from "./statistics.ts";

/** Under this many strides a share means nothing. */
const STRIDES_MIN = 20;

/** Leaving a person out needs two others, each with strides enough for a tenth of them to mean something. */
const PERSONS_MIN = 3;

const STATED_SHARE = 0.9;

/** A figure's intervals over every set that has a reference for it. */
export interface CalibrationRow {
  metric: MetricName;
  gait: "run" | "walk";
  strides: number;
  trials: number;
  persons: number;
  /** Those with twenty strides and more, by whom widths are scaled. */
  personsJudged: number;
  sets: number;
  /** Median stated half width, in the metric's unit. */
  halfWidthMedian: number;
  /** Share of strides whose interval holds the reference, and with the reference's own stated error joined to it. */
  heldFraction: number;
  heldWithReferenceFraction: number;
  /**
   * By what the widths would have to be multiplied to hold 0.90, every person with twenty strides counting the same; null
   * without one.
   */
  factor: number | null;
  /** Share held in trials whose widths all other trials' strides scaled; null with a single trial. */
  leaveTrialOutFraction: number | null;
  /** The same, leaving out whole people, every other one counting the same; null under three people. */
  leavePersonOutFraction: number | null;
}

interface Judged {
  errorRatio: number;
  isHeld: boolean;
  isHeldWithReference: boolean;
  halfWidth: number;
  trial: string;
  person: string;
  set: string;
}

function judge(reading: PairedReading, result: RecordingResult): Judged[] {
  const { halfWidth, referenceHalfWidth } = reading;
  if (halfWidth === null || halfWidth <= 0) return [];
  const error = Math.abs(reading.found - reading.truth);
  return [
    {
      errorRatio: error / halfWidth,
      isHeld: error <= halfWidth,
      isHeldWithReference: error <= Math.hypot(halfWidth, referenceHalfWidth ?? 0),
      halfWidth,
      trial: `${result.set}/${result.trial}`,
      person: `${result.set}/${result.truth.person}`,
      set: result.set,
    },
  ];
}

/** Readings of one metric and gait in all recordings; the constant of an instrument that reads long is taken out. */
function readingsOf(metric: MetricName, isRunning: boolean, groups: readonly (readonly RecordingResult[])[]): Judged[] {
  return groups.flatMap((results) => {
    const all = results.map((result) =>
      (result.score?.readings.get(metric) ?? []).filter((reading) => reading.isRunning === isRunning),
    );
    const isOffset = results[0]?.truth.areContactsOffset === true && !METRICS[metric].isContactFree;
    const readings = isOffset ? withoutOffset(all) : all;
    return results.flatMap((result, index) => (readings[index] ?? []).flatMap((reading) => judge(reading, result)));
  });
}

const share = (flags: readonly boolean[]): number => flags.filter(Boolean).length / flags.length;

/** The ratio under which 0.9 of the errors lie. */
function ratioToHold(judged: readonly Judged[], weightOf: (reading: Judged) => number): number {
  const sorted = judged.toSorted((a, b) => a.errorRatio - b.errorRatio);
  const whole = sorted.reduce((sum, reading) => sum + weightOf(reading), 0);
  let weight = 0;
  for (const reading of sorted) {
    weight += weightOf(reading);
    if (weight >= (STATED_SHARE - 1e-9) * whole) return reading.errorRatio;
  }
  return sorted.at(-1)?.errorRatio ?? 1;
}

const everyStride = (): number => 1;

/** A weight by which every person counts the same. */
function everyPerson(judged: readonly Judged[]): (reading: Judged) => number {
  const counts = new Map<string, number>();
  for (const { person } of judged) counts.set(person, (counts.get(person) ?? 0) + 1);
  return ({ person }) => 1 / (counts.get(person) ?? 1);
}

/** The strides of people who have enough of them. */
function ofLongPersons(judged: readonly Judged[]): Judged[] {
  const people = Map.groupBy(judged, (reading) => reading.person);
  return [...people.values()].filter((strides) => strides.length >= STRIDES_MIN).flat();
}

/** Share held when each part's widths are scaled by what all other parts ask for. */
function leaveOut(
  judged: readonly Judged[],
  partOf: (reading: Judged) => string,
  weightOf: (reading: Judged) => number,
): number {
  const parts = Map.groupBy(judged, partOf);
  const held = [...parts].flatMap(([part, inside]) => {
    const others = judged.filter((reading) => partOf(reading) !== part);
    const factor = ratioToHold(others, weightOf);
    return inside.map((reading) => reading.errorRatio <= factor);
  });
  return share(held);
}

const countOf = (judged: readonly Judged[], of: (reading: Judged) => string): number => new Set(judged.map(of)).size;

function calibrationRow(metric: MetricName, gait: "run" | "walk", judged: readonly Judged[]): CalibrationRow {
  const long = ofLongPersons(judged);
  const personsJudged = countOf(long, (r) => r.person);
  const [trials, persons] = [countOf(judged, (r) => r.trial), countOf(judged, (r) => r.person)];
  return {
    metric,
    gait,
    strides: judged.length,
    trials,
    persons,
    personsJudged,
    sets: countOf(judged, (r) => r.set),
    halfWidthMedian: median(judged.map((r) => r.halfWidth)) ?? 0,
    heldFraction: share(judged.map((r) => r.isHeld)),
    heldWithReferenceFraction: share(judged.map((r) => r.isHeldWithReference)),
    factor: personsJudged === 0 ? null : ratioToHold(long, everyPerson(long)),
    leaveTrialOutFraction: trials < 2 ? null : leaveOut(judged, (r) => r.trial, everyStride),
    leavePersonOutFraction: personsJudged < PERSONS_MIN ? null : leaveOut(long, (r) => r.person, everyPerson(long)),
  };
}

/** Rows of every figure with a stated interval and enough strides; trials stored at several rates count once. */
export function judgeIntervals(groups: readonly GroupFigures[], results: readonly RecordingResult[]): CalibrationRow[] {
  const judgedGroups = groups
    .filter((group) => !isRepeatedRate(group, groups))
    .map((group) => resultsOf(group, results));
  const metrics = METRIC_NAMES.filter((metric) => metric !== "locatedLengthCm");
  return (["run", "walk"] as const).flatMap((gait) =>
    metrics.flatMap((metric) => {
      const judged = readingsOf(metric, gait === "run", judgedGroups);
      return judged.length < STRIDES_MIN ? [] : [calibrationRow(metric, gait, judged)];
    }),
  );
}
