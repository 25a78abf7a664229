// What a server would not do, or could not be asked. Ends with exit code 1 and one sentence.

/** One sentence: what happened, what to do. */
export class ServerFailure extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "ServerFailure";
  }
}
