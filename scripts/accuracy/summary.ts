// The table at the top of the output: each figure beside its target, for the eye. In: figures. Out: lines of text.
import { isBriefGroup, type GroupFigures, type RecordingResult } from "./figures.ts";
import type { AccuracyRun } from "./accuracy-run.ts";
import type { CalibrationRow } from "./calibration.ts";
import { setName, shown } from "./markdown.ts";
import { METRIC_NAMES, METRICS } from "./metrics.ts";
import type { StressCell, StressRow } from "./stress-table.ts";
import { isMet, targetLines, type TargetLine } from "./targets.ts";

function mark(line: TargetLine): string {
  const must = isMet(line, line.must);
  if (must === null) return "";
  if (!must) return "SHORT";
  return isMet(line, line.aim) === true ? "aim" : "ok";
}

function goal(line: TargetLine, target: number | null): string {
  if (target === null) return "";
  return `${line.direction === "at-least" ? "≥" : "≤"} ${target}`;
}

function row(line: TargetLine): string {
  return [
    `  ${line.title}`.padEnd(26),
    `${shown(line.value, line.decimals)} ${line.unit}`.padStart(12),
    goal(line, line.must).padStart(9),
    goal(line, line.aim).padStart(9),
    mark(line).padStart(7),
    `n ${line.n}`.padStart(8),
    line.worst === null ? "" : `  worst ${shown(line.worst, line.decimals)}`,
  ]
    .join("")
    .trimEnd();
}

/** Heading of a group: set, part, how many, whose. */
export function groupTitle(group: GroupFigures): string {
  const part = group.subset === "" ? "" : `, ${group.subset}`;
  const refused = group.refused === 0 ? "" : `, ${group.refused} refused`;
  const persons = `${group.persons} ${group.persons === 1 ? "person" : "persons"}`;
  const recordings = `${group.recordings} ${group.recordings === 1 ? "recording" : "recordings"}`;
  return `${group.set}${part} (${recordings}${refused}, ${persons})`;
}

const brief = (line: TargetLine): string =>
  `${line.title} ${shown(line.value, line.decimals)}${line.unit === "" ? "" : ` ${line.unit}`}`;

const isFilled = (line: TargetLine): boolean => line.value !== null && line.n > 0;

function briefGroup(group: GroupFigures): string {
  const lines = targetLines(group).filter(isFilled);
  const short = lines.filter((line) => isMet(line, line.must) === false).map((line) => line.title);
  const verdict = short.length === 0 ? "" : `; SHORT: ${short.join(", ")}`;
  return `${groupTitle(group)}: ${lines.map(brief).join(" · ")}${verdict}`;
}

/** How often the stated 90 % intervals hold the reference; 0.85–0.95 is right. */
function coverageLine(group: GroupFigures): string[] {
  const cells = METRIC_NAMES.flatMap((name) => {
    const share = group.metrics[name]?.coverageFraction ?? null;
    return share === null || name === "locatedLengthCm" ? [] : [`${METRICS[name].title} ${share.toFixed(2)}`];
  });
  return cells.length === 0 ? [] : [`  inside its 90 % interval: ${cells.join(" · ")}`];
}

function fullGroup(group: GroupFigures): string[] {
  const lines = targetLines(group);
  const others = lines.filter((line) => line.must === null && isFilled(line));
  return [
    groupTitle(group),
    ...lines.filter((line) => line.must !== null).map(row),
    ...(others.length === 0 ? [] : [`  also: ${others.map(brief).join(" · ")}`]),
    ...coverageLine(group),
  ];
}

const percent = (value: number | null): string => (value === null ? "–" : (value * 100).toFixed(0));

