// Runs the chip's program in QEMU's Cortex-M4F. Comes in: an ELF file, plays. Goes out: their transcripts and the board's
// memory. QEMU ends with this process, however that ends: by a deadline, by the kernel's hand where Linux has setpriv, and
// by a limit of CPU time everywhere.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram } from "../test/tools/test-tools.ts";
import type { ToolChain } from "./tool-chain.ts";
import { readBoardTranscripts, type BoardMemory, type Transcript } from "./transcript.ts";

/** One instruction takes one nanosecond of the board's time, and nothing waits for the machine's clock. */
const EMULATOR_OPTIONS = [
  ..."-M mps2-an386 -icount shift=0 -display none -monitor none -serial none".split(" "),
  ..."-semihosting-config enable=on,target=native -kernel".split(" "),
];

/** Longest that a run may take, of CPU time and by the clock, s. */
const RUN_TIME_MAX_SEC = 600;

/** What the board's exit codes say (firmware/boards/mps2/board.h). */
const EXIT_WORDS = new Map([
  [2, "it could not open play.bin"],
  [3, "it could not write transcript.bin; is the disk full?"],
  [4, "play.bin ended early"],
  [5, "play.bin holds no play it knows; play.ts and play-recordings.c differ"],
  [6, "kernel.wasm speaks another ABI than firmware/src/gait-kernel.h"],
  [9, "a fault of the processor: the stack is too small, or an address is wrong"],
  [17, "the kernel trapped: an address outside its memory"],
  [18, "the kernel trapped: an integer overflow"],
  [19, "the kernel trapped: a division by zero"],
  [20, "the kernel trapped: a number that no integer holds"],
  [21, "the kernel trapped: code that is never reached"],
]);

/** What a program made of plays. */
export interface BoardRun {
  transcripts: Transcript[];
  memory: BoardMemory;
}

/** Throws an Error that says how the board ended when it did not end well. */
export async function runBoard(elfFile: string, plays: readonly Uint8Array[], tools: ToolChain): Promise<BoardRun> {
  const folder = mkdtempSync(join(tmpdir(), "solewise-board-"));
  try {
    const count = new Uint8Array(Uint32Array.of(plays.length).buffer);
    writeFileSync(join(folder, "play.bin"), Buffer.concat([count, ...plays]));
    await emulate(elfFile, folder, tools);
    return readBoardTranscripts(new Uint8Array(readFileSync(join(folder, "transcript.bin"))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs an ELF file with `folder` as the place of its files; throws as runBoard does. */
export function emulate(elfFile: string, folder: string, tools: ToolChain): Promise<void> {
  const emulator = [tools.emulator, ...EMULATOR_OPTIONS, elfFile];
  const leash = findProgram("setpriv");
  const command = leash === null ? emulator : [leash, "--pdeathsig", "KILL", ...emulator];
  const limited = ["-c", `ulimit -t ${RUN_TIME_MAX_SEC}; exec "$@"`, "sh", ...command];
  return new Promise((resolve, reject) => {
    const child = spawn("/bin/sh", limited, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
    const kill = (): boolean => child.kill("SIGKILL");
    const deadline = setTimeout(kill, RUN_TIME_MAX_SEC * 1000);
    process.once("exit", kill);
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(deadline);
      process.off("exit", kill);
      if (code === 0) resolve();
      else reject(new Error(`The board ended badly: ${describeEnd(code, signal)}${said === "" ? "" : `\n${said}`}`));
    });
  });
}

function describeEnd(code: number | null, signal: string | null): string {
  if (code === null) return `QEMU was ended by ${signal}; it may take ${RUN_TIME_MAX_SEC} s`;
  return EXIT_WORDS.get(code) ?? `exit code ${code}`;
}
