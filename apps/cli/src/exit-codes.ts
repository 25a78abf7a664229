// Exit codes, DESIGN §4, and the one place where an error becomes a sentence on stderr.
import { InputError } from "@solewise/terms";
import { ServerFailure } from "./server/server-failure.ts";
import { describeFileFailure, isFileSystemError } from "./terminal/file-failure.ts";
import { printable } from "./terminal/text.ts";
import { UsageError } from "./usage-error.ts";

export const EXIT_DONE = 0;
/** The input cannot be used, the server would not, or (with a stack) a defect of ours. */
const EXIT_INPUT = 1;
export const EXIT_USAGE = 2;

/** What stderr says of an error, and the code to exit with. */ // CLI1
export function describeFailure(error: unknown): { text: string; exitCode: number } {
  if (error instanceof UsageError) {
    return { text: `solewise: ${printable(error.message)}\nTry: ${error.hint}\n`, exitCode: EXIT_USAGE };
  }
  if (error instanceof ServerFailure) return { text: `solewise: ${printable(error.message)}\n`, exitCode: EXIT_INPUT };
  if (error instanceof InputError) return { text: `solewise: ${printable(error.message)}\n`, exitCode: EXIT_INPUT };
  if (isFileSystemError(error)) {
    const place = { file: error.path ?? "a file", line: null };
    const { came, remedy } = describeFileFailure(error);
    return describeFailure(new InputError(place, "a file that can be used", came, remedy));
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `solewise: this is a defect of ours, please report it:\n${stack}\n`, exitCode: EXIT_INPUT };
}
