// First answers by Idempotency-Key, as docs/protocol/sync.md has them under "Repeats": the same request gets the first answer
// again, another one under the same key is refused. Refusals are not kept.
import { ApiProblem } from "@solewise/client";

export class OnceAnswers {
  readonly #kept = new Map<string, { request: string; answer: unknown }>();

  /** Does the work once. */
  answer<Result>(key: string, request: readonly unknown[], work: () => Result): Result {
    const asked = JSON.stringify(request);
    const kept = this.#kept.get(key);
    if (kept === undefined) {
      const answer = structuredClone(work());
      this.#kept.set(key, { request: asked, answer });
      return answer;
    }
    if (kept.request !== asked)
      throw new ApiProblem(422, "idempotency-key-reused", `key ${key} was used for ${kept.request}, now for ${asked}`);
    return kept.answer as Result;
  }
}
