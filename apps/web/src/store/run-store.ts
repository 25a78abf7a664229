// The runs of this device: list, read, rename, delete. Comes in: a shelf. Goes out: StoredRuns and their strides.
// Imports on their way are in import-journal.ts. Each change leaves its word for the server in its own transaction (SYN1).
import { cleanName, type Side } from "@solewise/terms";
import { v7 } from "uuid";
import type { ChangeFeed } from "./change-feed.ts";
import { areSamplesAwaited, OUTBOX_DRAWERS, type OutboxTools, queueEdits, queuePurge } from "./outbox.ts";
import type { FieldValues } from "./run-document.ts";
import {
  type Change,
  type DrawerName,
  footKey,
  type KeptSamples,
  type Shelf,
  slotKey,
  type Transaction,
} from "./shelf.ts";
import type { RunResult, StoredFoot, StoredRun, StoredStrides } from "./stored-run.ts";
import { ACCOUNT_KEY, type SyncAccount } from "./sync-record.ts";

/** A deleted run can be brought back this long, ms. */
export const UNDO_TIME_MS = 30 * 24 * 3600 * 1000;

const SIDES: readonly Side[] = ["left", "right"];

/** Bytes that a run takes on this device. */
export function runBytes(run: StoredRun): number {
  return run.feet.reduce((sum, foot) => sum + foot.keptBytes + foot.resultBytes, 0);
}

/** The changes that put strides in place; an absent foot's are removed. */
function strideChanges(runId: string, strides: RunResult["strides"]): Change[] {
  return SIDES.flatMap((side): Change[] => {
    const foot = strides[side];
    const key = footKey(runId, side);
    return [
      { drawer: "strides", key, value: foot?.words ?? null },
      { drawer: "paths", key, value: foot?.paths ?? null },
    ];
  });
}

/** The changes that put a run's record and strides in place. */
export function resultChanges({ run, strides }: RunResult): Change[] {
  return [{ drawer: "runs", key: run.runId, value: run }, ...strideChanges(run.runId, strides)];
}

/** The changes that remove everything of a run. */
export function removalChanges(runId: string): Change[] {
  return [
    { drawer: "runs", key: runId, value: null },
    { drawer: "imports", key: runId, value: null },
    ...[0, 1].map((slot): Change => ({ drawer: "recordings", key: slotKey(runId, slot), value: null })),
    ...SIDES.flatMap((side): Change[] => [
      { drawer: "strides", key: footKey(runId, side), value: null },
      { drawer: "paths", key: footKey(runId, side), value: null },
    ]),
  ];
}

/** Drawers that hold something of a run. */
export const RUN_DRAWERS: readonly DrawerName[] = ["runs", "strides", "paths", "recordings", "imports"];

/** Which side is in which slot. */
export function sidesOf({ feet }: StoredRun): FieldValues["sides"] {
  return Object.fromEntries(feet.map(({ slot, side }) => [String(slot), side]));
}

/** The sides of a run, where an analysis has other ones than before. */
function changedSides(after: StoredRun, before: StoredRun): Partial<FieldValues> {
  const isSame = after.feet.every(({ slot, side }) =>
    before.feet.some((foot) => foot.slot === slot && foot.side === side),
  );
  return isSame ? {} : { sides: sidesOf(after) };
}

/** A change of a run. */
interface RunChange {
  /** Null changes nothing. */
  change: (run: StoredRun) => StoredRun | null;
  /** Goes with it, all or none. */
  alongside?: readonly Change[];
  /** Judged in the same transaction. */
  unless?: (transaction: Transaction) => Promise<boolean>;
  /** What of it the server is to know. */
  fields?: (after: StoredRun, before: StoredRun) => Partial<FieldValues>;
}

export class RunStore {
  readonly shelf: Shelf;
  readonly feed: ChangeFeed;
  readonly outbox: OutboxTools;

  constructor(shelf: Shelf, feed: ChangeFeed, outbox: OutboxTools = { nowMs: () => Date.now(), newId: () => v7() }) {
    this.shelf = shelf;
    this.feed = feed;
    this.outbox = outbox;
  }

