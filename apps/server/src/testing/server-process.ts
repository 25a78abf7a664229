// The real server, started as a user starts it. Comes in: arguments and variables. Goes out: what it printed, its port, its
// end.
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

export interface ServerEnd {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface ServerProcess {
  child: ChildProcess;
  end: Promise<ServerEnd>;
  /** Waits for the last line of a start; rejects when it ended before. */
  started: Promise<{ stdout: string; port: number }>;
}

/** Starts it with PORT=0 unless told otherwise. */
export function startProcess(args: readonly string[], env: Record<string, string>): ServerProcess {
  const { PATH = "", TMPDIR = "/tmp" } = process.env;
  const variables = { PATH, TMPDIR, LANG: "C.UTF-8", PORT: "0", ...env };
  const child = spawn(process.execPath, [MAIN, ...args], { env: variables, stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const end = new Promise<ServerEnd>((resolve) => {
    child.on("close", (exitCode, signal) => resolve({ exitCode, signal, stdout, stderr }));
  });
  const started = new Promise<{ stdout: string; port: number }>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
      const port = Number(/Listening .*?:(\d+)(?:,|\n)/u.exec(stdout)?.[1]);
      if (/Stop .*\n/u.test(stdout)) resolve({ stdout, port });
    });
    child.on("close", () => reject(new Error(`ended before it started: ${stderr}`)));
  });
  started.catch(() => undefined); // a test that only waits for the end
  return { child, end, started };
}
