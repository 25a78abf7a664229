// The table at the top of the output: each figure beside its target, for the eye. In: figures. Out: lines of text.
import type { GroupFigures, RecordingResult } from "./figures.ts";
import { isMet, targetLines, type TargetLine } from "./targets.ts";

const shown = (value: number | null, decimals: number): string => (value === null ? "–" : value.toFixed(decimals));

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
  return `${group.set}${part} (${group.recordings} recordings${refused}, ${persons})`;
}

/** Groups too small for a target to mean anything are listed on one line. */
const SMALL_GROUP_STRIDES = 20;

function smallGroup(group: GroupFigures): string {
  const figures = targetLines(group)
    .filter((line) => line.value !== null && line.n > 0)
    .map((line) => `${line.title} ${shown(line.value, line.decimals)}${line.unit === "" ? "" : ` ${line.unit}`}`);
  return `${groupTitle(group)}: ${figures.join(" · ")}`;
}

/** The summary table. A group without reference, or with under 20 strides, takes one line. */
export function writeSummary(groups: readonly GroupFigures[]): string {
  const isSmall = (group: GroupFigures): boolean => group.format === "none" || group.swings.truthCount < SMALL_GROUP_STRIDES;
  const large = groups.filter((group) => !isSmall(group) || group.format === "stairs");
  const small = groups.filter((group) => !large.includes(group));
  const lines = large.flatMap((group) => [
    groupTitle(group),
    ...targetLines(group)
      .filter((line) => line.n > 0 || line.must !== null)
      .map(row),
  ]);
  return ["figure, must, aim, verdict; differences are ours − reference", ...lines, ...small.map(smallGroup), ""].join("\n");
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
