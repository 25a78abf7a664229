// The Idempotency-Key of an entry of the outbox: the same in every repeat, another for another run, as an entry that moved
// with its run asks something else. docs/protocol/sync.md, "Repeats". // SYN18
import type { OutboxEntry } from "../store/sync-record.ts";

/** 73 characters. */
export function onceKey({ entryId, runId }: Pick<OutboxEntry, "entryId" | "runId">): string {
  return `${entryId}/${runId}`;
}
