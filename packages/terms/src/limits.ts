// Limits that every room agrees on. Source: DESIGN §4 and the issue "The river in the terminal".

/** Slowest and fastest sample rate that is analysed. */
export const SAMPLE_RATE_MIN_HZ = 80;
export const SAMPLE_RATE_MAX_HZ = 450;

/** Shortest recording that is analysed. */
export const RECORDING_MIN_SEC = 3;

/** Longest silence between two samples over which a length is still measured; longer ones are a gap. */
export const GAP_MAX_SEC = 0.05;

/** Default full scales of the count quantisation. */
export const ACC_RANGE_DEFAULT_G = 16;
export const GYR_RANGE_DEFAULT_DPS = 2000;

/** Beyond these no human foot moves: the column's unit or the file is wrong. */
export const ACC_PLAUSIBLE_MAX_MPS2 = 4000;
export const GYR_PLAUSIBLE_MAX_RAD_PER_SEC = 90;

/** Clock offset between two feet known worse than this leaves every two-foot quantity null. */
export const CLOCK_OFFSET_UNCERTAINTY_MAX_MS = 10;
