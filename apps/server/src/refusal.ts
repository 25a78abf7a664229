// A start that cannot go on, told in plain words. Comes in: what was expected, what came, what to do. Goes out: the text
// for stderr and the exit code. // SRV5, SRV6

/** Exit code: the start failed for a reason outside the command line: a busy port, a folder, a certificate. */
export const EXIT_CANNOT_START = 1;
/** Exit code: a setting or argument is wrong. */
export const EXIT_WRONG_SETTING = 2;

/** Why the server does not start; `message` is for people and has no stack. */
export class Refusal extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT_CANNOT_START) {
    super(message);
    this.name = "Refusal";
    this.exitCode = exitCode;
  }
}

/** A wrong setting: what was expected, what came, what to do. */
export function wrongSetting(name: string, expected: string, came: string, remedy: string): Refusal {
  return new Refusal(`${name}: expected ${expected}; came ${came}. ${remedy}`, EXIT_WRONG_SETTING);
}

/** The system's code of a failed call (EADDRINUSE, EACCES, …), or undefined. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** A message without the stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
