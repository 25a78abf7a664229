// What clients were told. Comes in: problems of requests. Goes out: each kind once, how often, and which were no clear error.
import type { ApiProblem } from "@solewise/client";

/** One kind of refusal. */
export interface ToldLine {
  status: number;
  code: string;
  sentence: string;
  count: number;
}

/** Codes that the client makes up where the server said nothing: no clear error while the server runs. */
const UNCLEAR_CODES: ReadonlySet<string> = new Set(["no-answer", "answer-cut-short", "no-server", "no-problem"]);

/** Whether somebody could act on it: the server's own code and sentence. */
function isClear({ status, code, sentence }: ToldLine): boolean {
  return !UNCLEAR_CODES.has(code) && code !== `http-${status}` && sentence.trim() !== "";
}

/** Collects. */
export class Told {
  readonly #lines = new Map<string, ToldLine>();
  /** Refusals that ask to come again, without saying when. */
  withoutWhenCount = 0;

  add({ status, code, message, retryAfterSec }: ApiProblem): void {
    const key = `${status} ${code}`;
    const line = this.#lines.get(key) ?? { status, code, sentence: message, count: 0 };
    this.#lines.set(key, { ...line, count: line.count + 1 });
    if ((status === 429 || status === 503 || status === 507) && retryAfterSec === null) this.withoutWhenCount += 1;
  }

  get lines(): ToldLine[] {
    return [...this.#lines.values()].toSorted((a, b) => b.count - a.count);
  }

  get count(): number {
    return this.lines.reduce((sum, { count }) => sum + count, 0);
  }

  /** Refusals that were no clear error, in words. */
  get problems(): string[] {
    const unclear = this.lines.filter((line) => !isClear(line));
    const words = unclear.map(
      ({ status, code, sentence, count }) => `no clear error: ${count} × ${status} ${code}: ${sentence}`,
    );
    return this.withoutWhenCount === 0
      ? words
      : [...words, `${this.withoutWhenCount} refusals do not say when to come again`];
  }
}
