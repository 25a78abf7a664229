// A recording of a day, streamed through the kernel's host: does memory stay as it is? In: one foot's hour, how many times it
// comes, one after the other on one clock. Out: memory in use after the first hour and after the last, garbage collected.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { kernelFrom, type StrideSink } from "@solewise/gait";
import type { SampleBlock } from "@solewise/terms";
import { kernelModule, kernelSettings } from "../kernel-properties/compiled-kernel.ts";
import { threadSec } from "./statistics.ts";

export interface DayCost {
  /** Hours, as the bench measures. */
  repeatCount: number;
  sampleCount: number;
  strideCount: number;
  cpuSec: number;
  /** Heap and typed arrays of this process, the hour's own samples included. */
  firstBytes: number;
  lastBytes: number;
  /** The kernel's own memory, all of it. */
  kernelBytes: number;
}

const HOUR_US = 3600e6;
/** Samples handed over at a time; the instants are written into one array again and again. */
const BLOCK_SAMPLES = 4096;

/** What the garbage collector and the compiler of this process may keep more or less of, whatever the kernel does. */
const GROWTH_MAX_BYTES = 500_000;

type KernelExports = Parameters<typeof kernelFrom>[0];

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Memory that is in use, bytes. */
function usedBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The foot's samples within its first `spanUs` as blocks, `delayUs` later; their instants always in `times`. */
function* blocksOf(foot: SampleBlock, spanUs: number, delayUs: number, times: Float64Array): Generator<SampleBlock> {
  const end = foot.timeUs.findLastIndex((us) => us < spanUs) + 1;
  for (let from = 0; from < end; from += BLOCK_SAMPLES) {
    const sampleCount = Math.min(BLOCK_SAMPLES, end - from);
    for (let index = 0; index < sampleCount; index++) times[index] = (foot.timeUs[from + index] as number) + delayUs;
    const values = foot.values.subarray(from * 6, (from + sampleCount) * 6);
    yield { sampleCount, timeUs: times.subarray(0, sampleCount), values };
  }
}

/** Streams the foot's first `spanUs` again and again, `repeatCount` times; `sink` takes the records. */
export function measureDay(
  foot: SampleBlock,
  repeatCount: number,
  spanUs: number = HOUR_US,
  sink: StrideSink = () => undefined,
): DayCost {
  const exports = new WebAssembly.Instance(kernelModule(), {}).exports as unknown as KernelExports;
  const kernel = kernelFrom(exports);
  kernel.configure(kernelSettings("left"));
  const cost = { repeatCount, sampleCount: 0, strideCount: 0, cpuSec: 0, firstBytes: 0, lastBytes: 0, kernelBytes: 0 };
  const keep: StrideSink = (words, at) => {
    cost.strideCount++;
    sink(words, at);
  };
  const times = new Float64Array(BLOCK_SAMPLES);
  const startSec = threadSec();
  for (let repeat = 0; repeat < repeatCount; repeat++) {
    for (const block of blocksOf(foot, spanUs, repeat * spanUs, times)) {
      kernel.push(block, keep);
      cost.sampleCount += block.sampleCount;
    }
    if (repeat === 0) cost.firstBytes = usedBytes();
  }
  kernel.finish(keep);
  cost.cpuSec = threadSec() - startSec;
  cost.lastBytes = usedBytes();
  cost.kernelBytes = exports.memory.buffer.byteLength;
  return cost;
}

/** Says what grew; null when memory stayed flat. */
export function describeGrowth({ firstBytes, lastBytes, repeatCount }: DayCost): string | null {
  const grownBytes = lastBytes - firstBytes;
  if (grownBytes <= GROWTH_MAX_BYTES) return null;
  return `memory of a long recording: expected at most ${GROWTH_MAX_BYTES} B more after ${repeatCount} hours than after one, but found ${grownBytes}`;
}
