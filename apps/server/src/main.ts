// The server's process: the only reader of the environment and the arguments. Comes in: both, and signals. Goes out: what
// the start prints on stdout, refusals and the log on stderr, an exit code.
import { enableCompileCache } from "node:module";
import { hostname, networkInterfaces } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serverLog } from "./logs/server-log.ts";
import { EXIT_CANNOT_START, Refusal } from "./refusal.ts";
import type { Surroundings } from "./serve.ts";
import { asksFor, type Machine, readSettings } from "./settings.ts";
import { announce, HELP } from "./terminal/announce.ts";
import { VERSION } from "./version.ts";

const MACHINE: Machine = {
  isRoot: process.getuid?.() === 0,
  projectFolder: fileURLToPath(new URL("../../..", import.meta.url)).replace(/[/\\]$/u, ""),
  workingFolder: process.env["INIT_CWD"] ?? process.cwd(),
  platform: process.platform,
};

/** Waits for the first signal to stop; a second one ends at once. */
function untilStopped(): Promise<undefined> {
  return new Promise((resolve) => {
    let stopping = false;
    const stop = (): void => {
      if (stopping) process.exit(EXIT_CANNOT_START);
      stopping = true;
      resolve(undefined);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  });
}

async function run(args: readonly string[]): Promise<void> {
  if (asksFor(args, "--help", "-h")) return void process.stdout.write(HELP);
  if (asksFor(args, "--version", "-V")) return void process.stdout.write(`${VERSION}\n`);
  const settings = readSettings(process.env, args, MACHINE);
  const stopped = untilStopped();
  const format = settings.logFormat ?? (process.stderr.isTTY ? "text" : "json");
  const log = serverLog(
    format,
    () => new Date(),
    (text) => void process.stderr.write(text),
  );
  const around: Surroundings = {
    now: () => new Date(),
    log: log.line,
    logRequest: log.request,
    readNetwork: () => ({ hostname: hostname(), interfaces: networkInterfaces() }),
  };
  // A second of modules that --help and a wrong setting do without; compiled code is kept, which halves it (measured).
  enableCompileCache(join(MACHINE.projectFolder, ".cache", "node"));
  const { serve } = await import("./serve.ts");
  const running = await serve(settings, around);
  process.stdout.write(announce(running, settings, around));
  const lost = await Promise.race([stopped, running.lost]);
  await running.close();
  if (lost !== undefined) throw lost;
}

process.stdout.on("error", () => undefined); // whoever read the start's lines may leave; the server stays
try {
  await run(process.argv.slice(2));
  process.exit(0);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`solewise: ${error.message}\n`);
  process.exit(error.exitCode);
}
