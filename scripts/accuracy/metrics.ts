// Metrics that are compared stride by stride: how to read each from the reference and from the engine's stride.
// In: a matched pair. Out: PairedReading in the metric's unit; nothing where either side cannot tell.
import type { Stride, UncertainStrideField } from "@solewise/terms";
import type { PairedReading } from "./statistics.ts";
import type { ReferenceErrors, Truth, TruthStride } from "./truth.ts";

export const METRIC_NAMES = [
  "strideLengthCm",
  "locatedLengthCm",
  "initialContactMs",
  "terminalContactMs",
  "nextInitialContactMs",
  "groundContactTimeMs",
  "swingTimeMs",
  "strideTimeMs",
  "footStrikeAngleDeg",
  "eversionExcursionDeg",
  "clearanceCm",
] as const;

export type MetricName = (typeof METRIC_NAMES)[number];

/** Readings of one recording by metric. */
export type Readings = ReadonlyMap<MetricName, PairedReading[]>;

/**
 * How a stride of the engine finds its reference: by the middle of its swing, of its contact, or, where its contacts may
 * be misplaced, of the span from its midstance to the next (located).
 */
export type MatchKind = "swing" | "contact" | "span";

interface Metric {
  title: string;
  unit: string;
  matchedBy: MatchKind;
  /** False where only references with trustworthy contact instants may judge. */
  isContactFree: boolean;
  /** The stride field and what turns its unit into the metric's. */
  field: UncertainStrideField | "nextInitialContactSec";
  factor: number;
  truth: (stride: TruthStride) => number | null;
  /** What the reference's own error of it is, in the metric's unit: two instants make a time. */
  error: (errors: ReferenceErrors) => number | null;
}

const scaled = (value: number | null, factor: number): number | null => (value === null ? null : value * factor);

const spanMs = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : (to - from) * 1000;

const timeError = ({ instantMs }: ReferenceErrors): number | null => scaled(instantMs, Math.SQRT2);

const instantMetric = (
  title: string,
  field: "initialContactSec" | "terminalContactSec" | "nextInitialContactSec",
): Metric => ({
  title,
  unit: "ms",
  matchedBy: field === "nextInitialContactSec" ? "swing" : "contact",
  isContactFree: false,
  field,
  factor: 1000,
  truth: (stride) => scaled(stride[field], 1000),
  error: (errors) => errors.instantMs,
});

/** Every metric by name. Differences are found − truth. */
export const METRICS: Readonly<Record<MetricName, Metric>> = {
  strideLengthCm: {
    title: "stride length",
    unit: "cm",
    matchedBy: "swing",
    isContactFree: true,
    field: "strideLengthMeters",
    factor: 100,
    truth: (stride) => scaled(stride.strideLengthMeters, 100),
    error: (errors) => errors.lengthCm,
  },
  locatedLengthCm: {
    title: "stride length, located",
    unit: "cm",
    matchedBy: "span",
    isContactFree: true,
    field: "strideLengthMeters",
    factor: 100,
    truth: (stride) => scaled(stride.strideLengthMeters, 100),
    error: (errors) => errors.lengthCm,
  },
  initialContactMs: instantMetric("initial contact", "initialContactSec"),
  terminalContactMs: instantMetric("terminal contact", "terminalContactSec"),
  nextInitialContactMs: instantMetric("next initial contact", "nextInitialContactSec"),
  groundContactTimeMs: {
    title: "contact time",
    unit: "ms",
    matchedBy: "contact",
    isContactFree: false,
    field: "groundContactTimeMs",
    factor: 1,
    truth: (stride) => spanMs(stride.initialContactSec, stride.terminalContactSec),
    error: timeError,
  },
  swingTimeMs: {
    title: "swing time",
    unit: "ms",
    matchedBy: "swing",
    isContactFree: false,
    field: "swingTimeMs",
    factor: 1,
    truth: (stride) => spanMs(stride.terminalContactSec, stride.nextInitialContactSec),
    error: timeError,
  },
  strideTimeMs: {
    title: "stride time",
    unit: "ms",
    matchedBy: "contact",
    isContactFree: false,
    field: "strideTimeMs",
    factor: 1,
    truth: (stride) => spanMs(stride.initialContactSec, stride.nextInitialContactSec),
    error: timeError,
  },
  footStrikeAngleDeg: {
    title: "strike angle",
    unit: "°",
    matchedBy: "contact",
    isContactFree: true,
    field: "footStrikeAngleDeg",
    factor: 1,
    truth: (stride) => stride.footStrikeAngleDeg,
    error: (errors) => errors.angleDeg,
  },
  eversionExcursionDeg: {
    title: "eversion excursion",
    unit: "°",
    matchedBy: "contact",
    isContactFree: true,
    field: "eversionExcursionDeg",
    factor: 1,
    truth: (stride) => stride.eversionExcursionDeg,
    error: (errors) => errors.angleDeg,
  },
  clearanceCm: {
    title: "clearance",
    unit: "cm",
    matchedBy: "swing",
    isContactFree: true,
    field: "clearanceMeters",
    factor: 100,
    truth: (stride) => scaled(stride.clearanceMeters, 100),
    error: (errors) => errors.clearanceCm,
  },
};

/** A stride beside its reference. */
export interface StridePair {
  truth: TruthStride;
  found: Stride;
}

function readPair(metric: Metric, pair: StridePair, errors: ReferenceErrors): PairedReading | null {
  const truth = metric.truth(pair.truth);
  const found = scaled(pair.found[metric.field], metric.factor);
  if (truth === null || found === null || !Number.isFinite(found)) return null;
  const stated = metric.field === "nextInitialContactSec" ? undefined : pair.found.uncertainty[metric.field];
  const halfWidth = stated === undefined ? null : stated * metric.factor;
  return {
    truth,
    found,
    qualityFraction: pair.found.qualityFraction,
    halfWidth,
    isRunning: (pair.truth.activity ?? pair.found.activity) === "run",
    referenceHalfWidth: metric.error(errors),
    speedMps: pair.truth.speedMps,
    strikeAngleDeg: pair.truth.footStrikeAngleDeg,
  };
}

/** All readings of a recording. Contact instants and times only where the reference's are good enough. */
export function compareStrides(
  pairs: Readonly<Record<MatchKind, readonly StridePair[]>>,
  { areContactsScored, errors }: Pick<Truth, "areContactsScored" | "errors">,
): Readings {
  return new Map(
    METRIC_NAMES.map((name) => {
      const metric = METRICS[name];
      const isJudged = metric.isContactFree || areContactsScored;
      return [
        name,
        isJudged ? pairs[metric.matchedBy].flatMap((pair) => readPair(metric, pair, errors) ?? []) : [],
      ] as const;
    }),
  );
}
