// A write that may be sent again: one transaction with the runner's clock locked, and the answer kept in it under the request's
// Idempotency-Key. Comes in: who asks, what, and the work. Goes out: the answer, the first one for a repeat. // RNS10
import { inTransaction } from "../../database/transaction.ts";
import type { DatabaseTransaction } from "../../database/tables.ts";
import { Problem } from "../../http/problem.ts";
import { lockClock } from "../../store/change-clock.ts";
import { insertAnswer, readAnswer } from "../../store/idempotency-rows.ts";
import type { RunServices } from "./run-services.ts";

/** An answer as it is sent. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** JSON text; empty for none. */
  body: string;
}

/** What is known of a request before it is done. */
export interface OnceRequest {
  runnerId: string;
  /** null: repeats are harmless by themselves. */
  idempotencyKey: string | null;
  /** SHA-256 over everything that makes it this request. */
  requestSha256: Buffer;
}

/**
 * Does the work in a transaction that holds the runner's clock from its beginning. What it throws rolls back, and no answer is
 * kept. Throws Problem 422 when the key was used for another request.
 */
export function answerOnce(
  services: Pick<RunServices, "database" | "now">,
  { runnerId, idempotencyKey, requestSha256 }: OnceRequest,
  work: (transaction: DatabaseTransaction) => Promise<Answer>,
): Promise<Answer> {
  return inTransaction(services.database, async (transaction) => {
    await lockClock(transaction, runnerId);
    if (idempotencyKey === null) return work(transaction);
    const kept = await readAnswer(transaction, runnerId, idempotencyKey);
    if (kept !== null) {
      if (!kept.request_sha256.equals(requestSha256))
        throw new Problem(422, "idempotency-key-reused", "This Idempotency-Key was used for another request.");
      return { status: kept.status, headers: kept.headers as Answer["headers"], body: kept.body };
    }
    const answer = await work(transaction);
    await insertAnswer(transaction, {
      runner_id: runnerId,
      key: idempotencyKey,
      request_sha256: requestSha256,
      status: answer.status,
      headers: JSON.stringify(answer.headers),
      body: answer.body,
      created_at: services.now(),
    });
    return answer;
  });
}
