// The main figures of every set under spoiled samples, one table. In: recordings in memory and an engine. Out: a row a
// condition, a cell a set; the same numbers for the same seed.
import { judgeIntervals } from "./calibration.ts";
import type { AnalyzeFoot } from "./engine.ts";
import { gatherFigures, isBriefGroup, type GroupFigures } from "./figures.ts";
import { scoreLoaded, type LoadedRecording } from "./run-recordings.ts";
import { mean } from "./statistics.ts";
import { createStress } from "./stress.ts";

/** One condition of the table: its words and the names of `--stress`. */
interface Condition {
  title: string;
  stresses: readonly string[];
}

const CONDITIONS: readonly Condition[] = [
  { title: "as recorded", stresses: [] },
  { title: "noise", stresses: ["noise"] },
  { title: "constant bias", stresses: ["bias"] },
  { title: "gyroscope bias drifts", stresses: ["drift"] },
  { title: "±16 g and ±2000 °/s, int16 steps", stresses: ["clip", "int16"] },
  { title: "±8 g", stresses: ["clip8"] },
  { title: "any mounting", stresses: ["rotate"] },
  { title: "2 % lost", stresses: ["loss2"] },
  { title: "12 % lost", stresses: ["loss12"] },
  { title: "2 % lost in bursts", stresses: ["burst2"] },
  { title: "12 % lost in bursts", stresses: ["burst12"] },
  { title: "80 Hz", stresses: ["rate80"] },
  { title: "100 Hz", stresses: ["rate100"] },
  { title: "450 Hz", stresses: ["rate450"] },
  { title: "a real sensor: noise, bias, drift, int16", stresses: ["noise", "bias", "drift", "clip", "int16"] },
  {
    title: "the same, any mounting, 2 % lost, 100 Hz",
    stresses: ["rate100", "noise", "bias", "drift", "clip", "int16", "rotate", "loss2"],
  },
  {
    title: "the same, any mounting, 12 % lost in bursts",
    stresses: ["noise", "bias", "drift", "clip", "int16", "rotate", "burst12"],
  },
];

/** Main figures of one set under one condition; null where the reference cannot tell. */
export interface StressCell {
  set: string;
  subset: string;
  recallFraction: number | null;
  precisionFraction: number | null;
  distancePercent: number | null;
  contactBiasMs: number | null;
  contactSdMs: number | null;
  strikeBiasDeg: number | null;
  strikeSdDeg: number | null;
}

export interface StressRow {
  title: string;
  stresses: readonly string[];
  refused: number;
  /** Mean over the figures of each gait of the share that stated 90 % intervals hold; null where nothing is judged. */
  heldRunFraction: number | null;
  heldWalkFraction: number | null;
  cells: StressCell[];
}

/** Strides are counted by place where the reference's swings are a marker's (docs/decisions/0008). */
function cellOf(group: GroupFigures): StressCell {
  const counts = group.format === "vicon-strides" ? group.spans : group.swings;
  const contact = group.format === "swings" ? group.metrics.swingTimeMs : group.metrics.groundContactTimeMs;
  const strike = group.metrics.footStrikeAngleDeg;
  return {
    set: group.set,
    subset: group.subset,
    recallFraction: counts.recallFraction,
    precisionFraction: counts.precisionFraction,
    distancePercent: group.distanceMatched.meanAbsolutePercent,
    contactBiasMs: contact?.bias ?? null,
    contactSdMs: (group.format === "optogait" ? contact?.sdWithin : contact?.sd) ?? null,
    strikeBiasDeg: strike?.bias ?? null,
    strikeSdDeg: strike?.sd ?? null,
  };
}

const keyOf = ({ set, subset }: { set: string; subset: string }): string => `${set}\n${subset}`;

/** The sets that the table shows: those with enough reference strides, a trial at one rate only. */
function shownKeys(groups: readonly GroupFigures[]): Set<string> {
  const shown = groups.filter((group) => !isBriefGroup(group, groups) && group.format !== "stairs");
  return new Set(shown.map(keyOf));
}

/** Runs every condition over the recordings of the sets that `groups` (the figures as recorded) shows in full. */
export async function makeStressTable(
  loaded: readonly LoadedRecording[],
  groups: readonly GroupFigures[],
  analyzeFoot: AnalyzeFoot,
  seed: number,
): Promise<StressRow[]> {
  const keys = shownKeys(groups);
  const judged = loaded.filter(({ file, truth }) => keys.has(keyOf({ set: file.set, subset: truth.subset })));
  const rows: StressRow[] = [];
  for (const { title, stresses } of judged.length === 0 ? [] : CONDITIONS) {
    const change = createStress(stresses, seed);
    const results = [];
    for (const recording of judged) results.push(await scoreLoaded(recording, analyzeFoot, change));
    const figures = gatherFigures(results).filter((group) => keys.has(keyOf(group)));
    const intervals = judgeIntervals(figures, results);
    const heldIn = (gait: "run" | "walk"): number | null =>
      mean(intervals.filter((row) => row.gait === gait).map((row) => row.heldFraction));
    const refused = results.filter((result) => result.refusal !== null).length;
    const held = { heldRunFraction: heldIn("run"), heldWalkFraction: heldIn("walk") };
    rows.push({ title, stresses, refused, ...held, cells: figures.map(cellOf) });
  }
  return rows;
}
