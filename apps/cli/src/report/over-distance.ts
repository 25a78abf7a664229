// Sparklines: how pace, cadence, contact and strike went over the distance. Comes in: tallies by stretch of distance.
// Goes out: one line a quantity, highest block = highest value (pace: fastest).
import { leastToldStrides, type RunMeasures, type StrideTallies } from "@solewise/insight";
import type { RunSummary } from "@solewise/terms";
import { columnsOf, padEnd, shorten } from "../terminal/text.ts";
import { WHILE } from "./figures.ts";
import type { Pen } from "./pen.ts";

interface Track {
  label: string;
  /** Value drawn upward; null leaves a blank. */
  valueOf: (tallies: StrideTallies) => number | null;
  /** The value in the text beside the line, and what follows the last value. */
  show: (value: number) => string;
  unit: string;
  /** Difference below which a line is drawn flat, in the value's unit: smaller ones are noise. */
  flatUnder: number;
}

const LABEL_COLUMNS = 9;
const GAP_COLUMNS = 2;

/** Widest text beside a line; a longer one is cut. */
const RANGE_MAX_COLUMNS = 20;

/** Longest line; longer ones tell no more. */
const SPARK_MAX_COLUMNS = 100;

/** Fewest strides of both feet in a stretch, on average: a median of fewer jumps about. Range 2…10. */
const STRETCH_MIN_STRIDES = 4;

function sparkColumns(pen: Pen, rangeColumns: number): number {
  return Math.min(SPARK_MAX_COLUMNS, pen.widthColumns - LABEL_COLUMNS - GAP_COLUMNS - rangeColumns);
}

/** Stretches of distance that a run is cut into: at most one a column, each with a few strides. */
export function distanceBinCount(pen: Pen, strideCount: number): number {
  return Math.max(1, Math.min(sparkColumns(pen, 0), Math.floor(strideCount / STRETCH_MIN_STRIDES)));
}

function tracksOf(pen: Pen): Track[] {
  const { format } = pen;
  return [
    {
      label: "Pace",
      valueOf: (bin) => bin.median("speedMps"),
      show: (value) => format.pace(value),
      unit: ` ${format.paceUnit}`,
      flatUnder: 0.1,
    },
    {
      label: "Cadence",
      valueOf: (bin) => {
        const strideTimeMs = bin.median("strideTimeMs");
        return strideTimeMs === null || strideTimeMs <= 0 ? null : 120_000 / strideTimeMs;
      },
      show: (value) => format.number(value, 0),
      unit: " spm",
      flatUnder: 3,
    },
    {
      label: "Contact",
      valueOf: (bin) => bin.median("groundContactTimeMs"),
      show: (value) => format.number(value, 0),
      unit: " ms",
      flatUnder: 8,
    },
    {
      label: "Strike",
      valueOf: (bin) => bin.median("footStrikeAngleDeg"),
      show: (value) => format.signed(value, 0),
      unit: pen.glyphs.degree,
      flatUnder: 2,
    },
  ];
}

/** Blocks between the lowest and the highest value; null is a blank, a flat line stays in the middle. */
export function sparkline(values: (number | null)[], blocks: readonly string[], flatUnder: number): string {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const middle = blocks[Math.floor((blocks.length - 1) / 2)] ?? "";
  return values
    .map((value) => {
      if (value === null) return " ";
      if (span < flatUnder) return middle;
      return blocks[Math.min(blocks.length - 1, Math.floor(((value - low) / span) * blocks.length))] ?? middle;
    })
    .join("");
}

/** Repeats signs so that fewer stretches than columns fill the line. */
export function stretch(signs: string, columns: number): string {
  const list = [...signs];
  return Array.from({ length: columns }, (_, column) => list[Math.floor((column * list.length) / columns)] ?? " ").join(
    "",
  );
}

/** Stretches with enough strides for a median; the others are left blank, as where a walk breaks into a run. */
export function toldBins(bins: readonly StrideTallies[]): (StrideTallies | null)[] {
  const least = leastToldStrides(bins.map((bin) => bin.strideCount));
  return bins.map((bin) => (bin.strideCount < least ? null : bin));
}

/** A track that has values, and the text beside it. */
interface DrawnTrack {
  label: string;
  spark: string;
  range: string;
}

function drawTrack(pen: Pen, track: Track, measures: RunMeasures): DrawnTrack | null {
  const values = toldBins(measures.byDistance).map((bin) => (bin === null ? null : track.valueOf(bin)));
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const low = track.show(Math.min(...known));
  const high = track.show(Math.max(...known));
  const range = (low === high ? low : `${low} to ${high}`) + track.unit;
  return {
    label: track.label,
    spark: sparkline(values, pen.glyphs.spark, track.flatUnder),
    range: shorten(range, RANGE_MAX_COLUMNS, pen.glyphs.ellipsis),
  };
}

function axisLine(end: string, columns: number): string {
  const gap = columns - 1 - columnsOf(end);
  return `${" ".repeat(LABEL_COLUMNS)}0${gap < 1 ? "" : " ".repeat(gap) + end}`;
}

/** The section; empty when nothing could be drawn. */ // CLI32
export function overDistanceSection(pen: Pen, summary: RunSummary, measures: RunMeasures): string[] {
  if (!(summary.distanceMeters > 0)) return [];
  const drawn = tracksOf(pen)
    .map((track) => drawTrack(pen, track, measures))
    .filter((track) => track !== null);
  if (drawn.length === 0) return [];
  const columns = sparkColumns(pen, Math.max(...drawn.map(({ range }) => columnsOf(range))));
  const lines = drawn.map(
    ({ label, spark, range }) =>
      padEnd(label, LABEL_COLUMNS) + stretch(spark, columns) + " ".repeat(GAP_COLUMNS) + pen.paint("dim", range),
  );
  const axis = axisLine(pen.format.distance(summary.distanceMeters), columns);
  const when = measures.mainActivity === null ? "" : `, ${WHILE[measures.mainActivity]}`;
  return [pen.heading(`Over the distance${when}`), ...lines, pen.paint("dim", axis)];
}
