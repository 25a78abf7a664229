// What the programs beside the server have in common: settings from the environment, relative paths from where the user
// stands, one plain message at the end of what cannot go on.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isStoreAway } from "../objects/object-store.ts";
import { EXIT_CANNOT_START, Refusal } from "../refusal.ts";
import { type Machine, readSettings, type Settings } from "../settings.ts";
import { VERSION } from "../version.ts";

const MACHINE: Machine = {
  isRoot: process.getuid?.() === 0,
  projectFolder: fileURLToPath(new URL("../../../..", import.meta.url)).replace(/[/\\]$/u, ""),
  workingFolder: process.env["INIT_CWD"] ?? process.cwd(),
  platform: process.platform,
};

/** The server's settings. Throws Refusal. */
export function settingsOfServer(): Settings {
  return readSettings(process.env, [], MACHINE);
}

/** A path as the user means it. */
export function pathFrom(text: string): string {
  return resolve(MACHINE.workingFolder, text);
}

/** A line for people that is not the result. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Bytes for people. */
export function shownBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["kB", "MB", "GB", "TB"];
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(1)} ${units[power - 1] ?? ""}`;
}

/** Runs a program to its end: --help, --version, its work, its exit code. A signal aborts `signal`; a second one ends at once. */
export async function runProgram(
  help: string,
  work: (args: readonly string[], signal: AbortSignal) => Promise<string>,
): Promise<never> {
  const args = process.argv.slice(2);
  const stopping = new AbortController();
  const stop = (): void => {
    if (stopping.signal.aborted) process.exit(EXIT_CANNOT_START);
    stopping.abort(new Refusal("Stopped."));
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, stop);
  try {
    if (args.includes("--version") || args.includes("-V")) process.stdout.write(`${VERSION}\n`);
    else if (args.includes("--help") || args.includes("-h")) process.stdout.write(help);
    else process.stdout.write(await work(args, stopping.signal));
    process.exit(0);
  } catch (thrown) {
    const told = isStoreAway(thrown) ? new Refusal(thrown.message) : thrown;
    const error: unknown = stopping.signal.aborted ? stopping.signal.reason : told;
    if (!(error instanceof Refusal)) throw error;
    tell(`solewise: ${error.message}`);
    process.exit(error.exitCode);
  }
}
