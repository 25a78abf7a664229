// A program of ours, started for a test and surely ended with it. Comes in: a module, arguments, environment. Goes out:
// what it prints, and its end.
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const LEASH = fileURLToPath(new URL("leave-with-parent.ts", import.meta.url));

/** How long a program may take to end by itself after SIGTERM, in ms. */
const END_TIME_MAX_MS = 5000;

/** How a program is started. */
export interface ProcessSetting {
  /** The module that Node runs. */
  module: string;
  arguments?: readonly string[];
  environment: Record<string, string | undefined>;
}

export class StartedProcess {
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private isEnded = false;
  private said = "";

  constructor(setting: ProcessSetting) {
    this.child = spawn(process.execPath, ["--import", LEASH, setting.module, ...(setting.arguments ?? [])], {
      env: setting.environment,
      stdio: ["pipe", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on("data", (chunk: Buffer) => (this.said += chunk.toString()));
    }
    this.child.stdin?.on("error", () => undefined); // it may end before we do
    this.ended = new Promise((resolve) => {
      const end = (): void => {
        this.isEnded = true;
        resolve();
      };
      this.child.on("close", end).on("error", (error) => {
        this.said += String(error);
        end();
      });
    });
  }

  /** The number of the process; −1 where it could not be started. */
  get pid(): number {
    return this.child.pid ?? -1;
  }

  /** Everything printed so far. */
  get output(): string {
    return this.said;
  }

  /** Waits until something printed matches. Throws an Error with the output when it ended or took too long. */
  async waitForOutput(pattern: RegExp, timeMaxMs: number): Promise<RegExpExecArray> {
    const deadlineMs = performance.now() + timeMaxMs;
    for (;;) {
      const match = pattern.exec(this.said);
      if (match !== null) return match;
      if (this.isEnded) throw new Error(`it ended before it printed ${pattern}:\n${this.said}`);
      if (performance.now() > deadlineMs) throw new Error(`not printed in ${timeMaxMs} ms: ${pattern}:\n${this.said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Asks it to end, makes it end when it does not, and waits for that. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (!this.isEnded) this.child.kill(signal);
    const force = setTimeout(() => this.child.kill("SIGKILL"), END_TIME_MAX_MS);
    await this.ended;
    clearTimeout(force);
  }
}
