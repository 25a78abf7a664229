// How fast samples become strides in this process: kernel.wasm, and its twin as plain TypeScript (doubles) and with f32
// rounding, in turn, so that whatever slows the machine slows all. In: one foot's samples. Out: samples a second of CPU
// time of the thread, copying in and taking records out included, batches of 64.
import { createKernel, kernelFrom, type Kernel } from "@solewise/gait";
import type { SampleBlock } from "@solewise/terms";
import { detectRecords, kernelModule, kernelSettings } from "../kernel-properties/compiled-kernel.ts";
import { createTwin } from "../twin/twin.ts";
import { medianOf, threadSec } from "./statistics.ts";

export interface KernelSpeed {
  sampleCount: number;
  strideCount: number;
  /** Samples per second of CPU time. */
  wasmSamplesPerSec: number;
  plainSamplesPerSec: number;
  twinSamplesPerSec: number;
  /** Median over the rounds of wasm ÷ plain in the same round. */
  wasmOverPlain: number;
}

const WARM_UP_ROUNDS = 4;
const ROUNDS = 7;

const IMPLEMENTATIONS = {
  wasm: () => createKernel(kernelModule()),
  plain: () => kernelFrom(createTwin("none")),
  twin: () => kernelFrom(createTwin("f32")),
} as const;

type Name = keyof typeof IMPLEMENTATIONS;

const NAMES: readonly Name[] = ["wasm", "plain", "twin"];

/** Measures all implementations on one foot. */
export function measureKernelSpeed(block: SampleBlock): KernelSpeed {
  // One instance each: V8 optimises the code of an instance, and a phone keeps its instance for the whole run.
  const kernels = new Map<Name, Kernel>(NAMES.map((name) => [name, IMPLEMENTATIONS[name]()]));
  const speeds = new Map<Name, number[]>(NAMES.map((name) => [name, []]));
  let strideCount = 0;
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    for (const [name, kernel] of kernels) {
      const startSec = threadSec();
      strideCount = detectRecords(block, kernelSettings("left"), kernel).strideCount;
      const speed = block.sampleCount / (threadSec() - startSec);
      if (round >= 0) speeds.get(name)?.push(speed);
    }
  }
  const [wasm = [], plain = [], twin = []] = NAMES.map((name) => speeds.get(name));
  return {
    sampleCount: block.sampleCount,
    strideCount,
    wasmSamplesPerSec: medianOf(wasm),
    plainSamplesPerSec: medianOf(plain),
    twinSamplesPerSec: medianOf(twin),
    wasmOverPlain: medianOf(wasm.map((speed, round) => speed / (plain[round] ?? Number.NaN))),
  };
}
