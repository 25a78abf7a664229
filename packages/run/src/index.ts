// The door of `run`: strides of two feet become one run.
export { type AnalysedFile, analysisJson } from "./analysis-json.ts";
export { assembleRun, type AssembleOptions, type FeetRecordings } from "./assemble-run.ts";
export { describeSides, type SidedFile } from "./describe-sides.ts";
export { deriveDistanceScale } from "./distance-scale.ts";
export { checkFeetBelongTogether } from "./feet-pair.ts";
export { CODE_OF_ACTIVITY, type TravelColumns } from "./foot-columns.ts";
export { describeAlgorithm, startOfRunSec } from "./start-of-run.ts";
export { MergedStrides } from "./merged-strides.ts";
export { selectRank } from "./order-statistics.ts";
export { stridesCsv } from "./strides-csv.ts";
export type { StridesOrigin } from "./strides-csv.ts";
