// What the kernel must reach and aims at, figure by figure (issue "engine", table of targets).
// In: a group's figures. Out: lines with the figure, its target and whether it is met.
import type { GroupFigures } from "./figures.ts";
import type { MetricName } from "./metrics.ts";
import type { Agreement } from "./statistics.ts";

/** One figure of a group beside its target. */
export interface TargetLine {
  title: string;
  value: number | null;
  unit: string;
  decimals: number;
  n: number;
  must: number | null;
  aim: number | null;
  /** Whether the figure has to stay above or below the target. */
  direction: "at-least" | "at-most";
  /** The worst recording, where that says more than the pool. */
  worst: number | null;
}

type Reading = Pick<TargetLine, "value" | "n" | "worst">;
type Goal = readonly [must: number | null, aim: number | null];

const NO_GOAL: Goal = [null, null];

/** Strides of a trial that are found, wherever their contacts are put (docs/decisions/0008). */
const FOUND: Goal = [0.95, null];

function share(title: string, reading: Reading, [must, aim]: Goal): TargetLine {
  return { title, unit: "", decimals: 3, direction: "at-least", must, aim, ...reading };
}

function limit(title: string, unit: string, decimals: number, reading: Reading, [must, aim]: Goal): TargetLine {
  return { title, unit, decimals, direction: "at-most", must, aim, ...reading };
}

const NOTHING: Reading = { value: null, n: 0, worst: null };

function from(group: GroupFigures, name: MetricName, pick: keyof Agreement, worst?: keyof Agreement): Reading {
  const agreement = group.metrics[name];
  if (agreement === undefined) return NOTHING;
  return { value: agreement[pick], n: agreement.n, worst: worst === undefined ? null : agreement[worst] };
}

function found(
  group: GroupFigures,
  kind: "swings" | "contacts" | "spans",
  pick: "recallFraction" | "precisionFraction",
): Reading {
  const counts = group[kind];
  return { value: counts[pick], n: pick === "recallFraction" ? counts.truthCount : counts.foundCount, worst: null };
}

function distance(group: GroupFigures, kind: "distanceMatched" | "distanceAll" | "distanceCalibrated"): Reading {
  const error = group[kind];
  return { value: error.meanAbsolutePercent, n: error.recordings, worst: error.worstPercent };
}

function activity(group: GroupFigures): Reading {
  return { value: group.activity.agreementFraction, n: group.activity.decidedCount, worst: null };
}

function lengthPercent(group: GroupFigures): Reading {
  const bias = group.metrics.strideLengthCm?.bias ?? null;
  const length = group.strideLengthTruthMeanCm;
  const isKnown = bias !== null && length !== null && length > 0;
  return { value: isKnown ? (bias / length) * 100 : null, n: group.metrics.strideLengthCm?.n ?? 0, worst: null };
}

const complete = (group: GroupFigures, [recall, precision]: readonly [Goal, Goal]): TargetLine[] => [
  share("recall, swings", found(group, "swings", "recallFraction"), recall),
  share("precision, swings", found(group, "swings", "precisionFraction"), precision),
];

const biasAndSd = (
  group: GroupFigures,
  title: string,
  name: MetricName,
  unit: string,
  goals: readonly [Goal, Goal],
): TargetLine[] => [
  limit(`${title} bias`, unit, 1, from(group, name, "bias", "biasWorst"), goals[0]),
  limit(`${title} SD`, unit, 1, from(group, name, "sd", "sdWorst"), goals[1]),
];

function forcePlateLines(group: GroupFigures): TargetLine[] {
  return [
    ...complete(group, [
      [0.98, 0.995],
      [0.99, 0.995],
    ]),
    share("recall, contacts", found(group, "contacts", "recallFraction"), NO_GOAL),
    limit("trial distance", "%", 2, distance(group, "distanceMatched"), [0.7, 0.4]),
    limit("stride length SD", "cm", 1, from(group, "strideLengthCm", "sd", "sdWorst"), [2.5, 1.5]),
    ...biasAndSd(group, "initial contact", "initialContactMs", "ms", [[4, 2], NO_GOAL]),
    ...biasAndSd(group, "terminal contact", "terminalContactMs", "ms", [[5, 3], NO_GOAL]),
    ...biasAndSd(group, "contact time", "groundContactTimeMs", "ms", [
      [5, 3],
      [6, 4],
    ]),
    ...biasAndSd(group, "strike angle", "footStrikeAngleDeg", "°", [
      [1.5, 1],
      [1.8, 1.2],
    ]),
    share("rearfoot or not", { value: group.strike.agreementFraction, n: group.strike.decidedCount, worst: null }, [
      0.97,
      null,
    ]),
    share("strikes decided", { value: group.strike.decidedFraction, n: group.strike.askedCount, worst: null }, [
      0.7,
      null,
    ]),
    limit("eversion RMSE", "°", 1, from(group, "eversionExcursionDeg", "rmse"), [2, 1.2]),
    limit("clearance bias", "cm", 1, from(group, "clearanceCm", "bias", "biasWorst"), NO_GOAL),
    share("walk/run agreement", activity(group), [0.99, null]),
  ];
}

