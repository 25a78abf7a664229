// The door of `insight`: a run becomes what is worth knowing of it.
export { deriveRunView, type RunViewOptions } from "./derive-run-view.ts";
export { findShoeInsight } from "./find-shoe-insight.ts";
export { isAngleField, leftRightDifference } from "./left-right.ts";
export { type ActivityTotal, type MeasureOptions, measureRun, type RunMeasures } from "./run-measures.ts";
export * from "./run-view.ts";
export { exactValue, leastToldStrides } from "./series-values.ts";
export type { ShoeInsight } from "./shoe-insight.ts";
export { type ReportedField, StrideTallies } from "./stride-tallies.ts";
