// Imports from their first moment to their result, so that none is lost or half done: announced, then their files
// stored, then run and strides in and the announcement out in one transaction. Rules STO4–STO6.
import { askToPersist } from "./room.ts";
import { type ImportRecord, judgeUnfinished, type UnfinishedImport } from "./import-record.ts";
import type { ImportOwner } from "./import-owner.ts";
import { OUTBOX_DRAWERS, queueBring } from "./outbox.ts";
import { removalChanges, resultChanges, RUN_DRAWERS, type RunStore } from "./run-store.ts";
import { type Change, type KeptSamples, slotKey } from "./shelf.ts";
import type { RunResult, StoredRun } from "./stored-run.ts";

/** How an import ended: with its run, with the run that was there already, or in another tab. */
export type ImportEnd = { kind: "imported" | "already"; runId: string } | { kind: "elsewhere" };

export class ImportJournal {
  readonly owner: ImportOwner;
  readonly #store: RunStore;

  constructor(store: RunStore, owner: ImportOwner) {
    this.#store = store;
    this.owner = owner;
  }

  /** Remembers that an import has begun. Rejects with NoRoomError. */
  async announce(record: ImportRecord): Promise<void> {
    await this.#store.shelf.write([{ drawer: "imports", key: record.runId, value: record }]);
  }

  /** Stores the files where the run will keep them; `files` are in the order of the record's feet. NoRoomError. */
  async storeFiles(record: ImportRecord, files: readonly KeptSamples[]): Promise<void> {
    const changes = record.feet.map(({ slot }, index): Change => ({
      drawer: "recordings",
      key: slotKey(record.runId, slot),
      value: files[index] ?? null,
    }));
    const stored: Change = { drawer: "imports", key: record.runId, value: { ...record, hasFiles: true } };
    await this.#store.shelf.write([...changes, stored], { onlyIf: { drawer: "imports", key: record.runId } });
  }

  /**
   * The run is in and its announcement out, at once; or nothing, since the same run is there: two tabs may end imports of
   * the same recordings at the same instant, so that is judged in the very transaction. NoRoomError.
   */
  async finish(result: RunResult): Promise<ImportEnd> {
    const { runId } = result.run;
    const key = contentKey(result.run);
    const { shelf, outbox } = this.#store;
    const end = await shelf.transact([...RUN_DRAWERS, ...OUTBOX_DRAWERS], async (transaction): Promise<ImportEnd> => {
      if ((await transaction.get("imports", runId)) === undefined) return { kind: "elsewhere" };
      const isSame = (run: StoredRun): boolean =>
        run.deletedAtMs === null && run.runId !== runId && contentKey(run) === key;
      const same = (await transaction.list("runs")).find(isSame);
      if (same !== undefined) return { kind: "already", runId: same.runId };
      await transaction.write([...resultChanges(result), { drawer: "imports", key: runId, value: null }]);
      await queueBring(transaction, result.run, outbox);
      return { kind: "imported", runId };
    });
    if (end.kind !== "imported") return end;
    void askToPersist();
    this.#store.feed.announce();
    return end;
  }

  /** Forgets an import and its files; a run that it became stays. */
  async abandon(runId: string): Promise<void> {
    const isThere = { drawer: "imports", key: runId } as const;
    if (await this.#store.shelf.write(removalChanges(runId), { onlyIf: isThere })) this.#store.feed.announce();
  }

  /** An import as it was announced, one attempt more on it; null when it is over. */
  async takeUp(runId: string): Promise<ImportRecord | null> {
    return this.#store.shelf.transact(["imports"], async (transaction) => {
      const record = await transaction.get("imports", runId);
      if (record === undefined) return null;
      const value = { ...record, attemptCount: record.attemptCount + 1 };
      await transaction.write([{ drawer: "imports", key: runId, value }]);
      return value;
    });
  }

  /** Imports that were interrupted and that no tab is working on. */
  async findUnfinished(): Promise<UnfinishedImport[]> {
    const found: UnfinishedImport[] = [];
    for (const record of await this.#store.shelf.getAll("imports")) {
      const release = await this.owner.take(record.runId);
      if (release === null) continue;
      release();
      found.push(judgeUnfinished(record));
    }
    return found;
  }
}

/** Same for runs of the same recordings, whichever foot they were taken for. */ // STO13
function contentKey({ feet, algorithm }: StoredRun): string {
  const hashes = feet.map(({ sha256 }) => sha256).toSorted();
  return [algorithm.version, ...hashes].join(" ");
}
