// Runs of the account that this device cannot show, as the server has found nothing of them yet or refuses their recordings.
// Comes in: the store, a server. Goes out: what is known of them; asking for the analysis again, deleting. SYN19
import { entriesOf, OUTBOX_DRAWERS, queueEdit } from "../store/outbox.ts";
import type { RunDocument } from "../store/run-document.ts";
import type { RunStore } from "../store/run-store.ts";
import type { OutboxEntry, SyncedRun } from "../store/sync-record.ts";
import { absorbDocument, SYNC_DRAWERS } from "./absorb-document.ts";
import type { SyncTools } from "./sync-tools.ts";

/** Whether the run is deleted, as far as this device knows. */
function isDeleted({ runId, deletedAtUtc }: RunDocument, outbox: readonly OutboxEntry[]): boolean {
  const asked = outbox.findLast(
    (entry) => entry.runId === runId && entry.task.kind === "edit" && entry.task.field === "isDeleted",
  );
  return asked?.task.kind === "edit" ? asked.task.value === true : deletedAtUtc !== null;
}

/** Those of the server's runs that have no figures and are not here, newest first. */
export function serverRuns(
  synced: readonly SyncedRun[],
  localRunIds: readonly string[],
  outbox: readonly OutboxEntry[],
): RunDocument[] {
  const local = new Set(localRunIds);
  const inOrder = outbox.toSorted((a, b) => a.number - b.number);
  return synced
    .filter(({ isPurged, document: { runId, analysis } }) => !isPurged && analysis === null && !local.has(runId))
    .map(({ document }) => document)
    .filter((document) => !isDeleted(document, inOrder))
    .toSorted((a, b) => Date.parse(b.startedAtUtc) - Date.parse(a.startedAtUtc));
}

/** Reads them. */
export async function readServerRuns({ shelf }: RunStore): Promise<RunDocument[]> {
  return serverRuns(await shelf.getAll("synced"), await shelf.getKeys("runs"), await shelf.getAll("outbox"));
}

/** Asks the server to analyse a run again, now. Rejects with ApiProblem. */
export async function askAnalysis({ store, link }: Pick<SyncTools, "store" | "link">, runId: string): Promise<void> {
  const revision = (await store.shelf.get("synced", runId))?.document.revision ?? 0;
  const document = await link.analyseAgain(runId, `analyse/${runId}/${revision}`); // asked twice of one failure is once
  await store.shelf.transact(SYNC_DRAWERS, (transaction) => absorbDocument(transaction, document, store.outbox));
  store.feed.announce();
}

/** Deletes such a run, or brings it back: an edit like any other. */
export async function markServerRun(store: RunStore, runId: string, value: boolean): Promise<void> {
  await store.shelf.transact(OUTBOX_DRAWERS, async (transaction) => {
    const baseRevision = (await transaction.get("synced", runId))?.document.revision ?? 0;
    const entries = await entriesOf(transaction, runId);
    await queueEdit(transaction, entries, { runId, field: "isDeleted", value, baseRevision }, store.outbox);
  });
  store.feed.announce();
}
