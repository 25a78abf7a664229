// The report's sections over all sets together: how sure the figures are, what quality is worth, what stresses do.
// In: one run. Out: lines of Markdown; nothing for what the run did not find out.
import type { AccuracyRun } from "./accuracy-run.ts";
import type { CalibrationRow } from "./calibration.ts";
import { isBriefGroup, type GroupFigures } from "./figures.ts";
import { setName, shown, table } from "./markdown.ts";
import { METRIC_NAMES, METRICS } from "./metrics.ts";
import { stressCellText } from "./summary.ts";
import type { StressRow } from "./stress-table.ts";

const INTERVALS_TEXT = `Each figure of a stride is told with the half width of its 90 % interval. *Held*: the share of strides whose interval holds
the reference; *with the reference's error*: the same when the reference's own error, which each set states below, is
joined to the interval. The
next two scale the widths by what all *other* trials (people) ask for and count how often the trial (person) left out is
held: 0.85–0.95 says that the widths grow with the right things. *Factor*: what the widths would be multiplied by to hold
0.90 of these people, each counting the same. Only people with 20 strides scale widths or are left out; the others count
in *held*. With fewer than three people nothing can be left out, and below five
the person's own part of a width is a prior that the interval includes: intervals then hold more than 0.95 of people who
happen to lie near the middle. Light barriers read contacts long by a constant, which is taken from the other trials.`;

function intervalRow(row: CalibrationRow): string[] {
  const { title, unit } = METRICS[row.metric];
  const people =
    row.leavePersonOutFraction === null ? `n persons = ${row.personsJudged}` : shown(row.leavePersonOutFraction, 2);
  return [
    `${title}, ${row.gait === "run" ? "running" : "walking"}`,
    String(row.strides),
    `${row.persons} (${row.sets} ${row.sets === 1 ? "set" : "sets"})`,
    `± ${shown(row.halfWidthMedian, 1)} ${unit}`,
    shown(row.heldFraction, 2),
    shown(row.heldWithReferenceFraction, 2),
    row.leaveTrialOutFraction === null ? "n trials = 1" : shown(row.leaveTrialOutFraction, 2),
    people,
    shown(row.factor, 2),
  ];
}

/** Stated intervals against what happened, by figure and gait over all sets. */
export function intervalSection({ intervals }: AccuracyRun): string[] {
  if (intervals.length === 0) return [];
  const head = [
    "figure",
    "n",
    "persons",
    "stated, median",
    "held",
    "with the reference's error",
    "trial left out",
    "person left out",
    "factor",
  ];
  return ["## How sure each figure is", "", INTERVALS_TEXT, "", ...table(head, intervals.map(intervalRow)), ""];
}

/** Metrics of a group whose error falls, and does not, without the tenth of the lowest quality. */
function qualityRow(group: GroupFigures): string[] {
  const judged = METRIC_NAMES.filter((name) => name !== "locatedLengthCm").flatMap((name) => {
    const { mae = null, maeBestNineTenths = null } = group.metrics[name] ?? {};
    if (mae === null || maeBestNineTenths === null || mae === 0) return [];
    return [{ title: METRICS[name].title, changePercent: (maeBestNineTenths / mae - 1) * 100 }];
  });
  const told = (isHelped: boolean): string => {
    const of = judged.filter(({ changePercent }) => changePercent <= -1 === isHelped);
    return of
      .map(({ title, changePercent }) => `${title} ${changePercent > 0 ? "+" : ""}${changePercent.toFixed(0)} %`)
      .join(", ");
  };
  return [setName(group), told(true), told(false)];
}

/** What withholding by quality is worth, set by set. */
export function qualitySection({ groups }: AccuracyRun): string[] {
  const rows = groups
    .filter((group) => !isBriefGroup(group, groups) && Object.keys(group.metrics).length > 0)
    .map(qualityRow);
  if (rows.length === 0) return [];
  return [
    "## What quality is worth",
    "",
    "Change of the mean absolute error when the tenth of the strides with the lowest `qualityFraction` is withheld, by set;",
    "error against quality is plotted in each set's section. Quality tells of the stride's path (velocity left over): it helps",
    "lengths most, and times where strides are short and turning. Straight, steady strides differ too little for it to rank.",
    "",
    ...table(["set", "falls", "does not fall by 1 %"], rows),
    "",
  ];
}

function stressRow(
  { title, refused, heldRunFraction, heldWalkFraction, cells }: StressRow,
  columns: readonly string[],
): string[] {
  const texts = columns.map((column) => {
    const cell = cells.find((candidate) => setName(candidate) === column);
    return cell === undefined ? "–" : stressCellText(cell);
  });
  const held = `${shown(heldRunFraction, 2)} / ${shown(heldWalkFraction, 2)}`;
  return [refused === 0 ? title : `${title} (${refused} refused)`, held, ...texts];
}

/** The main figures under each stress. */
export function stressSection({ stressRows }: AccuracyRun): string[] {
  const columns = (stressRows[0]?.cells ?? []).map(setName);
  if (columns.length === 0) return [];
  return [
    "## Under stress",
    "",
    "The same recordings, spoiled before the engine saw them (simulated; the same each time for a seed). In each cell recall /",
    "precision (of located strides where the reference is a marker's way) · mean error of a trial's distance · bias ± SD of",
    "contact time (of swing time where the reference has swings only; SD within trials for light barriers) · bias ± SD of the",
    "strike angle. Noise 0.03 m/s² and 0.1 °/s a sample, constant bias up to 0.3 m/s² and 1 °/s an axis, drift up to 1 °/s a",
    "minute, bursts of three samples on average. What had clipped before is turned after it clipped, so that its end stops lie",
    "along no axis (*pyshoe-vicon*, any mounting). *Intervals hold*: share of stated 90 % intervals with the reference in them,",
    "mean of all figures, running / walking. Other combinations: `npm run accuracy -- --stress noise,burst5,rate90`.",
    "",
    ...table(
      ["condition", "intervals hold", ...columns],
      stressRows.map((row) => stressRow(row, columns)),
    ),
    "",
  ];
}
