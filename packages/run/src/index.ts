// The door of `run`: strides of two feet become one run.
export { type AnalysedFile, analysisJson } from "./analysis-json.ts";
export { assembleRun, type AssembleOptions } from "./assemble-run.ts";
export { describeSides, type SidedFile } from "./describe-sides.ts";
export { deriveDistanceScale } from "./distance-scale.ts";
export { checkFeetBelongTogether } from "./feet-pair.ts";
export { CODE_OF_ACTIVITY, type TravelColumns } from "./foot-columns.ts";
export { describeAlgorithm, startOfRunSec } from "./start-of-run.ts";
export type { FeetRecordings } from "./measured-run.ts";
export { MergedStrides } from "./merged-strides.ts";
export { selectRank } from "./order-statistics.ts";
export { stridesCsv } from "./strides-csv.ts";
export type { StridesOrigin } from "./strides-csv.ts";
export {
  describeCoefficients,
  estimateCoefficients,
  metersWith,
  UNCALIBRATED,
} from "./calibration/foot-calibration.ts";
export type {
  CalibrationSession,
  FootCalibration,
  RawTravel,
  ShoeCalibration,
} from "./calibration/foot-calibration.ts";
export { calibrateByKnownDistance, teachDistance } from "./calibration/known-distance.ts";
export type { CalibrationResult, KnownDistance } from "./calibration/known-distance.ts";
export { PACK_LENGTH } from "./calibration/length-prior.ts";
export { parseShoeCalibration, shoeCalibrationJson } from "./calibration/shoe-json.ts";
export { calibrateByTrack } from "./calibration/calibrate-by-track.ts";
export type { TrackCalibrationResult, TrackLesson } from "./calibration/calibrate-by-track.ts";
export type { FixTrack, TrackWindow, WindowRefusal } from "./calibration/track-windows.ts";
