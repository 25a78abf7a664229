// The door of `run`: strides of two feet become one run.
export { assembleRun, type AssembleOptions, type FeetRecordings } from "./assemble-run.ts";
export { checkFeetBelongTogether } from "./feet-pair.ts";
