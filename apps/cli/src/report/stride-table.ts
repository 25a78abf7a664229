// The table of --strides: one line a stride, streamed. Comes in: strides. Goes out: lines; columns that do not fit the
// width are left out from the least important on.
import type { Stride } from "@solewise/terms";
import { padStart } from "../terminal/text.ts";
import type { Pen } from "./pen.ts";

interface Column {
  title: string;
  columns: number;
  /** 1 is dropped last. */
  rank: number;
  show: (pen: Pen, stride: Stride) => string;
}

function orDash(pen: Pen, value: number | null, digits: number): string {
  return value === null ? pen.glyphs.dash : pen.format.number(value, digits);
}

const COLUMNS: readonly Column[] = [
  { title: "#", columns: 6, rank: 1, show: (_, stride) => String(stride.strideIndex) },
  { title: "foot", columns: 6, rank: 1, show: (_, stride) => stride.side },
  { title: "at s", columns: 10, rank: 1, show: (pen, stride) => pen.format.number(stride.midstanceSec, 2) },
  { title: "activity", columns: 12, rank: 4, show: (pen, stride) => pen.text(stride.activity).slice(0, 11) },
  { title: "contact ms", columns: 11, rank: 2, show: (pen, stride) => orDash(pen, stride.groundContactTimeMs, 0) },
  { title: "swing ms", columns: 9, rank: 7, show: (pen, stride) => orDash(pen, stride.swingTimeMs, 0) },
  { title: "length m", columns: 9, rank: 2, show: (pen, stride) => orDash(pen, stride.strideLengthMeters, 2) },
  {
    title: "pace",
    columns: 7,
    rank: 5,
    show: (pen, stride) => (stride.speedMps === null ? pen.glyphs.dash : pen.format.pace(stride.speedMps).slice(0, 6)),
  },
  { title: "strike deg", columns: 11, rank: 3, show: (pen, stride) => orDash(pen, stride.footStrikeAngleDeg, 1) },
  { title: "pattern", columns: 10, rank: 8, show: (pen, stride) => stride.footStrikePattern ?? pen.glyphs.dash },
  { title: "roll deg", columns: 9, rank: 9, show: (pen, stride) => orDash(pen, stride.eversionExcursionDeg, 1) },
  { title: "impact g", columns: 9, rank: 10, show: (pen, stride) => orDash(pen, stride.impactPeakG, 1) },
  { title: "quality", columns: 8, rank: 6, show: (pen, stride) => pen.format.number(stride.qualityFraction, 2) },
];

function fittingColumns(widthColumns: number): Column[] {
  const chosen = new Set<Column>();
  let used = 0;
  for (const column of COLUMNS.toSorted((a, b) => a.rank - b.rank)) {
    if (used + column.columns > widthColumns) break;
    used += column.columns;
    chosen.add(column);
  }
  return COLUMNS.filter((column) => chosen.has(column));
}

/** Heading and one line a stride, made as they are read. */ // CLI36
export function* strideTable(pen: Pen, strides: Iterable<Stride>): Generator<string> {
  const columns = fittingColumns(pen.widthColumns);
  yield pen.heading("Strides");
  yield pen.paint("dim", columns.map((column) => padStart(column.title, column.columns)).join(""));
  for (const stride of strides) {
    yield columns.map((column) => padStart(column.show(pen, stride), column.columns)).join("");
  }
}
