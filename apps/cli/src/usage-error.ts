// Wrong usage: the command line itself cannot be obeyed. Ends with exit code 2 and a hint of the right one.

/** Raised for a command line that makes no sense; the hint shows one that does. */
export class UsageError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = "UsageError";
    this.hint = hint;
  }
}