  /** All runs but deleted ones, newest first. */ // STO7
  async list(): Promise<StoredRun[]> {
    const runs = await this.shelf.getAll("runs");
    return runs.filter(({ deletedAtMs }) => deletedAtMs === null).sort(newestFirst);
  }

  /** Runs that were deleted and can be brought back, newest first. */
  async listDeleted(): Promise<StoredRun[]> {
    const runs = await this.shelf.getAll("runs");
    return runs.filter(({ deletedAtMs }) => deletedAtMs !== null).sort(newestFirst);
  }

  async get(runId: string): Promise<StoredRun | null> {
    return (await this.shelf.get("runs", runId)) ?? null;
  }

  /** A run with its strides and paths; null when there is none. */
  async getResult(runId: string): Promise<RunResult | null> {
    const run = await this.get(runId);
    if (run === null) return null;
    const strides: Partial<Record<Side, StoredStrides>> = {};
    for (const { side } of run.feet) {
      const words = await this.shelf.get("strides", footKey(runId, side));
      if (words === undefined) throw new Error(`the strides of run ${runId} are missing on this device`);
      strides[side] = { words, paths: (await this.shelf.get("paths", footKey(runId, side))) ?? null };
    }
    return { run, strides };
  }

  /** Kept samples of a foot; null when they were given up. */
  async getSamples(runId: string, slot: number): Promise<KeptSamples | null> {
    return (await this.shelf.get("recordings", slotKey(runId, slot))) ?? null;
  }

  /** Takes another name, cleaned; an empty name changes nothing. */ // STO19
  rename(runId: string, name: string): Promise<boolean> {
    const shown = cleanName(name);
    if (shown === "") return Promise.resolve(false);
    return this.#change(runId, { change: (run) => ({ ...run, name: shown }), fields: () => ({ name: shown }) });
  }

