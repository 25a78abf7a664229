// The committed kernel, compiled once, and one foot's samples through it. In: a block of samples. Out: stride records.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createKernel, PackedStrides, type Kernel, type KernelSettings } from "@solewise/gait";
import { ACC_RANGE_DEFAULT_G, GYR_RANGE_DEFAULT_DPS, type SampleBlock, type Side } from "@solewise/terms";

let compiled: WebAssembly.Module | null = null;

/** The module of kernel.wasm. */
export function kernelModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve("@solewise/gait/kernel.wasm"))));
  return compiled;
}

/** Settings as `analyze` has them for a recording without range lines. */
export function kernelSettings(side: Side): KernelSettings {
  return { side, accRangeG: ACC_RANGE_DEFAULT_G, gyrRangeDps: GYR_RANGE_DEFAULT_DPS };
}

/** The records of a whole block, from a kernel that is new unless given. */
export function detectRecords(
  block: SampleBlock,
  settings: KernelSettings = kernelSettings("right"),
  kernel: Kernel = createKernel(kernelModule()),
): PackedStrides {
  kernel.configure(settings);
  const strides = new PackedStrides(settings.side);
  const keep = (words: Int32Array, at: number): void => strides.append(words, at);
  kernel.push(block, keep);
  kernel.finish(keep);
  return strides;
}

/** Samples of a foot as one block. */
export function blockOf(foot: { timeUs: Float64Array; values: Float64Array }): SampleBlock {
  return { sampleCount: foot.timeUs.length, timeUs: foot.timeUs, values: foot.values };
}
