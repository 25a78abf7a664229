// What one foot's recording becomes: its strides and how good the signal was. `run` joins two of them.
import type { RecordingHeader, Side, Stride } from "@solewise/terms";

/** How good a recording's signal is, gathered in the same pass as its strides. */
export interface SignalQuality {
  sampleCount: number;
  /** First and last sample instant on the recording's own clock. */
  firstSampleSec: number;
  lastSampleSec: number;
  /** Inverse of the mean of the usual intervals (within half of the median) between different sample instants. */
  sampleRateHz: number;
  /** Share of the samples that the median interval promises, gaps over 50 ms left aside, and that are missing. */
  lostFraction: number;
  /** Silences over GAP_MAX_SEC. */
  gapCount: number;
  gapTotalSec: number;
  /** Samples that repeat the instant of the one before; they are dropped. */
  duplicatedCount: number;
  /** Share of samples with any axis at its end stop (a stated range, or one largest reading that comes again). */
  accClippedFraction: number;
  gyrClippedFraction: number;
  /** Largest absolute readings of one axis. */
  accPeakMps2: number;
  gyrPeakRadPerSec: number;
  /** Mean magnitude of the specific force; near 9.8 for a foot, near 1 when the file is in g. */
  accMeanMps2: number;
  /** How long the foot was still from the first sample on; 0 when it moved at once. */
  restAtStartSec: number;
  /** Same for two recordings with the same samples, whatever their header lines say. */
  fingerprint: string;
}

/** Strides of one foot in time order, kept packed; `strideAt` builds the object. */
export interface StrideTable extends Iterable<Stride> {
  readonly strideCount: number;
  /** The stride at a 0-based position; RangeError outside. `strideIndex` is that position. */
  strideAt(index: number): Stride;
}

/**
 * Paths of a foot's sensor, one a stride of its table, from midstance to the next midstance: PATH_POINT_COUNT points
 * equally spaced in time, both ends included. Forward is the way from the first to the last point, left is to its left on
 * both feet (outward for a left foot, inward for a right one), up is up; mm; the first point is 0, 0, 0.
 */
export interface StridePaths {
  readonly strideCount: number;
  /** Shape [strideCount × PATH_POINT_COUNT × 3]; where `hasPath` is false, no numbers to be used. */
  readonly points: Int16Array;
  /** Whether the stride at a 0-based position has a path; RangeError outside. */
  hasPath(index: number): boolean;
  /** Its points, a view of shape [PATH_POINT_COUNT × 3]; null without a path; RangeError outside. */
  pathAt(index: number): Int16Array | null;
}

/** One foot's recording, analysed. */
export interface FootRecording {
  /** File name as the user knows it. */
  file: string;
  side: Side;
  header: RecordingHeader;
  signal: SignalQuality;
  /** Whether the recorder died while writing its last row, which is left out. */
  isTruncated?: boolean;
  strides: StrideTable;
  /** Where `tracePaths` was asked for: the path of each stride of `strides`, at the same position. */
  paths?: StridePaths;
  /** Full scales the samples were quantised to. */
  accRangeG: number;
  gyrRangeDps: number;
}
