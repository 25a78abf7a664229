// Chooses which figures get a Bland–Altman plot, and one of error against quality, and names their files. In: results. Out: file names with SVG text.
import { drawBlandAltman } from "./bland-altman.ts";
import type { GroupFigures, RecordingResult } from "./figures.ts";
import { setName } from "./markdown.ts";
import { METRICS, type MetricName } from "./metrics.ts";
import { drawQuality } from "./quality-plot.ts";
import type { PairedReading } from "./statistics.ts";

/** A plot to be written beside the report. */
export interface Plot {
  fileName: string;
  title: string;
  svg: string;
}

/** Quantities whose error may depend on their size; instants have no size. */
const PLOTTED: readonly MetricName[] = [
  "strideLengthCm",
  "groundContactTimeMs",
  "swingTimeMs",
  "footStrikeAngleDeg",
  "eversionExcursionDeg",
];

/** Groups with fewer readings tell nothing by a plot. */
const READINGS_MIN = 50;

const slug = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

/** Results that went into a group's figures. */
export function resultsOf(group: GroupFigures, results: readonly RecordingResult[]): RecordingResult[] {
  return results.filter(
    (result) =>
      result.set === group.set && result.truth.format === group.format && result.truth.subset === group.subset,
  );
}

/** Errors that quality should tell: of a path, and of events where paths have no reference. */
const PLOTTED_BY_QUALITY: readonly MetricName[] = ["strideLengthCm", "swingTimeMs"];

/** Plots of one group. */
export function plotGroup(group: GroupFigures, results: readonly RecordingResult[]): Plot[] {
  const scores = resultsOf(group, results).flatMap((result) => result.score ?? []);
  const readingsOf = (name: MetricName): PairedReading[] => scores.flatMap((score) => score.readings.get(name) ?? []);
  const plotsOf = (names: readonly MetricName[], what: string, draw: typeof drawBlandAltman): Plot[] =>
    names.flatMap((name) => {
      const readings = readingsOf(name);
      if (readings.length < READINGS_MIN) return [];
      const title = [setName(group), METRICS[name].title, what].filter((part) => part !== "").join(", ");
      const svg = draw(readings, title, METRICS[name].unit);
      return svg === null ? [] : [{ fileName: `accuracy-${slug(title)}.svg`, title, svg }];
    });
  return [
    ...plotsOf(PLOTTED, "", drawBlandAltman),
    ...plotsOf(PLOTTED_BY_QUALITY, "error against quality", drawQuality),
  ];
}
