// docs/accuracy.md: per set and metric how far our figures are from the reference's. In: figures. Out: Markdown, the
// same bytes for the same recordings and kernel: no date, no folder of the machine.
import { isBriefGroup, type DistanceError, type GroupFigures, type RecordingResult } from "./figures.ts";
import type { AccuracyRun } from "./accuracy-run.ts";
import { setName, shown, table } from "./markdown.ts";
import { METRIC_NAMES, METRICS, type MetricName } from "./metrics.ts";
import { intervalSection, qualitySection, stressSection } from "./report-wide.ts";
import { plotGroup, resultsOf, type Plot } from "./plots.ts";
import { publishedSection } from "./published.ts";
import { LIMITS_OF_THIS_REPORT, METHOD } from "./report-text.ts";
import type { Counts } from "./score-recording.ts";
import { type CalibrationRow, judgeIntervals } from "./calibration.ts";
import { breakDown } from "./breakdown.ts";
import { computeAgreement } from "./statistics.ts";
import { groupTitle } from "./summary.ts";
import { isMet, targetLines } from "./targets.ts";

function targetTable(groups: readonly GroupFigures[]): string[] {
  const rows = groups
    .filter((group) => !isBriefGroup(group, groups))
    .flatMap((group) =>
      targetLines(group)
        .filter((line) => line.must !== null && line.value !== null)
        .map((line) => [
          setName(group),
          line.title,
          `${shown(line.value, line.decimals)} ${line.unit}`.trim(),
          String(line.n),
          `${line.direction === "at-least" ? "≥" : "≤"} ${line.must ?? "–"}`,
          line.aim === null ? "" : `${line.direction === "at-least" ? "≥" : "≤"} ${line.aim}`,
          isMet(line, line.must) === true ? (isMet(line, line.aim) === true ? "aim" : "met") : "**short**",
        ]),
    );
  return table(["set", "figure", "ours", "n", "must", "aim", ""], rows);
}

/** How a set's intervals hold in trials and people left out; the gait with more strides speaks. */
function leftOut(rows: readonly CalibrationRow[], metric: MetricName): string {
  const [row] = rows.filter((each) => each.metric === metric).toSorted((a, b) => b.strides - a.strides);
  if (row === undefined) return "–";
  const trial = row.leaveTrialOutFraction === null ? "n trials = 1" : shown(row.leaveTrialOutFraction, 2);
  const person =
    row.leavePersonOutFraction === null ? `n persons = ${row.persons}` : shown(row.leavePersonOutFraction, 2);
  return `${trial} / ${person}`;
}

function metricTable(group: GroupFigures, results: readonly RecordingResult[]): string[] {
  const intervals = judgeIntervals([group], results);
  const rows = METRIC_NAMES.flatMap((name) => {
    const a = group.metrics[name];
    if (a === undefined) return [];
    const { title, unit } = METRICS[name];
    return [
      [
        `${title} (${unit})`,
        String(a.n),
        shown(a.bias, 1),
        shown(a.sd, 1),
        shown(a.sdWithin, 1),
        shown(a.mae, 1),
        `${shown(a.limitLow, 1)} … ${shown(a.limitHigh, 1)}`,
        shown(a.coverageFraction, 2),
        shown(a.coverageN === 0 ? null : a.coverageWithReferenceFraction, 2),
        leftOut(intervals, name),
        shown(a.maeBestNineTenths, 1),
      ],
    ];
  });
  const head = [
    "metric",
    "n",
    "bias",
    "SD",
    "SD within",
    "MAE",
    "95 % limits",
    "in 90 % interval",
    "… with reference",
    "… trial / person left out",
    "MAE, best 9/10",
  ];
  return rows.length === 0 ? [] : ["", ...table(head, rows)];
}

function breakdownTable(results: readonly RecordingResult[]): string[] {
  const readings = results.flatMap((result) => result.score?.readings ?? []);
  const rows = breakDown(readings).map(({ part, metric, agreement }) => [
    part,
    `${METRICS[metric].title} (${METRICS[metric].unit})`,
    String(agreement.n),
    shown(agreement.bias, 1),
    shown(agreement.sd, 1),
  ]);
  if (rows.length === 0) return [];
  return [
    "",
    "By speed and by strike, as the reference has them:",
    "",
    ...table(["part", "metric", "n", "bias", "SD"], rows),
  ];
}

const counted = (
  what: string,
  counts: Counts & { recallFraction: number | null; precisionFraction: number | null },
): string[] =>
  counts.truthCount === 0
    ? []
    : [
        `${what}: ${counts.matchedCount} of ${counts.truthCount} found (recall ${shown(counts.recallFraction, 3)}), precision ${shown(counts.precisionFraction, 3)}`,
      ];

const distances = (what: string, error: DistanceError): string[] =>
  error.recordings === 0
    ? []
    : [
        `${what}: mean ${shown(error.meanAbsolutePercent, 2)} %, worst ${shown(error.worstPercent, 2)} % (${error.recordings} recordings)`,
      ];

