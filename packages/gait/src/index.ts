// The door of `gait`: samples of one foot become strides.
export type { FootRecording, SignalQuality, StrideTable } from "./foot-recording.ts";
