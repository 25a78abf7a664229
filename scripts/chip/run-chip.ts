// The whole comparison: recordings → plays in Node → the same in Chromium and on the chip. Comes in: options. Goes out: a
// report of what was compared, where it differed, what it costs, and what is wrong with it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ChipOptions } from "./arguments.ts";
import type { BuildOptions } from "./build-firmware.ts";
import { namedRecording, recordingsIn, virtualRecordings, type ChipRecording } from "./chip-recordings.ts";
import { compareBuilds, compareChromium, type BuildResult } from "./compare-places.ts";
import { countSamples } from "./counted-samples.ts";
import { ALL_BUILDS, describeBrokenLimits, FUSED_BUILD, QUICK_BUILDS, SHIPPED_BUILD } from "./limits.ts";
import { prepareRecording, type PreparedRecording } from "./prepare-plays.ts";
import { findToolChain } from "./tool-chain.ts";

/** What was compared and what came of it. */
export interface ChipReport {
  recordings: readonly PreparedRecording[];
  /** How many of them are of the folder; null when no folder was looked into. */
  developmentCount: number | null;
  builds: readonly BuildResult[];
  shipped: BuildResult;
  chromiumVersion: string;
  /** One sentence for each place and play that says something else than Node. */
  differences: readonly string[];
  /** One sentence for each limit that is broken, and for a comparison that could not have failed. */
  broken: readonly string[];
}

interface FoundRecordings {
  recordings: ChipRecording[];
  developmentCount: number | null;
}

async function findRecordings(options: ChipOptions): Promise<FoundRecordings> {
  const { recordingFiles, dataFolder, seed, isQuick } = options;
  if (recordingFiles.length > 0) {
    return { recordings: await Promise.all(recordingFiles.map(namedRecording)), developmentCount: null };
  }
  const recorded = dataFolder === null ? [] : recordingsIn(dataFolder);
  if (dataFolder !== null && recorded.length === 0) {
    throw new Error(
      `${dataFolder}: expected recordings (*.imu.csv, imu_*.csv), but found none; name files by --recording`,
    );
  }
  return {
    recordings: [...recorded, ...virtualRecordings(seed, isQuick)],
    developmentCount: dataFolder === null ? null : recorded.length,
  };
}

/** A comparison that finds the fused build equal compares nothing. */
function describeFused(builds: readonly BuildResult[]): string[] {
  const fused = builds.find(({ options }) => options === FUSED_BUILD);
  if (fused === undefined || fused.differences.length > 0) return [];
  return [
    "The build with -ffp-contract=fast says the same as Node: expected other bits, so that equal bits mean something",
  ];
}

function resultOf(builds: readonly BuildResult[], options: BuildOptions): BuildResult {
  const result = builds.find((build) => build.options === options);
  if (result === undefined) throw new Error(`expected a result of the build ${options.name}, but it was not built`);
  return result;
}

/** Throws an Error or InputError with one sentence when a recording or a tool cannot be used. */
export async function runChip(options: ChipOptions): Promise<ChipReport> {
  const found = await findRecordings(options);
  const tools = findToolChain();
  const wasmFile = fileURLToPath(import.meta.resolve("@solewise/gait/kernel.wasm"));
  const kernel = new Uint8Array(readFileSync(wasmFile));
  const module = new WebAssembly.Module(kernel);
  const recordings: PreparedRecording[] = [];
  for (const [index, recording] of found.recordings.entries()) {
    recordings.push(prepareRecording(await countSamples(recording, module), kernel, options.seed + index));
  }
  const chromium = await compareChromium(kernel, recordings);
  const wanted = options.isQuick ? QUICK_BUILDS : ALL_BUILDS;
  const builds = await compareBuilds(wanted, wasmFile, module, recordings, tools, options.atOnce);
  const shipped = resultOf(builds, SHIPPED_BUILD);
  return {
    recordings,
    developmentCount: found.developmentCount,
    builds,
    shipped,
    chromiumVersion: chromium.version,
    differences: [
      ...recordings.flatMap((recording) => recording.differences),
      ...chromium.differences,
      ...builds.filter((build) => build.options !== FUSED_BUILD).flatMap((build) => build.differences),
    ],
    broken: [...describeFused(builds), ...describeBrokenLimits(shipped)],
  };
}
