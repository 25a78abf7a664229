// Tallies of the stride fields that the report shows. Comes in: strides one by one. Goes out: medians per field and
// the typical uncertainty beside them.
import type { FootStrikePattern, Stride, UncertainStrideField } from "@solewise/terms";
import { Tally } from "./tally.ts";

/** Fields the report takes medians of. */
const REPORTED_FIELDS = [
  "groundContactTimeMs",
  "swingTimeMs",
  "strideTimeMs",
  "strideLengthMeters",
  "speedMps",
  "clearanceMeters",
  "footStrikeAngleDeg",
  "eversionExcursionDeg",
  "impactPeakG",
] as const satisfies readonly UncertainStrideField[];

export type ReportedField = (typeof REPORTED_FIELDS)[number];

/** Uncertainties are continuous; three digits keep their tally small. */
function toThreeDigits(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Number(value.toPrecision(3));
}

/** Tallies over one group of strides: a foot, a third of the run, a stretch of distance. */
export class StrideTallies {
  strideCount = 0;
  readonly patterns = new Map<FootStrikePattern, number>();
  readonly #values = new Map<ReportedField, Tally>(REPORTED_FIELDS.map((field) => [field, new Tally()]));
  readonly #halfWidths = new Map<ReportedField, Tally>(REPORTED_FIELDS.map((field) => [field, new Tally()]));

  add(stride: Stride): void {
    this.strideCount += 1;
    for (const field of REPORTED_FIELDS) {
      this.#values.get(field)?.add(stride[field]);
      this.#halfWidths.get(field)?.add(toThreeDigits(stride.uncertainty[field]));
    }
    if (stride.footStrikePattern !== null) {
      this.patterns.set(stride.footStrikePattern, (this.patterns.get(stride.footStrikePattern) ?? 0) + 1);
    }
  }

  /** The values of one field. */
  of(field: ReportedField): Tally {
    const tally = this.#values.get(field);
    if (tally === undefined) throw new RangeError(`${field} is not tallied`);
    return tally;
  }

  median(field: ReportedField): number | null {
    return this.of(field).median;
  }

  /** The median over strides of the half width of a stride's own 90 % interval. */ // INS4
  halfWidth(field: ReportedField): number | null {
    return this.#halfWidths.get(field)?.median ?? null;
  }

  /** Share 0…1 of each pattern among the strides that have one, largest first. */
  patternShares(): [FootStrikePattern, number][] {
    const total = [...this.patterns.values()].reduce((sum, count) => sum + count, 0);
    return [...this.patterns]
      .map(([pattern, count]): [FootStrikePattern, number] => [pattern, count / total])
      .sort((a, b) => b[1] - a[1]);
  }
}
