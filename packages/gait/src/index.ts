// The door of `gait`: samples of one foot become strides.
export { detectStrides } from "./detect-strides.ts";
export type { DetectSettings } from "./detect-strides.ts";
export type { FootRecording, SignalQuality, StridePaths, StrideTable } from "./foot-recording.ts";
export { createKernel, Kernel, kernelFrom } from "./kernel/kernel.ts";
export type { KernelSettings, LengthCoefficients, StrideSink } from "./kernel/kernel.ts";
export { RECORD_WORDS } from "./kernel/record-layout.ts";
export { ALGORITHM_VERSION, PACK_ID, PRIOR } from "./parameter-pack.ts";
export { PackedPaths, PATH_POINT_COUNT, PATH_WORDS } from "./path/packed-paths.ts";
export { formatRecording } from "./recording/format-recording.ts";
export { guessSide } from "./recording/guess-side.ts";
export { openRecording } from "./recording/open-recording.ts";
export type { OpenRecording } from "./recording/open-recording.ts";
export { PackedStrides } from "./stride-table/packed-strides.ts";
