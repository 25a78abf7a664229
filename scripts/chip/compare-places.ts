// The same plays in Chromium and in every build of the chip's program, against Node. Comes in: prepared recordings. Goes out:
// where a place says something else, and what the builds cost.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildFirmware, type BuildOptions } from "./build-firmware.ts";
import type { PreparedPlay, PreparedRecording } from "./prepare-plays.ts";
import { runBoard } from "./run-board.ts";
import { runChromium } from "./run-chromium.ts";
import type { ToolChain } from "./tool-chain.ts";
import { translateKernel } from "./translate-kernel.ts";
import { describeDifference, type LargestCall, type PlayCost, type Transcript } from "./transcript.ts";

/** A largest call and where it happened. */
export interface LargestCallAt extends LargestCall {
  recording: string;
}

/** What one build of the chip's program said and cost. */
export interface BuildResult {
  options: BuildOptions;
  textBytes: number;
  staticBytes: number;
  stackBytes: number;
  sampleCount: number;
  instructionsPerSample: number;
  plain: LargestCallAt;
  closing: LargestCallAt;
  finish: LargestCallAt;
  differences: readonly string[];
}

function compare(place: string, plays: readonly PreparedPlay[], transcripts: readonly Transcript[]): string[] {
  return plays.flatMap(({ name, expected }, index) => {
    const found = transcripts[index];
    if (found === undefined) return [`${place}: ${name}: not played`];
    const difference = describeDifference(expected, found);
    return difference === null ? [] : [`${place}: ${name}: ${difference}`];
  });
}

/** Where Chromium differs from Node. */
export async function compareChromium(
  kernel: Uint8Array,
  recordings: readonly PreparedRecording[],
): Promise<{ differences: string[]; version: string }> {
  const plays = recordings.flatMap((recording) => recording.plays);
  const { transcripts, version } = await runChromium(
    kernel,
    plays.map(({ play }) => play),
  );
  return { differences: compare("Chromium", plays, transcripts), version };
}

function largest(
  plays: readonly PreparedPlay[],
  costs: readonly PlayCost[],
  kind: "plain" | "closing" | "finish",
): LargestCallAt {
  return costs
    .map((cost, index) => {
      const { recording = "", firstSampleIndex = 0 } = plays[index] ?? {};
      return { ...cost[kind], sampleIndex: firstSampleIndex + cost[kind].sampleIndex, recording };
    })
    .reduce((most, call) => (call.instructions > most.instructions ? call : most));
}

async function runBuild(
  options: BuildOptions,
  module: WebAssembly.Module,
  plays: readonly PreparedPlay[],
  folder: string,
  tools: ToolChain,
): Promise<BuildResult> {
  const { elfFile, textBytes } = await buildFirmware(options, module, folder, tools);
  const { transcripts, memory } = await runBoard(
    elfFile,
    plays.map(({ play }) => play),
    tools,
  );
  const costs = transcripts.flatMap(({ cost }) => (cost === null ? [] : [cost]));
  const sampleCount = costs.reduce((sum, cost) => sum + cost.sampleCount, 0);
  return {
    options,
    textBytes,
    ...memory,
    sampleCount,
    instructionsPerSample: costs.reduce((sum, cost) => sum + cost.instructions, 0) / sampleCount,
    plain: largest(plays, costs, "plain"),
    closing: largest(plays, costs, "closing"),
    finish: largest(plays, costs, "finish"),
    differences: compare(`chip ${options.name}`, plays, transcripts),
  };
}

/** Builds and plays, `atOnce` programs at a time; results in the order of the builds. */
export async function compareBuilds(
  builds: readonly BuildOptions[],
  wasmFile: string,
  module: WebAssembly.Module,
  recordings: readonly PreparedRecording[],
  tools: ToolChain,
  atOnce: number,
): Promise<BuildResult[]> {
  const folder = mkdtempSync(join(tmpdir(), "solewise-firmware-"));
  const plays = recordings.flatMap((recording) => recording.plays);
  try {
    await translateKernel(wasmFile, folder, tools);
    const results = new Map<BuildOptions, BuildResult>();
    const waiting = [...builds];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        results.set(next, await runBuild(next, module, plays, folder, tools));
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return builds.flatMap((build) => results.get(build) ?? []);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
