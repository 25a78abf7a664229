// Hears what changed at the server, page by page: a page and how far it goes are one transaction. SYN4, SYN8
import { ApiProblem } from "@solewise/client";
import { queueBring } from "../store/outbox.ts";
import { ACCOUNT_KEY, type SyncedRun } from "../store/sync-record.ts";
import { absorbDocument, absorbPurge, SYNC_DRAWERS } from "./absorb-document.ts";
import type { ChangesPage } from "./server-link.ts";
import type { SyncTools } from "./sync-tools.ts";

/** Takes everything there is. Rejects with ApiProblem; what was heard by then is kept. */
export async function pullChanges(tools: SyncTools): Promise<void> {
  let hasMore = true;
  while (hasMore) {
    tools.signal.throwIfAborted();
    const after = (await tools.store.shelf.get("account", ACCOUNT_KEY))?.cursor;
    if (after === undefined) return;
    try {
      const page = await tools.link.readChanges(after);
      await takePage(tools, after, page);
      ({ hasMore } = page);
    } catch (error) {
      if (!(error instanceof ApiProblem && error.code === "changes-ahead")) throw error;
      await startAnew(tools);
    }
  }
}

async function takePage({ store }: SyncTools, after: number, page: ChangesPage): Promise<void> {
  const isChange = page.runs.length + page.purged.length > 0;
  const isTaken = await store.shelf.transact(SYNC_DRAWERS, async (transaction) => {
    const account = await transaction.get("account", ACCOUNT_KEY);
    if (account?.isSignedIn !== true || account.cursor !== after) return false; // signed out, or somebody else has it
    for (const document of page.runs) await absorbDocument(transaction, document, store.outbox);
    for (const { runId } of page.purged) await absorbPurge(transaction, runId);
    const now = await transaction.get("account", ACCOUNT_KEY); // it counted entries meanwhile
    if (now === undefined) return false;
    await transaction.write([{ drawer: "account", key: ACCOUNT_KEY, value: { ...now, cursor: page.next } }]);
    return true;
  });
  if (isTaken && isChange) store.feed.announce();
}

/**
 * The server was put back to an older day: everything is heard anew, and every run of this device brought again, which is
 * harmless where it is there. // SYN8
 */
async function startAnew({ store }: SyncTools): Promise<void> {
  await store.shelf.transact(SYNC_DRAWERS, async (transaction) => {
    const account = await transaction.get("account", ACCOUNT_KEY);
    if (account === undefined) return;
    await transaction.write([{ drawer: "account", key: ACCOUNT_KEY, value: { ...account, cursor: 0 } }]);
    for (const synced of await transaction.list("synced")) {
      const { runId } = synced.document;
      const run = await transaction.get("runs", runId);
      const forgotten: SyncedRun = { ...synced, document: { ...synced.document, revision: 0 } };
      const value = run === undefined ? null : forgotten;
      await transaction.write([{ drawer: "synced", key: runId, value }]);
      if (run !== undefined && !synced.isPurged) await queueBring(transaction, run, store.outbox);
    }
  });
}
