// One foot's recording CSV → its strides: parse, measure the signal, quantise, kernel, in one pass and flat memory.
// A second pass only when a reading exceeds the range that the samples were quantised to.
import { ACC_RANGE_DEFAULT_G, DEG_PER_RAD, GRAVITY_MPS2, GYR_RANGE_DEFAULT_DPS } from "@solewise/terms";
import type { RecordingHeader, Side } from "@solewise/terms";
import type { FootRecording } from "./foot-recording.ts";
import { createKernel } from "./kernel/kernel.ts";
import type { Kernel, LengthCoefficients, StrideSink } from "./kernel/kernel.ts";
import { PathTracer } from "./path/path-tracer.ts";
import { openRecording } from "./recording/open-recording.ts";
import { SignalMeter } from "./recording/signal-meter.ts";
import { PackedStrides } from "./stride-table/packed-strides.ts";

export interface DetectSettings {
  /** File name for messages and the result. */
  file: string;
  /** The compiled kernel. */
  kernel: WebAssembly.Module;
  /** The foot, or what to take when the header does not say (the header then wins over nothing: this wins over it). */
  side: Side;
  /** Shortest recording to accept, s; default RECORDING_MIN_SEC. */
  minDurationSec?: number;
  /** A shoe's own length coefficients. */
  length?: LengthCoefficients;
  /** Whether to trace the foot's path through each stride (`FootRecording.paths`); default false. */
  tracePaths?: boolean;
  /** Called after every block with the samples taken so far. */
  onProgress?: (sampleCount: number) => void;
}

/** A header's full scale is taken as the quantisation's up to here; beyond, its resolution would cost more than it helps. */
const HEADER_RANGE_MAX_G = 64;
const HEADER_RANGE_MAX_DPS = 4000;

interface Ranges {
  accRangeG: number;
  gyrRangeDps: number;
}

/** Doubles a range until it holds the peak (in the range's unit). */
function rangeFor(peak: number, range: number): number {
  let wide = range;
  while (peak > wide) wide *= 2;
  return wide;
}

/**
 * Detects the strides of one foot. `open` is called again when a second pass is needed.
 * @throws InputError when the recording cannot be used
 */
export async function detectStrides(
  open: () => AsyncIterable<Uint8Array>,
  settings: DetectSettings,
): Promise<FootRecording> {
  let ranges: Ranges = { accRangeG: ACC_RANGE_DEFAULT_G, gyrRangeDps: GYR_RANGE_DEFAULT_DPS };
  for (;;) {
    const recording = await detectWithin(open(), settings, ranges);
    const { accPeakMps2, gyrPeakRadPerSec } = recording.signal;
    const asked: Ranges = {
      accRangeG: rangeFor(accPeakMps2 / GRAVITY_MPS2, recording.accRangeG),
      gyrRangeDps: rangeFor(gyrPeakRadPerSec * DEG_PER_RAD, recording.gyrRangeDps),
    };
    if (asked.accRangeG === recording.accRangeG && asked.gyrRangeDps === recording.gyrRangeDps) return recording;
    ranges = asked;
  }
}

async function detectWithin(
  bytes: AsyncIterable<Uint8Array>,
  settings: DetectSettings,
  least: Ranges,
): Promise<FootRecording> {
  const { file, side } = settings;
  const opened = await openRecording(bytes, file);
  const { header } = opened;
  const ranges: Ranges = {
    accRangeG: Math.max(least.accRangeG, Math.min(header.rangeG ?? 0, HEADER_RANGE_MAX_G)),
    gyrRangeDps: Math.max(least.gyrRangeDps, Math.min(header.rangeDps ?? 0, HEADER_RANGE_MAX_DPS)),
  };
  const kernel = configuredKernel(settings, header, ranges);
  const meter = new SignalMeter({
    file,
    rangeG: header.rangeG,
    rangeDps: header.rangeDps,
    ...(settings.minDurationSec === undefined ? {} : { minDurationSec: settings.minDurationSec }),
  });
  const strides = new PackedStrides(side);
  const tracer = settings.tracePaths === true ? new PathTracer() : null;
  const keep: StrideSink = (words, at) => {
    strides.append(words, at);
    tracer?.trace(words, at);
  };
  let sampleCount = 0;
  for await (const block of opened.blocks) {
    const kept = meter.take(block);
    if (tracer === null) kernel.push(kept, keep);
    else tracer.take(kept, (from, to) => kernel.push(kept, keep, from, to));
    sampleCount += block.sampleCount;
    settings.onProgress?.(sampleCount);
  }
  kernel.finish(keep);
  meter.check();
  const { isTruncated } = opened;
  const paths = tracer === null ? {} : { paths: tracer.paths };
  return { file, side, header, signal: meter.quality(), isTruncated, strides, ...paths, ...ranges };
}

function configuredKernel(settings: DetectSettings, header: RecordingHeader, ranges: Ranges): Kernel {
  const kernel = createKernel(settings.kernel);
  kernel.configure({
    side: settings.side,
    ...ranges,
    accStopG: header.rangeG,
    gyrStopDps: header.rangeDps,
    ...(settings.length === undefined ? {} : { length: settings.length }),
  });
  return kernel;
}
