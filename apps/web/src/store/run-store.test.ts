// Runs and imports on the shelf in memory, which is the app's own where browsers refuse a database.
import { beforeEach, describe, expect, it } from "vitest";
import { ChangeFeed } from "./change-feed.ts";
import { type ImportEnd, ImportJournal } from "./import-journal.ts";
import type { ImportRecord } from "./import-record.ts";
import type { ImportOwner } from "./import-owner.ts";
import { listInbox } from "./inbox.ts";
import { MemoryShelf } from "./memory-shelf.ts";
import { RunStore, UNDO_TIME_MS } from "./run-store.ts";
import { measureStorage } from "./storage-usage.ts";
import type { RunResult, StoredFoot, StoredRun } from "./stored-run.ts";

const DAY_MS = 24 * 3600 * 1000;

function footOf(side: "left" | "right", slot: number, sha256: string): StoredFoot {
  const signal = { firstSampleSec: 0, lastSampleSec: 10 };
  const recording = { file: `${side}.csv`, side, signal } as unknown as StoredFoot["recording"];
  const bytes = { sizeBytes: 1000, keptBytes: 1000, keptAs: "plain", resultBytes: 96 } as const;
  return { side, sideSource: "recording", fileName: `${side}.csv`, sha256, strideCount: 1, recording, slot, ...bytes };
}

function resultOf(runId: string, more: Partial<StoredRun> = {}): RunResult {
  const run = {
    runId,
    name: runId,
    createdAtMs: 0,
    startedAtMs: 0,
    startSource: "chosen",
    timeZone: "UTC",
    demo: null,
    deletedAtMs: null,
    algorithm: { version: "1", packId: "p", accRangeG: 16, gyrRangeDps: 2000 },
    feet: [footOf("left", 0, "aa"), footOf("right", 1, "bb")],
    ...more,
  } as unknown as StoredRun;
  const strides = { words: Int32Array.of(1, 2, 3), paths: Int16Array.of(4, 5) };
  return { run, strides: { left: strides, right: strides } };
}

function recordOf({ run }: RunResult, more: Partial<ImportRecord> = {}): ImportRecord {
  const { runId, name, startedAtMs, startSource, timeZone, demo, createdAtMs } = run;
  const feet = run.feet.map(({ fileName, sizeBytes, side, sideSource, slot }) => ({
    fileName,
    sizeBytes,
    side,
    sideSource,
    slot,
    lastModifiedMs: 0,
  }));
  const known = { runId, name, startedAtMs, startSource, timeZone, demo, createdAtMs, feet };
  return { ...known, hasFiles: false, attemptCount: 1, ...more };
}

/** Other tabs work on these. */
class SomeOwned implements ImportOwner {
  readonly owned = new Set<string>();

  take(runId: string): Promise<(() => void) | null> {
    return Promise.resolve(this.owned.has(runId) ? null : () => undefined);
  }
}

let shelf: MemoryShelf;
let runs: RunStore;
let owner: SomeOwned;
let imports: ImportJournal;
let changeCount: number;
let channelCount = 0;

beforeEach(() => {
  shelf = new MemoryShelf();
  runs = new RunStore(shelf, new ChangeFeed(`test-runs-${++channelCount}`));
  owner = new SomeOwned();
  imports = new ImportJournal(runs, owner);
  changeCount = 0;
  runs.feed.subscribe(() => (changeCount += 1));
});

const samples = () => ({ blob: new Blob(["time_s"]), fileName: "left.csv" });

/** A run as an import leaves it. */
async function importWhole(result: RunResult): Promise<ImportEnd> {
  const record = recordOf(result);
  await imports.announce(record);
  await imports.storeFiles(record, [samples(), samples()]);
  return imports.finish(result);
}

async function counts(): Promise<number[]> {
  const drawers = ["runs", "strides", "paths", "recordings", "imports"] as const;
  return Promise.all(drawers.map(async (drawer) => (await shelf.getKeys(drawer)).length));
}

describe("imports", () => {
  it("[STO4] [STO5] keep their files where the run will have them, and end in one step", async () => {
    const result = resultOf("a");
    const record = recordOf(result);
    await imports.announce(record);
    expect(await counts()).toEqual([0, 0, 0, 0, 1]);
    await imports.storeFiles(record, [samples(), samples()]);
    expect(await counts()).toEqual([0, 0, 0, 2, 1]);
    expect(await imports.finish(result)).toEqual({ kind: "imported", runId: "a" });
    expect(await counts()).toEqual([1, 2, 2, 2, 0]);
    expect(await imports.finish(resultOf("a", { name: "again" })), "a second end").toEqual({ kind: "elsewhere" });
    expect((await runs.get("a"))?.name).toBe("a");
    await imports.abandon("a");
    expect(await counts(), "a finished run is not given up").toEqual([1, 2, 2, 2, 0]);
  });

  it("[STO5] leave nothing when they are given up, not even files that come later", async () => {
    const record = recordOf(resultOf("a"));
    await imports.announce(record);
    await imports.storeFiles(record, [samples(), samples()]);
    await imports.abandon("a");
    await imports.storeFiles(record, [samples(), samples()]);
    expect(await counts()).toEqual([0, 0, 0, 0, 0]);
  });

  it("[STO6] are told as resumable, stuck or lost when no tab works on them", async () => {
    for (const runId of ["alive", "lost", "resumable", "stuck"]) {
      const hasFiles = runId !== "lost";
      await imports.announce(recordOf(resultOf(runId), { hasFiles, attemptCount: runId === "stuck" ? 2 : 1 }));
    }
    owner.owned.add("alive");
    const found = await imports.findUnfinished();
    expect(found.map(({ state }) => state)).toEqual(["lost", "resumable", "stuck"]);
    expect(found[0]?.fileNames).toEqual(["left.csv", "right.csv"]);
    expect((await imports.takeUp("resumable"))?.attemptCount).toBe(2);
    expect(await imports.takeUp("unknown")).toBeNull();
  });

  it("[STO13] of the same recordings by the same algorithm are one run", async () => {
    const already = { kind: "already", runId: "old" };
    expect(await importWhole(resultOf("old"))).toEqual({ kind: "imported", runId: "old" });
    expect(await importWhole(resultOf("new", { feet: [footOf("left", 1, "bb"), footOf("right", 0, "aa")] }))).toEqual(
      already,
    );
    expect((await counts())[0]).toBe(1);
    expect((await importWhole(resultOf("one foot", { feet: [footOf("left", 0, "aa")] }))).kind).toBe("imported");
    const newer = { algorithm: { version: "2", packId: "p", accRangeG: 16, gyrRangeDps: 2000 } };
    expect((await importWhole(resultOf("newer", newer))).kind).toBe("imported");
    expect(await importWhole(resultOf("newest"))).toEqual(already);
    await runs.delete("old", 1);
    expect((await importWhole(resultOf("newest"))).kind).toBe("imported");
  });
});

