// `solewise demo`: recordings of the virtual runner as files, and what to do with them.
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { type VirtualRunnerPreset, virtualRunnerPresets } from "@solewise/simulate";
import { InputError } from "@solewise/terms";
import { describeFileFailure } from "../terminal/file-failure.ts";
import { chooseWidthColumns } from "../terminal/screen.ts";
import { wrapText } from "../terminal/text.ts";
import { UsageError } from "../usage-error.ts";
import { demoPaths, writeDemoFiles } from "./demo-files.ts";
import { makeVirtualRun } from "./virtual-run.ts";

/** Options as commander hands them over. */
export interface DemoOptions {
  out: string;
  seed: number;
  preset: string;
  sampleRateHz: number;
  durationSec?: number;
  force?: true;
  list?: true;
}

/** The preset of that name. Throws UsageError that names the ones there are. */
export function findPreset(name: string): VirtualRunnerPreset {
  const names = Object.keys(virtualRunnerPresets) as VirtualRunnerPreset[];
  const found = names.find((preset) => preset === name);
  if (found !== undefined) return found;
  throw new UsageError(
    `There is no preset "${name}"; there are ${names.join(", ")}.`,
    "solewise demo --preset easy-run",
  );
}

function refuseToReplace(paths: string[]): void {
  const [there] = paths.filter((path) => existsSync(path));
  if (there === undefined) return;
  throw new UsageError(
    `${there} is there already, and nothing was written.`,
    "solewise demo --force, or another --out FOLDER",
  );
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const isFile = (error as NodeJS.ErrnoException).code === "EEXIST";
    const came = isFile ? "a file of that name" : describeFileFailure(error).came;
    throw new InputError({ file: folder, line: null }, "a folder to write to", came, "name another folder with --out");
  }
}

function quoted(path: string): string {
  return /^[\w./-]+$/u.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/** Runs the command. Throws UsageError and InputError; nothing is written then. */ // CLI16, CLI17
export async function demoCommand(options: DemoOptions): Promise<void> {
  if (options.list === true) {
    process.stdout.write(`${Object.keys(virtualRunnerPresets).join("\n")}\n`);
    return;
  }
  const preset = findPreset(options.preset);
  const paths = demoPaths(options.out, preset);
  if (options.force !== true) refuseToReplace([paths.left, paths.right, paths.truth]);
  await makeFolder(options.out);
  const { seed, sampleRateHz, durationSec = null } = options;
  const request = { preset, seed, sampleRateHz, durationSec };
  const run = await makeVirtualRun(request);
  await writeDemoFiles(paths, run, request);
  const columns = chooseWidthColumns(process.env, {
    isTerminal: process.stdout.isTTY,
    columns: process.stdout.columns,
  });
  const say =
    `Nobody ran this: a virtual runner made ${(run.truth.distanceMeters / 1000).toFixed(2)} km in ` +
    `${(run.truth.durationSec / 60).toFixed(1)} min. What each stride truly was is in ${paths.truth}. Next:`;
  const lines = [paths.left, paths.right, paths.truth, "", ...wrapText(say, columns)];
  process.stdout.write(`${lines.join("\n")}\n  solewise analyze ${quoted(paths.left)} ${quoted(paths.right)}\n`);
}
