// The door of `simulate`: a virtual runner whose truth is known exactly.
export * from "./presets.ts";
export * from "./recording-csv.ts";
export * from "./settings.ts";
export { simulateRecording, simulateRun } from "./simulate-run.ts";
export type { TrueRest, VirtualFoot, VirtualRecording, VirtualRun, VirtualRunTruth } from "./simulate-run.ts";
export { trueSensorPath } from "./true-path.ts";
export type { TrueStride } from "./true-stride.ts";
