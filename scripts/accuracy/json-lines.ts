// What the report says to programs: all figures as one line, and a short line of counts. In: results. Out: JSON text.
import type { AccuracyRun } from "./accuracy-run.ts";
import type { Options } from "./arguments.ts";
import { isBriefGroup, type GroupFigures, type RecordingResult } from "./figures.ts";
import { setName } from "./markdown.ts";
import { isMet, targetLines } from "./targets.ts";

const refusedOf = (results: readonly RecordingResult[]): { name: string; reason: string }[] =>
  results.flatMap(({ name, refusal }) => (refusal === null ? [] : [{ name, reason: refusal }]));

/** All figures, for `--json`. */
export function fullLine({ stresses, seed }: Options, { results, groups, intervals, stressRows }: AccuracyRun): string {
  const isSeeded = stresses.length > 0 || stressRows.length > 0;
  return JSON.stringify({
    command: "accuracy",
    stresses,
    seed: isSeeded ? seed : null,
    recordings: results.length,
    refused: refusedOf(results),
    groups,
    intervals,
    stressTable: stressRows,
  });
}

/** Figures with a target, of the groups that are told in full: how many reach the aim, the target only, or neither. */
function countTargets(groups: readonly GroupFigures[]): { aim: number; met: number; short: string[] } {
  const lines = groups
    .filter((group) => !isBriefGroup(group, groups))
    .flatMap((group) => targetLines(group).map((line) => ({ title: `${setName(group)}: ${line.title}`, line })))
    .filter(({ line }) => isMet(line, line.must) !== null);
  const reached = lines.filter(({ line }) => isMet(line, line.must) === true);
  const aim = reached.filter(({ line }) => isMet(line, line.aim) === true).length;
  const short = lines.filter(({ line }) => isMet(line, line.must) === false).map(({ title }) => title);
  return { aim, met: reached.length - aim, short };
}

/** Shares of a 90 % interval that are right, to two decimals. */
function countRight(shares: readonly (number | null)[]): number {
  const rounded = shares.flatMap((share) => (share === null ? [] : [Math.round(share * 100) / 100]));
  return rounded.filter((share) => share >= 0.85 && share <= 0.95).length;
}

/** Counts, and the names of the figures that fall short; the last line of standard output. */
export function shortLine({ stresses, seed }: Options, run: AccuracyRun): string {
  const { aim, met, short } = countTargets(run.groups);
  const isSeeded = stresses.length > 0 || run.stressRows.length > 0;
  return JSON.stringify({
    command: "accuracy",
    stresses,
    seed: isSeeded ? seed : null,
    recordings: run.results.length,
    refused: refusedOf(run.results).length,
    withReference: run.results.filter((result) => result.truth.format !== "none").length,
    strides: run.groups.reduce((sum, group) => sum + group.strides, 0),
    figures: { aim, met, short: short.length },
    short,
    intervals: {
      judged: run.intervals.length,
      rightAsStated: countRight(run.intervals.map((row) => row.heldFraction)),
      rightTrialLeftOut: countRight(run.intervals.map((row) => row.leaveTrialOutFraction)),
      personLeftOut: run.intervals.filter((row) => row.leavePersonOutFraction !== null).length,
      rightPersonLeftOut: countRight(run.intervals.map((row) => row.leavePersonOutFraction)),
    },
    stressConditions: run.stressRows.length,
  });
}
