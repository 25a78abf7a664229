// `npm run chip`: plays recordings through the kernel in Node, in Chromium and in QEMU's Cortex-M4F and compares every record and
// state bit for bit; prints what the chip's program takes, and one JSON line of counts. Exit 0 all the same and within the limits,
// 1 a difference, a limit broken, or a recording that cannot be used, 2 wrong usage.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readOptions, USAGE, type ChipOptions } from "./arguments.ts";
import { namedRecording, recordingsIn, virtualRecordings, type ChipRecording } from "./chip-recordings.ts";
import { compareBuilds, compareChromium, type BuildResult } from "./compare-places.ts";
import { countSamples } from "./counted-samples.ts";
import { ALL_BUILDS, describeBrokenLimits, FUSED_BUILD, QUICK_BUILDS, SHIPPED_BUILD } from "./limits.ts";
import { prepareRecording, type PreparedRecording } from "./prepare-plays.ts";
import { formatBuilds, formatLargestCalls, formatRecordings } from "./table.ts";
import { findToolChain } from "./tool-chain.ts";

/** Differences printed in full. */
const PRINTED_COUNT = 20;

async function findAll(options: ChipOptions): Promise<ChipRecording[]> {
  if (options.recordingFiles.length > 0) return Promise.all(options.recordingFiles.map(namedRecording));
  const recorded = options.dataFolder === null ? [] : recordingsIn(options.dataFolder);
  return [...recorded, ...virtualRecordings(options.seed, options.isQuick)];
}

async function prepareAll(
  recordings: readonly ChipRecording[],
  kernel: Uint8Array<ArrayBuffer>,
  module: WebAssembly.Module,
  seed: number,
): Promise<PreparedRecording[]> {
  const prepared: PreparedRecording[] = [];
  for (const [index, recording] of recordings.entries()) {
    prepared.push(prepareRecording(await countSamples(recording, module), kernel, seed + index));
  }
  return prepared;
}

function describeFused(builds: readonly BuildResult[]): string[] {
  const fused = builds.find(({ options }) => options === FUSED_BUILD);
  if (fused !== undefined && fused.differences.length > 0) return [];
  return ["The build with -ffp-contract=fast says the same as Node: expected other bits, so nothing was compared."];
}

function sum(recordings: readonly PreparedRecording[], of: (recording: PreparedRecording) => number): number {
  return recordings.reduce((total, recording) => total + of(recording), 0);
}

async function main(options: ChipOptions): Promise<number> {
  const tools = findToolChain();
  const wasmFile = fileURLToPath(import.meta.resolve("@solewise/gait/kernel.wasm"));
  const kernel = new Uint8Array(readFileSync(wasmFile));
  const module = new WebAssembly.Module(kernel);
  const say = (line: string): unknown => (options.isJsonOnly ? null : console.log(line));
  const recordings = await prepareAll(await findAll(options), kernel, module, options.seed);
  for (const line of formatRecordings(recordings)) say(line);

  const chromium = await compareChromium(kernel, recordings);
  const wanted = options.isQuick ? QUICK_BUILDS : ALL_BUILDS;
  const builds = await compareBuilds(wanted, wasmFile, module, recordings, tools, options.atOnce);
  say(`\nNode ${process.versions.node}, Chromium ${chromium.version}, QEMU's mps2-an386`);
  for (const line of formatBuilds(builds)) say(line);
  const shipped = builds.filter(({ options: build }) => build === SHIPPED_BUILD);
  for (const build of shipped) say(formatLargestCalls(build));

  const differences = [
    ...recordings.flatMap((recording) => recording.differences),
    ...chromium.differences,
    ...builds.filter(({ options: build }) => build !== FUSED_BUILD).flatMap((build) => build.differences),
  ];
  const broken = [...describeFused(builds), ...shipped.flatMap(describeBrokenLimits)];
  for (const line of [...differences.slice(0, PRINTED_COUNT), ...broken]) console.error(line);
  const counts = {
    command: "chip",
    seed: options.seed,
    recordings: recordings.length,
    developmentRecordings: options.dataFolder === null ? null : recordings.length,
    samples: sum(recordings, ({ sampleCount }) => sampleCount),
    records: sum(recordings, ({ recordCount }) => recordCount),
    states: sum(recordings, ({ stateCount }) => stateCount),
    resumed: recordings.length,
    chromium: chromium.version,
    differences: differences.length,
    broken,
    builds: builds.map(({ differences: found, options: build, ...figures }) => ({
      name: build.name,
      ...figures,
      differences: found.length,
    })),
  };
  console.log(JSON.stringify(counts));
  return differences.length + broken.length === 0 ? 0 : 1;
}

let options: ChipOptions | null = null;
try {
  options = readOptions(process.argv.slice(2), process.env);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 2;
}
if (options?.isHelpWanted === true) process.stdout.write(`${USAGE}\n`);
else if (options !== null) {
  process.exitCode = await main(options).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  });
}