describe("runs", () => {
  it("[STO7] are listed newest first, without deleted ones", async () => {
    for (const [runId, startedAtMs] of Object.entries({ a: 1, b: 3, c: 2 })) {
      await importWhole(resultOf(runId, { startedAtMs, feet: [footOf("left", 0, runId)] }));
    }
    expect((await runs.list()).map(({ runId }) => runId)).toEqual(["b", "c", "a"]);
    await runs.delete("c", 5);
    expect((await runs.list()).map(({ runId }) => runId)).toEqual(["b", "a"]);
    await runs.changeDate("a", 9);
    expect((await runs.list())[0]).toMatchObject({ runId: "a", startSource: "chosen" });
  });

  it("[STO8] come back after deleting, until they are purged with everything", async () => {
    await importWhole(resultOf("a"));
    await runs.delete("a", DAY_MS);
    expect((await runs.listDeleted()).map(({ runId }) => runId)).toEqual(["a"]);
    await runs.restore("a");
    expect(await runs.list()).toHaveLength(1);
    await runs.delete("a", DAY_MS);
    expect(await runs.purge(UNDO_TIME_MS)).toBe(0);
    expect(await runs.purge(UNDO_TIME_MS + DAY_MS)).toBe(1);
    expect(await counts()).toEqual([0, 0, 0, 0, 0]);
    await importWhole(resultOf("b"));
    await runs.delete("b", DAY_MS);
    expect(await runs.purge(DAY_MS, "all")).toBe(1);
  });

  it("[STO9] give up or compress samples, and keep all else", async () => {
    await importWhole(resultOf("a"));
    const gzip = { blob: new Blob(["gz"]), fileName: "left.csv" };
    expect(await runs.replaceSamples("a", 0, gzip)).toBe(true);
    expect(await runs.replaceSamples("a", 0, gzip), "compressed already").toBe(false);
    expect((await runs.get("a"))?.feet).toMatchObject([{ keptBytes: 2, keptAs: "gzip" }, { keptBytes: 1000 }]);
    await runs.giveUpSamples("a");
    expect(await runs.replaceSamples("a", 1, gzip), "given up meanwhile").toBe(false);
    expect(await counts()).toEqual([1, 2, 2, 0, 0]);
    expect((await runs.getResult("a"))?.strides.left?.words).toEqual(Int32Array.of(1, 2, 3));
  });

  it("[STO9] [STO19] [WRK12] take a new analysis without losing what the runner chose", async () => {
    await importWhole(resultOf("a"));
    await runs.rename("a", "  \u202eMi\u0000ne\u202c ");
    await runs.giveUpSamples("a");
    const swapped = resultOf("a", { name: "old", feet: [footOf("left", 1, "bb"), footOf("right", 0, "aa")] });
    expect(await runs.replaceAnalysis(swapped)).toBe(true);
    expect(await runs.get("a")).toMatchObject({ name: "Mine", feet: [{ slot: 1, keptBytes: 0 }, { keptBytes: 0 }] });
    expect(await runs.rename("a", " \u202e\u200b ")).toBe(false);
    expect(await runs.replaceAnalysis(resultOf("gone"))).toBe(false);
  });

  it("[STO10] tell every change", async () => {
    await importWhole(resultOf("a"));
    expect(changeCount).toBe(1);
    await runs.rename("a", "b");
    await runs.rename("nobody", "b");
    expect(changeCount).toBe(2);
  });

  it("[STO18] say how much room they take", async () => {
    await importWhole(resultOf("a"));
    await runs.giveUpSamples("a");
    await importWhole(resultOf("b", { feet: [footOf("left", 0, "cc"), footOf("right", 1, "dd")] }));
    const usage = await measureStorage(runs);
    expect(usage.runs.map(({ runId, totalBytes }) => [runId, totalBytes])).toEqual([
      ["b", 2192],
      ["a", 192],
    ]);
    expect(usage.runsBytes).toBe(2384);
  });

  it("[STO17] shared files wait in the order in which they came", async () => {
    for (const [inboxId, receivedAtMs] of Object.entries({ x: 2, y: 1 })) {
      const value = { inboxId, receivedAtMs, files: [] };
      await shelf.write([{ drawer: "inbox", key: inboxId, value }]);
    }
    expect((await listInbox(shelf)).map(({ inboxId }) => inboxId)).toEqual(["y", "x"]);
  });
});
