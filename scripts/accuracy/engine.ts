// What the report scores: something that turns one foot's samples into strides. The default is our own kernel;
// `--engine FILE` names another module that exports `analyzeFoot`.
import type { Side, Stride } from "@solewise/terms";

/** One foot's recording in memory, in the units of the recording CSV. */
export interface FootSamples {
  /** File name as the user knows it, for messages. */
  file: string;
  /** Sample instants, seconds, as recorded (may jitter, repeat or leave gaps); shape [n]. */
  timeSec: Float64Array;
  /** acc_x,y,z (m/s²) and gyr_x,y,z (rad/s), interleaved; shape [n × 6]. */
  values: Float64Array;
  /** The bytes as they lie on disk; null when the samples were changed after reading (`--stress`). */
  originalBytes: Uint8Array | null;
}

export interface EngineOptions {
  /** Shortest recording to accept, seconds: some reference trials last under 3 s. */
  minDurationSec: number;
}

/** An engine may answer at once or later, and throws an Error with a sentence when it refuses the recording. */
export type AnalyzeFoot = (
  samples: FootSamples,
  side: Side,
  options: EngineOptions,
) => Iterable<Stride> | Promise<Iterable<Stride>>;

/** The same samples as a recording CSV, with every digit that a double holds. */
export function writeRecordingCsv(samples: FootSamples): Uint8Array {
  const lines = ["time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z"];
  samples.timeSec.forEach((timeSec, index) => {
    lines.push(`${timeSec},${samples.values.subarray(index * 6, index * 6 + 6).join(",")}`);
  });
  return new TextEncoder().encode(`${lines.join("\n")}\n`);
}