/** The reference's own errors as a fact of the set. */
function ownErrors({ errors }: GroupFigures): string[] {
  const texts = [
    errors.instantMs === null ? "" : `${shown(errors.instantMs, 1)} ms an instant`,
    errors.lengthCm === null ? "" : `${shown(errors.lengthCm, 1)} cm a length`,
    errors.angleDeg === null ? "" : `${shown(errors.angleDeg, 1)}° an angle`,
  ].filter((text) => text !== "");
  return texts.length === 0 ? [] : [`Its own error, half width that holds 90 %: ± ${texts.join(", ± ")}.`];
}

function facts(group: GroupFigures): string[] {
  const activities = Object.entries(group.activityCounts).map(([activity, count]) => `${activity} ${count}`);
  return [
    `Reference: ${group.reference}.`,
    ...ownErrors(group),
    ...counted("Strides by swing", group.swings),
    ...counted("Strides located", group.spans),
    ...counted("Contacts", group.contacts),
    ...distances("Distance of the matched strides", group.distanceMatched),
    ...distances("Distance, with what was missed or invented", group.distanceAll),
    ...distances("Distance, two coefficients from the other recordings", group.distanceCalibrated),
    ...(group.activity.askedCount === 0
      ? []
      : [`Activity as the reference has it: ${group.activity.agreedCount} of ${group.activity.askedCount}`]),
    ...(group.strike.askedCount === 0
      ? []
      : [
          `Rearfoot or not: ${group.strike.agreedCount} of ${group.strike.decidedCount} decided, ${group.strike.askedCount} asked`,
        ]),
    `Our strides: ${activities.length === 0 ? "none" : activities.join(", ")}; cadence ${shown(group.cadenceMedianSpm, 0)} spm; ${shown(group.totalDistanceMeters, 1)} m in all`,
  ].map((fact) => `- ${fact}`);
}

const ratio = (counts: Counts): string =>
  counts.truthCount === 0 ? "" : `${counts.matchedCount}/${counts.truthCount}/${counts.foundCount}`;

function recordingRow(result: RecordingResult): string[] {
  const head = [`\`${result.name.split("/").slice(1).join("/") || result.name}\``, shown(result.durationSec, 1)];
  const { score } = result;
  if (score === null) return [...head, `refused: ${result.refusal ?? ""}`, "", "", "", ""];
  const bias = (name: "strideLengthCm" | "groundContactTimeMs"): string => {
    const { n, bias: value, sd } = computeAgreement([score.readings.get(name) ?? []]);
    return n === 0 ? "" : `${shown(value, 1)} ± ${shown(sd, 1)}`;
  };
  return [
    ...head,
    String(score.strideCount),
    ratio(score.swings),
    ratio(score.contacts),
    bias("strideLengthCm"),
    bias("groundContactTimeMs"),
  ];
}

function groupSection(group: GroupFigures, plotted: readonly Plot[], results: readonly RecordingResult[]): string[] {
  const plots = plotted.map(({ title, fileName }) => `![${title}](figures/${fileName})`);
  const head = ["recording", "s", "strides", "swings*", "contacts*", "length, cm", "contact, ms"];
  return [
    `## ${groupTitle(group)}`,
    "",
    ...facts(group),
    ...metricTable(group, results),
    ...breakdownTable(resultsOf(group, results)),
    ...(plots.length === 0 ? [] : ["", ...plots]),
    "",
    "<details><summary>Each recording</summary>",
    "",
    ...table(head, resultsOf(group, results).map(recordingRow)),
    "",
    "\\* matched / asked for / found. Length and contact: bias ± SD.",
    "</details>",
    "",
  ];
}

/** Every plot that the report shows. */
export function plotsOf(groups: readonly GroupFigures[], results: readonly RecordingResult[]): Plot[] {
  return groups.filter((group) => !isBriefGroup(group, groups)).flatMap((group) => plotGroup(group, results));
}

/** The report as Markdown; `condition` names the stresses of all figures, if any; our own limits are those of our own sets. */
export function writeReport(run: AccuracyRun, condition: string, isOwnData = false): string {
  const { groups, results } = run;
  return [
    "# Accuracy",
    "",
    `<!-- Generated by \`npm run accuracy\`; do not edit. -->`,
    "",
    METHOD,
    ...(condition === "" ? [] : ["", `**The samples were spoiled before the engine saw them: ${condition}.**`]),
    "",
    "## Figures beside their targets",
    "",
    "Sets with 20 reference strides and more; a trial stored at several rates once. The others are below.",
    "",
    ...targetTable(groups),
    "",
    ...intervalSection(run),
    ...qualitySection(run),
    ...stressSection(run),
    ...groups.flatMap((group) => {
      const plotted = isBriefGroup(group, groups) ? [] : plotGroup(group, results);
      return groupSection(group, plotted, results);
    }),
    ...publishedSection(groups),
    ...(isOwnData ? [] : [LIMITS_OF_THIS_REPORT, ""]),
  ].join("\n");
}