  /** Takes another start, which counts as chosen. */
  changeDate(runId: string, startedAtMs: number): Promise<boolean> {
    return this.#change(runId, {
      change: (run) => ({ ...run, startedAtMs, startSource: "chosen" }),
      fields: () => ({ startedAtUtc: new Date(startedAtMs).toISOString() }),
    });
  }

  /** Hides a run; it can be brought back until it is purged. */ // STO8
  delete(runId: string, nowMs: number): Promise<boolean> {
    return this.#change(runId, {
      change: (run) => ({ ...run, deletedAtMs: nowMs }),
      fields: () => ({ isDeleted: true }),
    });
  }

  /** Brings a deleted run back. */
  restore(runId: string): Promise<boolean> {
    return this.#change(runId, {
      change: (run) => ({ ...run, deletedAtMs: null }),
      fields: () => ({ isDeleted: false }),
    });
  }

  /**
   * Removes for good every run deleted longer ago than UNDO_TIME_MS, or all deleted ones; returns how many. What the
   * server knows is removed by its clock, not by this device's. // SYN9
   */
  async purge(nowMs: number, which: "expired" | "all" = "expired"): Promise<number> {
    const leastAgeMs = which === "all" ? -Infinity : UNDO_TIME_MS;
    const old = (await this.listDeleted()).filter(({ deletedAtMs }) => nowMs - (deletedAtMs ?? nowMs) >= leastAgeMs);
    const known = which === "all" ? [] : await this.shelf.getKeys("synced");
    const gone = old.filter(({ runId }) => !known.includes(runId));
    const isRemoved = await Promise.all(gone.map(({ runId }) => this.#removeDeleted(runId)));
    const count = isRemoved.filter(Boolean).length;
    if (count > 0) this.feed.announce();
    return count;
  }

  /** Removes one deleted run for good; false when it is not a deleted one. */
  async remove(runId: string): Promise<boolean> {
    const isRemoved = await this.#removeDeleted(runId);
    if (isRemoved) this.feed.announce();
    return isRemoved;
  }

  /**
   * Gives up a run's samples; figures and strides stay, sides can no longer be changed. False, and nothing is given up, while
   * the server waits for them. // STO9, SYN12
   */
  giveUpSamples(runId: string): Promise<boolean> {
    const gone = [0, 1].map((slot): Change => ({ drawer: "recordings", key: slotKey(runId, slot), value: null }));
    const change = (run: StoredRun): StoredRun => ({
      ...run,
      feet: run.feet.map((foot) => ({ ...foot, keptBytes: 0 })),
    });
    return this.#change(runId, {
      change,
      alongside: gone,
      unless: (transaction) => areSamplesAwaited(transaction, runId),
    });
  }

  /** Puts compressed samples in the place of plain ones; false when they were given up meanwhile. */
  replaceSamples(runId: string, slot: number, samples: KeptSamples): Promise<boolean> {
    const isPlain = (foot: StoredFoot): boolean => foot.slot === slot && foot.keptBytes > 0 && foot.keptAs === "plain";
    const change = (run: StoredRun): StoredRun | null => {
      if (!run.feet.some(isPlain)) return null;
      const compressed = { keptBytes: samples.blob.size, keptAs: "gzip" } as const;
      return { ...run, feet: run.feet.map((foot) => (isPlain(foot) ? { ...foot, ...compressed } : foot)) };
    };
    const alongside: Change[] = [{ drawer: "recordings", key: slotKey(runId, slot), value: samples }];
    return this.#change(runId, { change, alongside });
  }

  /** Replaces what an analysis found, in one transaction; what the runner chose stays. False when the run is gone. */
  replaceAnalysis({ run: analysed, strides }: RunResult): Promise<boolean> {
    const change = ({ name, startedAtMs, startSource, deletedAtMs, feet }: StoredRun): StoredRun => {
      const kept = (slot: number): Partial<StoredFoot> => {
        const { keptBytes, keptAs } = feet.find((foot) => foot.slot === slot) ?? { keptBytes: 0, keptAs: "plain" };
        return { keptBytes, keptAs };
      };
      const newFeet = analysed.feet.map((foot): StoredFoot => ({ ...foot, ...kept(foot.slot) }));
      return { ...analysed, name, startedAtMs, startSource, deletedAtMs, feet: newFeet };
    };
    const alongside = strideChanges(analysed.runId, strides);
    return this.#change(analysed.runId, { change, alongside, fields: changedSides });
  }

  /** Removes everything that is stored: runs, imports, shared files, and what is known of the server but `account`. */
  async clear(account: SyncAccount | null = null): Promise<void> {
    const drawers = [...RUN_DRAWERS, "inbox", "account", "outbox", "synced"] as const;
    const changes: Change[] = [];
    for (const drawer of drawers) {
      for (const key of await this.shelf.getKeys(drawer)) changes.push({ drawer, key, value: null });
    }
    if (account !== null) changes.push({ drawer: "account", key: ACCOUNT_KEY, value: account });
    await this.shelf.write(changes);
    this.feed.announce();
  }

  #removeDeleted(runId: string): Promise<boolean> {
    return this.shelf.transact([...RUN_DRAWERS, ...OUTBOX_DRAWERS], async (transaction) => {
      const run = await transaction.get("runs", runId);
      if (run === undefined || run.deletedAtMs === null) return false;
      await transaction.write(removalChanges(runId));
      await queuePurge(transaction, runId, this.outbox);
      return true;
    });
  }

  async #change(runId: string, { change, alongside = [], unless, fields }: RunChange): Promise<boolean> {
    const isDone = await this.shelf.transact([...RUN_DRAWERS, ...OUTBOX_DRAWERS], async (transaction) => {
      const before = await transaction.get("runs", runId);
      const after = before === undefined ? null : change(before);
      if (before === undefined || after === null) return false;
      if (unless !== undefined && (await unless(transaction))) return false;
      await transaction.write([{ drawer: "runs", key: runId, value: after }, ...alongside]);
      if (fields !== undefined) await queueEdits(transaction, after, fields(after, before), this.outbox);
      return true;
    });
    if (isDone) this.feed.announce();
    return isDone;
  }
}

function newestFirst(a: StoredRun, b: StoredRun): number {
  return b.startedAtMs - a.startedAtMs || (a.runId < b.runId ? 1 : -1);
}
