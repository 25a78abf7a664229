// What a page shows of one run: plain data that passes between threads, made in one go from an Analysis (derive-run-view).
// SI units throughout; NaN in an array and null outside are "could not be measured".
import type { Activity, FiguresActivity, FootStrikePattern, Side, StrideMeasure } from "@solewise/terms";
import type { ShoeInsight } from "./shoe-insight.ts";

/** The figures a run opens with, in the order they are shown. */
export const FIGURE_KEYS = [
  "distance",
  "duration",
  "pace",
  "cadence",
  "groundContactTime",
  "flightTime",
  "strideLength",
  "footStrikeAngle",
] as const;

export type FigureKey = (typeof FIGURE_KEYS)[number];

/** One figure; `value` is the summary's own number, untouched (pace is told as speed, m/s). */
export interface RunFigure {
  key: FigureKey;
  /** m, s, m/s, steps/min, ms, ms, m, degrees; null where it could not be measured. */
  value: number | null;
  /** Half width of the 90 % interval in the value's unit: of the total for distance, of one typical stride for the rest. */
  halfWidth: number | null;
  /** Compared with references on computed sensor signals only, or a model. */
  isEstimate: boolean;
}

/** Stride fields that pages draw. */
export type SeriesField = StrideMeasure;

/** Activities by the codes of `FootSeries.activityCodes`. */
export const SERIES_ACTIVITIES = ["walk", "run", "stairs-up", "stairs-down", "other"] as const satisfies Activity[];

/** Strike patterns by the codes of `FootSeries.patternCodes`. */
export const SERIES_PATTERNS = ["rearfoot", "midfoot", "forefoot", "uncertain"] as const satisfies FootStrikePattern[];

/** Code of a stride that has no strike pattern. */
export const NO_PATTERN = 255;

/**
 * Every stride of one foot as columns; all arrays have shape [strideCount], a stride's position is its `strideIndex`.
 * Values are in single precision; `exactValue` gives back the stride's own number.
 */
export interface FootSeries {
  side: Side;
  strideCount: number;
  /** Midstance since the run began, s. */
  elapsedSec: Float64Array;
  /** The run's distance at that midstance, m; both feet on one scale that ends at the summary's distance. */
  distanceMeters: Float64Array;
  activityCodes: Uint8Array;
  /** NO_PATTERN where the strike could not be told. */
  patternCodes: Uint8Array;
  /** 1 where the stride is of the kind that figures, left against right, distributions and tracks are taken over. */
  figuresFlags: Uint8Array;
  qualityFraction: Float32Array;
  values: Record<SeriesField, Float32Array>;
  /** Half widths of the 90 % intervals, in the field's unit. */
  halfWidths: Record<SeriesField, Float32Array>;
}

/** Lines over the distance. */
export const TRACK_KEYS = [
  "speedMps",
  "cadenceSpm",
  "groundContactTimeMs",
  "strideLengthMeters",
  "footStrikeAngleDeg",
  "eversionExcursionDeg",
  "impactPeakG",
  "clearanceMeters",
] as const;

export type TrackKey = (typeof TRACK_KEYS)[number];

/** Medians over the figures' strides in equal stretches of the distance; a stretch with too few of them is NaN. */
export interface DistanceTrack {
  /** Middle of each stretch: m and s since the run began; shape [stretch count]. */
  distanceMeters: Float64Array;
  elapsedSec: Float64Array;
  lines: Record<TrackKey, { both: Float32Array; left: Float32Array; right: Float32Array }>;
  /** Height against the start, m, summed from the strides of locomotion; mean of the feet. */
  heightMeters: Float32Array;
}

/** One quantity of left against right over the figures' strides. */
export interface LeftRightRow {
  field: SeriesField;
  left: number;
  right: number;
  /** Right − left: in degrees for angles, else in percent of the mean of both; null where a percentage has no meaning. */
  difference: number | null;
  /** Whether the difference is more than twice its standard error. */
  isSure: boolean;
}

/** How the figures' strides of each foot spread, in bins of equal width; the outermost bins hold what lies beyond them too. */
export interface Distribution {
  field: SeriesField;
  /** Lower edge of the first bin and width of each, in the field's unit. */
  start: number;
  width: number;
  /** Strides per bin; shape [bin count] each. */
  left: Uint32Array;
  right: Uint32Array;
  /** 10th, 50th and 90th percentile by side; null without strides. */
  quantiles: Record<Side, [number, number, number] | null>;
}

/** A stretch of time in one activity; null = standing still. Half-open, s since the run began. */
export interface ActivityBand {
  activity: Activity | null;
  startSec: number;
  endSec: number;
}

/** Share of each strike pattern among strides that have one, 0…1. */
export type StrikeShares = Record<FootStrikePattern, number>;

/** The foot's typical way through a stride: median over strides and the middle 80 % of them, point by point, m. */
export interface TypicalPath {
  strideCount: number;
  /** Forward, to the left and up from the first midstance; shape [PATH_POINT_COUNT]. */
  forward: Float32Array;
  lateral: { low: Float32Array; median: Float32Array; high: Float32Array };
  height: { low: Float32Array; median: Float32Array; high: Float32Array };
}

/** One kilometre or mile of a run; the last one is what is left. */
export interface Split {
  startMeters: number;
  endMeters: number;
  /** Time from start to end, and the part of it that was not standing still. */
  elapsedSec: number;
  movingSec: number;
  /** Distance over moving time; null without any. */
  speedMps: number | null;
  /** Medians over the figures' strides in it; null with too few. */
  cadenceSpm: number | null;
  groundContactTimeMs: number | null;
  footStrikeAngleDeg: number | null;
  /** Height at its end against its start, m. */
  heightChangeMeters: number;
}

/** Everything a page shows of one run. */
export interface RunView {
  figuresActivity: FiguresActivity | null;
  figures: RunFigure[];
  insight: ShoeInsight | null;
  feet: { left: FootSeries | null; right: FootSeries | null };
  track: DistanceTrack | null;
  /** By kilometre and by mile; a run shorter than one and a half of them has none. */
  splits: { metric: Split[]; imperial: Split[] };
  leftRight: LeftRightRow[];
  distributions: Distribution[];
  strikeShares: { both: StrikeShares; left: StrikeShares | null; right: StrikeShares | null } | null;
  bands: ActivityBand[];
  /** Time of the strides of each activity, s; mean of two feet. */
  activitySeconds: Partial<Record<Activity, number>>;
  paths: { left: TypicalPath | null; right: TypicalPath | null };
  /** Strides of both feet in time order: index × 2, +1 for the right foot; shape [stride count of both]. */
  order: Uint32Array;
}
