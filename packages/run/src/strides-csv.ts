// Strides as a table for spreadsheets and statistics: an Analysis in, text pieces that join to one CSV file out.
// One row a stride; columns: docs/protocol/strides-csv.md (RUN26).
import {
  type Analysis,
  PLAIN_STRIDE_FIELDS,
  type Stride,
  type StrideEvidence,
  UNCERTAIN_STRIDE_FIELDS,
} from "@solewise/terms";

type Cell = number | string | null;

/** A column's name and what it takes of a stride. */
interface Column {
  name: string;
  valueOf: (stride: Stride) => Cell;
}

/** What made the strides: `virtual-runner` when a virtual runner made the recordings. */
export type StridesOrigin = "recording" | "virtual-runner";

const EVIDENCE_FIELDS = [
  "anchorEnergyRad2PerSec2",
  "anchorTiltDeg",
  "dominantAxisPowerFraction",
  "closureResidualMps",
  "impactDelayMs",
] as const satisfies readonly (keyof StrideEvidence)[];

/** A field's name as SQL, C and CSV have it. */
function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

/** `ground_contact_time_ms` → `ground_contact_time_uncertainty_ms`: the unit stays the last word. */
function uncertaintyName(name: string): string {
  return snakeCase(name).replace(/_([a-z0-9]+)$/u, "_uncertainty_$1");
}

const COLUMNS: readonly Column[] = [
  ...PLAIN_STRIDE_FIELDS.map((field): Column => ({ name: snakeCase(field), valueOf: (stride) => stride[field] })),
  ...UNCERTAIN_STRIDE_FIELDS.map((field): Column => ({
    name: uncertaintyName(field),
    valueOf: (stride) => stride.uncertainty[field] ?? null,
  })),
  ...EVIDENCE_FIELDS.map((field): Column => ({ name: snakeCase(field), valueOf: (stride) => stride.evidence[field] })),
];

/** Words that a reader may meet: lower-case letters and hyphens only, so that no cell is a formula or needs quotes. */
const PLAIN_WORD = /^[a-z]+(-[a-z]+)*$/u;

/** A cell's text; RangeError for what is no finite number and no plain word. */
function cellText(name: string, value: Cell): string {
  if (value === null) return "";
  const isPlain = typeof value === "number" ? Number.isFinite(value) : PLAIN_WORD.test(value);
  if (!isPlain) throw new RangeError(`${name} is ${value}`);
  return String(value);
}

/** The last column: every row carries it, so that rows put together with others of real feet still tell. */
const ORIGIN_NAME = "origin";

/** The header line, then one line a stride in the analysis' order; LF line ends, an empty cell is null. */
export function* stridesCsv({ strides }: Analysis, origin: StridesOrigin): Generator<string> {
  yield `${[...COLUMNS.map(({ name }) => name), ORIGIN_NAME].join(",")}\n`;
  for (const stride of strides) {
    yield `${[...COLUMNS.map(({ name, valueOf }) => cellText(name, valueOf(stride))), origin].join(",")}\n`;
  }
}
