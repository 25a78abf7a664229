// What paths cost: CPU time of an hour of one walking foot at 200 Hz from CSV to strides, without and with `tracePaths`, in
// turn. The motion is made up (testing.ts), the hour is its first minutes again and again. Run:
// `node packages/gait/bench/paths.bench.ts [samples]`. Prints a line and one JSON line; times are the least of six.
import { readFileSync } from "node:fs";
import { detectStrides } from "../src/detect-strides.ts";
import { formatRecording } from "../src/recording/format-recording.ts";
import { walkNoisyFoot } from "../src/testing.ts";

const sampleCount = Number(process.argv[2] ?? 720_000);
const CHUNK_BYTES = 65_536;
const ROUND_COUNT = 6;

const kernel = new WebAssembly.Module(readFileSync(new URL("../kernel/kernel.wasm", import.meta.url)));
const walk = walkNoisyFoot({ strideCount: 120, turnDeg: 3, riseMeters: 0 });
const spanUs = walk.sampleCount * 5000;
const repeats = Math.ceil(sampleCount / walk.sampleCount);
const blocks = Array.from({ length: repeats }, (_, round) => ({
  sampleCount: Math.min(walk.sampleCount, sampleCount - round * walk.sampleCount),
  timeUs: walk.timeUs.map((timeUs) => timeUs + round * spanUs),
  values: walk.values,
}));
const bytes = new TextEncoder().encode([...formatRecording({}, blocks)].join(""));

async function* open(): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    yield await Promise.resolve(bytes.subarray(from, from + CHUNK_BYTES));
  }
}

let pathCount = 0;

async function cpuMs(tracePaths: boolean): Promise<number> {
  const before = process.cpuUsage();
  const { paths, strides, signal } = await detectStrides(open, { file: "hour", kernel, side: "right", tracePaths });
  const { user, system } = process.cpuUsage(before);
  if (signal.sampleCount !== sampleCount) throw new Error(`${signal.sampleCount} samples instead of ${sampleCount}`);
  const count = paths?.strideCount ?? 0;
  if (tracePaths && count !== strides.strideCount) throw new Error("a path is missing");
  pathCount = Math.max(pathCount, count);
  return (user + system) / 1000;
}

const best = { plain: Number.POSITIVE_INFINITY, traced: Number.POSITIVE_INFINITY };
for (let round = 0; round < ROUND_COUNT; round++) {
  best.plain = Math.min(best.plain, await cpuMs(false));
  best.traced = Math.min(best.traced, await cpuMs(true));
}
const more = best.traced / best.plain - 1;
console.log(
  `${sampleCount} samples, ${pathCount} paths: ${best.plain.toFixed(0)} ms without, ${best.traced.toFixed(0)} ms with (${(100 * more).toFixed(0)} % more)`,
);
console.log(JSON.stringify({ bench: "paths", unit: "ms", sampleCount, pathCount, ...best, moreFraction: more }));
