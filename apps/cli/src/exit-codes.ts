// Exit codes, DESIGN §4, and the one place where an error becomes a sentence on stderr.
import { InputError } from "@solewise/terms";
import { UsageError } from "./usage-error.ts";
import { printable } from "./terminal/text.ts";

export const EXIT_DONE = 0;
/** The input cannot be used, or (with a stack) a defect of ours. */
export const EXIT_INPUT = 1;
export const EXIT_USAGE = 2;

function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === "string";
}

/** What stderr says of an error, and the code to exit with. */ // CLI1
export function describeFailure(error: unknown): { text: string; exitCode: number } {
  if (error instanceof UsageError) {
    return { text: `solewise: ${printable(error.message)}\nTry: ${error.hint}\n`, exitCode: EXIT_USAGE };
  }
  if (error instanceof InputError || isFileSystemError(error)) {
    return { text: `solewise: ${printable(error.message)}\n`, exitCode: EXIT_INPUT };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `solewise: this is a defect of ours, please report it:\n${stack}\n`, exitCode: EXIT_INPUT };
}