/** Targets of running and walking trials; a jog is shown without. */
function viconLines(group: GroupFigures): TargetLine[] {
  const isRun = group.subset === "run";
  const isWalk = group.subset === "walk";
  const goal = (run: Goal, walk: Goal): Goal => (isRun ? run : isWalk ? walk : NO_GOAL);
  const completenessGoal = goal([0.97, 0.99], [0.96, 0.98]);
  return [
    ...complete(group, [completenessGoal, completenessGoal]),
    share("recall, located", found(group, "spans", "recallFraction"), goal(FOUND, FOUND)),
    share("precision, located", found(group, "spans", "precisionFraction"), goal(FOUND, FOUND)),
    limit("stride length MAE", "cm", 2, from(group, "strideLengthCm", "mae"), goal([3, 2.1], [2.4, 1.8])),
    ...biasAndSd(group, "stride length", "strideLengthCm", "cm", [NO_GOAL, NO_GOAL]),
    limit("located length MAE", "cm", 2, from(group, "locatedLengthCm", "mae"), NO_GOAL),
    limit("trial distance", "%", 2, distance(group, "distanceMatched"), goal([1.2, 0.8], NO_GOAL)),
    limit("distance, missed count", "%", 2, distance(group, "distanceAll"), goal(NO_GOAL, [1.2, 0.8])),
    limit("distance, calibrated", "%", 2, distance(group, "distanceCalibrated"), goal([0.8, 0.5], NO_GOAL)),
    share("walk/run agreement", activity(group), goal([0.99, null], [0.99, null])),
  ];
}

function optogaitLines(group: GroupFigures): TargetLine[] {
  return [
    ...complete(group, [NO_GOAL, NO_GOAL]),
    limit("stride length bias", "%", 2, lengthPercent(group), [0.8, 0.5]),
    limit("stride length SD", "cm", 1, from(group, "strideLengthCm", "sd", "sdWorst"), NO_GOAL),
    limit("distance, missed count", "%", 2, distance(group, "distanceAll"), NO_GOAL),
    limit("contact time bias", "ms", 1, from(group, "groundContactTimeMs", "bias", "biasWorst"), NO_GOAL),
    limit("contact SD, offset out", "ms", 1, from(group, "groundContactTimeMs", "sdWithin", "sdWorst"), [15, 10]),
    share("walk/run agreement", activity(group), [0.99, null]),
  ];
}

function swingLines(group: GroupFigures): TargetLine[] {
  return [
    ...complete(group, [
      [0.97, 0.99],
      [0.97, 0.99],
    ]),
    share("recall, located", found(group, "spans", "recallFraction"), NO_GOAL),
    ...biasAndSd(group, "swing time", "swingTimeMs", "ms", [
      [12, 8],
      [16, 12],
    ]),
    ...biasAndSd(group, "terminal contact", "terminalContactMs", "ms", [NO_GOAL, NO_GOAL]),
    ...biasAndSd(group, "next initial contact", "nextInitialContactMs", "ms", [NO_GOAL, NO_GOAL]),
    share("walk/run agreement", activity(group), [0.99, null]),
  ];
}

function gaitEventLines(group: GroupFigures): TargetLine[] {
  return [
    ...complete(group, [NO_GOAL, NO_GOAL]),
    limit("stride length MAE", "cm", 2, from(group, "strideLengthCm", "mae"), NO_GOAL),
    limit("trial distance", "%", 2, distance(group, "distanceMatched"), NO_GOAL),
    ...biasAndSd(group, "swing time", "swingTimeMs", "ms", [NO_GOAL, NO_GOAL]),
    ...biasAndSd(group, "contact time", "groundContactTimeMs", "ms", [NO_GOAL, NO_GOAL]),
    share("walk/run agreement", activity(group), [0.99, null]),
  ];
}

function countLines(group: GroupFigures): TargetLine[] {
  return [
    limit("strides", "", 0, { value: group.strides, n: group.recordings, worst: null }, NO_GOAL),
    limit("cadence", "spm", 0, { value: group.cadenceMedianSpm, n: group.recordings, worst: null }, NO_GOAL),
    limit("distance", "m", 1, { value: group.totalDistanceMeters, n: group.recordings, worst: null }, NO_GOAL),
  ];
}

/** The lines of a group that the summary prints, in the order of the table. */
export function targetLines(group: GroupFigures): TargetLine[] {
  if (group.format === "force-plate") return forcePlateLines(group);
  if (group.format === "vicon-strides") return viconLines(group);
  if (group.format === "optogait") return optogaitLines(group);
  if (group.format === "swings") return swingLines(group);
  if (group.format === "gait-events") return gaitEventLines(group);
  if (group.format === "stairs") return [share("stairs agreement", activity(group), [0.9, null]), ...countLines(group)];
  return countLines(group);
}

/** Whether a figure meets a target; null when either is missing. */
export function isMet(line: TargetLine, target: number | null): boolean | null {
  if (line.value === null || target === null) return null;
  return line.direction === "at-least" ? line.value >= target : Math.abs(line.value) <= target;
}
