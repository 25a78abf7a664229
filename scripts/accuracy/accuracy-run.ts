// What one run of the report found out: recordings scored, figures gathered, intervals judged, stresses tried.
import type { CalibrationRow } from "./calibration.ts";
import type { GroupFigures, RecordingResult } from "./figures.ts";
import type { StressRow } from "./stress-table.ts";

export interface AccuracyRun {
  results: readonly RecordingResult[];
  groups: readonly GroupFigures[];
  intervals: readonly CalibrationRow[];
  /** Empty when it was not asked for. */
  stressRows: readonly StressRow[];
}
