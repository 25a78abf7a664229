// The real command, started as a user starts it. Comes in: arguments. Goes out: exit code, stdout, stderr.
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The command's file. */
export const BIN = fileURLToPath(new URL("../../bin/solewise.js", import.meta.url));

export interface RunOptions {
  /** Variables on top of a clean environment. */
  env?: Record<string, string>;
  cwd?: string;
  /** Text for standard input. */
  input?: string;
  /** The Node that starts it; default this one. */
  node?: string;
  /** The file that is started; default BIN. */
  bin?: string;
}

export interface RunResult {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Starts the command with pipes on all three streams. */
export function startSolewise(args: string[], options: RunOptions = {}): ChildProcess {
  const { PATH = "", HOME = "", TMPDIR = "/tmp" } = process.env;
  return spawn(options.node ?? process.execPath, [options.bin ?? BIN, ...args], {
    cwd: options.cwd,
    env: { PATH, HOME, TMPDIR, LANG: "C.UTF-8", ...options.env },
  });
}

/** Waits for a started command. */
export function waitForEnd(child: ChildProcess, input = ""): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    let [stdout, stderr] = ["", ""];
    child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("error", reject);
    child.on("close", (exitCode, signal) => resolve({ exitCode, signal, stdout, stderr }));
    child.stdin?.on("error", () => undefined); // a command that refuses early does not read
    child.stdin?.end(input);
  });
}

/** Runs the command to its end. */
export function runSolewise(args: string[], options: RunOptions = {}): Promise<RunResult> {
  return waitForEnd(startSolewise(args, options), options.input);
}
