// Leaving without a trace: folders and files that must not outlive this process, on every way out of it.
// Comes in: paths. Goes out: their removal at exit, Ctrl-C, SIGTERM and SIGHUP with the shell's exit codes.
import { rmSync } from "node:fs";
import { constants } from "node:os";
import { InputError } from "@solewise/terms";
import { describeFileFailure } from "./file-failure.ts";

const doomed = new Set<string>();

function removeDoomed(): void {
  for (const path of doomed) rmSync(path, { recursive: true, force: true });
  doomed.clear();
}

/** Removes a file or folder when the process ends, however it ends (but kill -9). */ // CLI9
export function removeAtExit(path: string): void {
  doomed.add(path);
}

/** Removes it now. */
export function removeNow(path: string): void {
  rmSync(path, { recursive: true, force: true });
  doomed.delete(path);
}

/** The file is whole and has its final name: it stays. */
export function keepAtExit(path: string): void {
  doomed.delete(path);
}

/** Makes exits and signals clean up. A second signal, or one from terminal and parent at once, changes nothing. */
export function cleanUpAtExit(): void {
  process.on("exit", removeDoomed);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal])); // CLI8
  }
}

/** Standard output that takes no more: a reader that has seen enough (`| head`) ends us quietly, a full disk does not. */
export function leaveOnLostOutput(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0); // CLI7
    if (stream === process.stdout) {
      const { came, remedy } = describeFileFailure(error);
      const place = { file: "standard output", line: null };
      process.stderr.write(`solewise: ${new InputError(place, "to write all of it", came, remedy).message}\n`);
    }
    process.exit(1); // CLI1
  });
}
