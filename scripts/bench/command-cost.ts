// What a command costs from start to exit: wall time and peak memory. In: program and arguments. Out: seconds and bytes,
// with standard output in a file, as a user would keep it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";

export interface CommandCost {
  wallSec: number;
  /** Largest resident set of a Node process among them; 0 of a command that is not Node. */
  peakBytes: number;
}

const PEAK_FILE = "SOLEWISE_BENCH_PEAK_FILE";

/**
 * Loaded before a Node program, by its address: notes the process's largest resident set (KiB) when it ends. Linux's own
 * mark, since resource usage would carry over that of the process which started it; where there is none, the latter.
 */
const NOTE_PEAK = `data:text/javascript,${encodeURIComponent(`
  import { appendFileSync, readFileSync } from "node:fs";
  import { isMainThread } from "node:worker_threads";
  function peakKib() {
    try {
      return /VmHWM:\\s*(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1];
    } catch {
      return process.resourceUsage().maxRSS;
    }
  }
  if (isMainThread) process.on("exit", () => appendFileSync(process.env.${PEAK_FILE}, peakKib() + "\\n"));
`)}`;

/** Runs a command once. Rejects when it fails. */
export async function measureCommand(command: string, args: readonly string[], outFile: string): Promise<CommandCost> {
  const peakFile = `${outFile}.peak`;
  const out = openSync(outFile, "w");
  const env = { ...process.env, [PEAK_FILE]: peakFile, NODE_OPTIONS: `--import "${NOTE_PEAK}"` };
  const startMs = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", out, "inherit"], env });
  const [code] = (await once(child, "exit")) as [number | null];
  const wallSec = (performance.now() - startMs) / 1000;
  closeSync(out);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")}: exit code ${code}`);
  return { wallSec, peakBytes: readPeak(peakFile) };
}

function readPeak(peakFile: string): number {
  try {
    const kibibytes = readFileSync(peakFile, "utf8").trim().split("\n").map(Number);
    rmSync(peakFile);
    return Math.max(...kibibytes) * 1024;
  } catch {
    return 0;
  }
}
