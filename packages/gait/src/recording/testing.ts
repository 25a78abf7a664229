// What the tests of the recording share: text of made-up recordings, chunks of any size, and a reader that keeps all.
import type { RecordingHeader, SampleBlock } from "@solewise/terms";
import { openRecording } from "./open-recording.ts";
import { COLUMN_HEADER } from "./row-layout.ts";
import { SignalMeter } from "./signal-meter.ts";
import type { SignalMeterOptions } from "./signal-meter.ts";

/** Cuts bytes into chunks of the given sizes, used in turn; a chunk of 0 bytes is allowed once in a while. */
export async function* chunksOf(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let from = 0, turn = 0; from < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 0;
    yield await Promise.resolve(bytes.slice(from, from + size));
    from += size;
  }
}

/** A recording read to its end. */
export interface WholeRecording {
  header: RecordingHeader;
  timeUs: number[];
  values: number[];
  blockSampleCounts: number[];
  firstLines: number[];
  isTruncated: boolean;
}

/** Reads text or bytes to the end and keeps everything. */
export async function readAll(
  input: string | Uint8Array,
  sizes: readonly number[] = [65_536],
): Promise<WholeRecording> {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  const recording = await openRecording(chunksOf(bytes, sizes), "walk.csv");
  const whole: WholeRecording = {
    header: recording.header,
    timeUs: [],
    values: [],
    blockSampleCounts: [],
    firstLines: [],
    isTruncated: false,
  };
  for await (const block of recording.blocks) {
    whole.timeUs.push(...block.timeUs.subarray(0, block.sampleCount));
    whole.values.push(...block.values.subarray(0, block.sampleCount * 6));
    whole.blockSampleCounts.push(block.sampleCount);
    whole.firstLines.push(block.firstLine);
  }
  whole.isTruncated = recording.isTruncated;
  return whole;
}

/** A recording's text: the column header and the given rows. */
export function recordingText(...rows: string[]): string {
  return [COLUMN_HEADER, ...rows, ""].join("\n");
}

/** A sample of a made-up signal: instant in µs, readings of six channels. */
export type MadeSample = [timeUs: number, ...readings: number[]];

/** A block of the given samples. */
export function blockOf(samples: readonly MadeSample[]): SampleBlock {
  return {
    sampleCount: samples.length,
    timeUs: Float64Array.from(samples, (sample) => sample[0]),
    values: Float64Array.from(samples.flatMap((sample) => sample.slice(1))),
  };
}

/** Samples at a steady interval, of a foot that moves unless `readings` says otherwise. */
export function steadySamples(
  count: number,
  intervalUs: number,
  readings: (index: number) => number[] = movingReadings,
): MadeSample[] {
  return Array.from({ length: count }, (_, index) => [Math.round(index * intervalUs), ...readings(index)]);
}

/** Readings of a foot that swings; no two samples are alike. */
export function movingReadings(index: number): number[] {
  const phase = index * 0.137;
  const gyr = [2 * Math.sin(phase), 5 * Math.cos(phase), Math.sin(phase * 1.3)];
  return [12 * Math.sin(phase), 3 * Math.cos(phase * 1.7), 9.8 + 20 * Math.sin(phase * 0.9), ...gyr];
}

/** A meter that has taken the samples in blocks of a size. */
export function meterOf(
  samples: readonly MadeSample[],
  options: Partial<SignalMeterOptions> = {},
  blockSampleCount: number = samples.length,
): SignalMeter {
  const meter = new SignalMeter({ file: "walk.csv", ...options });
  for (let from = 0; from < samples.length; from += blockSampleCount) {
    meter.take(blockOf(samples.slice(from, from + blockSampleCount)));
  }
  return meter;
}
