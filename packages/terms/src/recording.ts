// What one foot's recording says of itself, and the samples it holds. Source: DESIGN §4, Recording CSV.

/** The foot a sensor is worn on. */
export type Side = "left" | "right";

/** Where on the foot the sensor sits. */
export type SensorPlace = "sole" | "instep" | "heel";

/** The optional `# key=value` lines before a recording's column header; null where a line is absent. */
export interface RecordingHeader {
  /** Wall-clock instant of `time_s = 0`, ISO 8601 in UTC. */
  startedAtUtc: string | null;
  side: Side | null;
  place: SensorPlace | null;
  /** Full scale of the accelerometer, multiples of standard gravity. */
  rangeG: number | null;
  /** Full scale of the gyroscope, degrees per second. */
  rangeDps: number | null;
  /** Free text naming the device. */
  device: string | null;
}

/** Channels of one sample, in the order of the recording's columns. */
export const SAMPLE_CHANNELS = ["acc_x", "acc_y", "acc_z", "gyr_x", "gyr_y", "gyr_z"] as const;

/**
 * A block of consecutive samples of one foot. Only the first `sampleCount` entries are valid; a reader may reuse the
 * block's arrays for the next one.
 */
export interface SampleBlock {
  sampleCount: number;
  /** Sample instants on the recording's own clock, whole microseconds; shape [sampleCount]. */
  timeUs: Float64Array;
  /** Specific force (m/s²) and angular rate (rad/s) in sensor axes, interleaved; shape [sampleCount × 6]. */
  values: Float64Array;
}
