// Our own engine behind the report: kernel.wasm through the gait door, exactly as the command line uses it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { detectStrides } from "@solewise/gait";
import { writeRecordingCsv, type AnalyzeFoot } from "./engine.ts";

let compiled: WebAssembly.Module | null = null;

function kernelModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve("@solewise/gait/kernel.wasm"))));
  return compiled;
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Scores what a user would get: the recording's own bytes when nothing was changed, else the same samples as CSV. */
export const analyzeFoot: AnalyzeFoot = async (samples, side, options) => {
  const bytes = samples.originalBytes ?? writeRecordingCsv(samples);
  const recording = await detectStrides(() => oneChunk(bytes), {
    file: samples.file,
    kernel: kernelModule(),
    side,
    minDurationSec: options.minDurationSec,
  });
  return recording.strides;
};
