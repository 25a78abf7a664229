// Sparklines: how pace, cadence, contact and strike went over the distance. Comes in: tallies by stretch of distance.
// Goes out: one line a quantity, highest block = highest value (pace: fastest).
import type { RunSummary } from "@solewise/terms";
import { columnsOf, padEnd } from "../terminal/text.ts";
import { WHILE } from "./figures.ts";
import type { Pen } from "./pen.ts";
import type { RunMeasures } from "./run-measures.ts";
import type { StrideTallies } from "./stride-tallies.ts";

interface Track {
  label: string;
  /** Value drawn upward; null leaves a blank. */
  valueOf: (tallies: StrideTallies) => number | null;
  /** The value in the text beside the line. */
  show: (value: number) => string;
  /** Difference below which a line is drawn flat, in the value's unit: smaller ones are noise. */
  flatUnder: number;
}

const LABEL_COLUMNS = 9;
const RANGE_COLUMNS = 18;

/** Fewest strides of both feet in a stretch, on average: a median of fewer jumps about. Range 2…10. */
const STRETCH_MIN_STRIDES = 4;

function sparkColumns(pen: Pen): number {
  return Math.min(100, pen.widthColumns - LABEL_COLUMNS - RANGE_COLUMNS - 2);
}

/** Stretches of distance that a run is cut into: at most one a column, each with a few strides. */
export function distanceBinCount(pen: Pen, strideCount: number): number {
  return Math.max(1, Math.min(sparkColumns(pen), Math.floor(strideCount / STRETCH_MIN_STRIDES)));
}

function tracksOf(pen: Pen): Track[] {
  const { format } = pen;
  return [
    { label: "Pace", valueOf: (bin) => bin.median("speedMps"), show: (value) => format.pace(value), flatUnder: 0.1 },
    {
      label: "Cadence",
      valueOf: (bin) => {
        const strideTimeMs = bin.median("strideTimeMs");
        return strideTimeMs === null || strideTimeMs <= 0 ? null : 120_000 / strideTimeMs;
      },
      show: (value) => format.number(value, 0),
      flatUnder: 3,
    },
    {
      label: "Contact",
      valueOf: (bin) => bin.median("groundContactTimeMs"),
      show: (value) => format.number(value, 0),
      flatUnder: 8,
    },
    {
      label: "Strike",
      valueOf: (bin) => bin.median("footStrikeAngleDeg"),
      show: (value) => format.signed(value, 0),
      flatUnder: 2,
    },
  ];
}

const TRACK_UNITS: Readonly<Record<string, (pen: Pen) => string>> = {
  Pace: (pen) => pen.format.paceUnit,
  Cadence: () => " spm",
  Contact: () => " ms",
  Strike: (pen) => pen.glyphs.degree,
};

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
  return Array.from({ length: columns }, (_, column) => list[Math.floor((column * list.length) / columns)] ?? " ").join("");
}

function trackLine(pen: Pen, track: Track, measures: RunMeasures): string | null {
  const values = measures.byDistance.map(track.valueOf);
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const low = track.show(Math.min(...known));
  const high = track.show(Math.max(...known));
  const unit = TRACK_UNITS[track.label]?.(pen) ?? "";
  const range = (low === high ? low : `${low} to ${high}`) + unit;
  const line = stretch(sparkline(values, pen.glyphs.spark, track.flatUnder), sparkColumns(pen));
  return `${padEnd(track.label, LABEL_COLUMNS)}${line}  ${pen.paint("dim", range)}`;
}

/** The section; empty when nothing could be drawn. */ // CLI32
export function overDistanceSection(pen: Pen, summary: RunSummary, measures: RunMeasures): string[] {
  if (!(summary.distanceMeters > 0)) return [];
  const lines = tracksOf(pen)
    .map((track) => trackLine(pen, track, measures))
    .filter((line) => line !== null);
  if (lines.length === 0) return [];
  const columns = sparkColumns(pen);
  const end = pen.format.distance(summary.distanceMeters);
  const axis = `${" ".repeat(LABEL_COLUMNS)}0${" ".repeat(Math.max(1, columns - 1 - columnsOf(end)))}${end}`;
  const when = measures.mainActivity === null ? "" : `, ${WHILE[measures.mainActivity]}`;
  return [pen.heading(`Over the distance${when}`), ...lines, pen.paint("dim", axis)];
}