/** A gait's intervals: how often they hold, as stated and in trials and people that had no say in their width. */
function intervalLines(rows: readonly CalibrationRow[]): string[] {
  if (rows.length === 0) return [];
  const lines = rows.map((judged) => {
    const { title, unit } = METRICS[judged.metric];
    const people =
      judged.leavePersonOutFraction === null
        ? `n persons = ${judged.personsJudged}`
        : percent(judged.leavePersonOutFraction);
    return [
      `  ${judged.gait} ${title}`.padEnd(26),
      `± ${shown(judged.halfWidthMedian, 1)} ${unit}`.padStart(12),
      percent(judged.heldFraction).padStart(9),
      percent(judged.heldWithReferenceFraction).padStart(10),
      percent(judged.leaveTrialOutFraction).padStart(9),
      people.padStart(16),
      shown(judged.factor, 2).padStart(8),
      `n ${judged.strides}`.padStart(9),
    ].join("");
  });
  const head = "  stated 90 % intervals          width   % held  with ref.  l.trial-o   l.person-out  factor";
  return [head, ...lines];
}

function refusedLines(results: readonly RecordingResult[]): string[] {
  return results.flatMap(({ name, refusal }) => (refusal === null ? [] : [`refused ${name}: ${refusal}`]));
}

/** The summary: one row a figure with a target; one line for a group without reference, repeated or too small. */
export function writeSummary({ groups, results, intervals }: AccuracyRun): string {
  const isBrief = (group: GroupFigures): boolean => isBriefGroup(group, groups);
  const [short, long] = [groups.filter(isBrief), groups.filter((group) => !isBrief(group))];
  const head = "  figure                         ours     must      aim";
  return [
    head,
    ...long.flatMap(fullGroup),
    ...short.map(briefGroup),
    ...intervalLines(intervals),
    ...refusedLines(results),
    "",
  ].join("\n");
}

/** One cell of the table of stresses: recall and precision, distance, contact (or swing) time, strike angle. */
export function stressCellText(cell: StressCell): string {
  const spread = (bias: number | null, sd: number | null, unit: string): string[] =>
    bias === null ? [] : [`${shown(bias, 1)} ± ${shown(sd, 1)} ${unit}`];
  const found =
    cell.recallFraction === null ? [] : [`${shown(cell.recallFraction, 3)}/${shown(cell.precisionFraction, 3)}`];
  return [
    ...found,
    ...(cell.distancePercent === null ? [] : [`${shown(cell.distancePercent, 2)} %`]),
    ...spread(cell.contactBiasMs, cell.contactSdMs, "ms"),
    ...spread(cell.strikeBiasDeg, cell.strikeSdDeg, "°"),
  ].join(" · ");
}

/** The table of stresses for the eye; nothing without rows. */
export function writeStressTable(rows: readonly StressRow[]): string {
  if (rows.length === 0) return "";
  const lines = rows.flatMap(({ title, refused, cells }) => [
    `  ${title}${refused === 0 ? "" : ` (${refused} refused)`}`,
    ...cells.map((cell) => `    ${setName(cell)}: ${stressCellText(cell)}`),
  ]);
  return ["recall/precision · distance · contact or swing time · strike angle, under stress", ...lines, ""].join("\n");
}

/** One line a recording: what was asked for, matched and found, and the main biases. */
export function writeRecordingLines(results: readonly RecordingResult[]): string {
  const lines = results.map((result) => {
    const name = result.name.slice(-58).padEnd(58);
    if (result.score === null) return `${name} refused: ${result.refusal ?? ""}`;
    const { swings, contacts, lengths } = result.score;
    const truth = lengths.reduce((sum, r) => sum + r.truthMeters, 0);
    const found = lengths.reduce((sum, r) => sum + r.foundMeters, 0);
    return [
      name,
      `swings ${swings.matchedCount}/${swings.truthCount}/${swings.foundCount}`.padEnd(20),
      `contacts ${contacts.matchedCount}/${contacts.truthCount}/${contacts.foundCount}`.padEnd(22),
      truth > 0 ? `distance ${((found / truth - 1) * 100).toFixed(2)} %` : "",
    ].join(" ");
  });
  return ["asked for and matched / asked for / found", ...lines, ""].join("\n");
}
