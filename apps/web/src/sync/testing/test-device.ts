// A device as the app is one: store, imports and engine over a shelf in memory, and a link that is cut where the test says.
import { ApiProblem } from "@solewise/client";
import type { DeriveRun } from "../../store/archive-import.ts";
import { ChangeFeed } from "../../store/change-feed.ts";
import { ImportJournal } from "../../store/import-journal.ts";
import type { ImportRecord } from "../../store/import-record.ts";
import { MemoryShelf } from "../../store/memory-shelf.ts";
import { RunStore } from "../../store/run-store.ts";
import { ACCOUNT_KEY } from "../../store/sync-record.ts";
import type { RunResult, StoredFoot, StoredRun } from "../../store/stored-run.ts";
import { compressBlob } from "../../worker/compress-blob.ts";
import { countWaiting, syncRound } from "../sync-engine.ts";
import type { ServerLink } from "../server-link.ts";
import type { SyncTools } from "../sync-tools.ts";
import type { StageContent } from "./sync-stage.ts";

/** What happens to a request: it gets through, is lost before it arrives, or its answer is lost. */
export type Fate = "through" | "request lost" | "answer lost";

const derive: DeriveRun = () => Promise.resolve({ insight: null, speedsMps: [], startSec: { left: 0, right: 0 } });

/** Calls `fate` for each request. */
function cutLink(link: ServerLink, fate: () => Fate): ServerLink {
  const lost = (): ApiProblem => new ApiProblem(0, "no-answer", "the connection was cut");
  return new Proxy(link, {
    get(target, name) {
      const method = Reflect.get(target, name) as (...values: unknown[]) => Promise<unknown>;
      return async (...values: unknown[]) => {
        const what = fate();
        if (what === "request lost") throw lost();
        const answer = await method.apply(target, values);
        if (what === "answer lost") throw lost();
        return answer;
      };
    },
  });
}

/** What an import on a device finds; not what the server finds, so that its figures must come. */
function resultOf(runId: string, name: string, content: StageContent, startedAtMs: number): RunResult {
  const feet = content.feet.map(({ side, fileName, sha256, text }, slot): StoredFoot => {
    const signal = { firstSampleSec: 0, lastSampleSec: 10 };
    const recording = { file: fileName, side, signal } as unknown as StoredFoot["recording"];
    const bytes = { sizeBytes: text.length, keptBytes: text.length, keptAs: "plain", resultBytes: 96 } as const;
    return { side, sideSource: "file-name", fileName, sha256, strideCount: 1, recording, slot, ...bytes };
  });
  const run = {
    runId,
    name,
    createdAtMs: startedAtMs,
    startedAtMs,
    startSource: "file-date",
    timeZone: "UTC",
    demo: null,
    deletedAtMs: null,
    warnings: [],
    insight: null,
    speedsMps: [],
    startSec: { left: 0, right: 0 },
    feet,
    algorithm: { version: "device", packId: "p", accRangeG: 16, gyrRangeDps: 2000 },
    summary: { distanceMeters: 1 },
  } as unknown as StoredRun;
  const strides = { words: new Int32Array(24), paths: null };
  return { run, strides: { left: strides, right: strides } };
}

export class TestDevice {
  readonly name: string;
  readonly shelf: MemoryShelf;
  readonly store: RunStore;
  readonly #link: ServerLink;

  constructor(name: string, link: ServerLink, shelf: MemoryShelf = new MemoryShelf()) {
    this.name = name;
    this.shelf = shelf;
    this.#link = link;
    this.store = new RunStore(this.shelf, new ChangeFeed(null));
  }

  async signIn(): Promise<void> {
    const account = {
      runnerId: "runner",
      runnerName: "R",
      serverOrigin: "",
      deviceName: this.name,
      isSignedIn: true,
      cursor: 0,
      lastNumber: 0,
      keepsAllSamples: false,
      lastSyncedAtMs: null,
    };
    await this.shelf.write([{ drawer: "account", key: ACCOUNT_KEY, value: account }]);
  }

  /** Imports files as the import screen does; false when the run is there. */
  async import(
    content: StageContent,
    name: string,
    startedAtMs: number,
    demo: StoredRun["demo"] = null,
  ): Promise<boolean> {
    const owner = { take: () => Promise.resolve(() => undefined) };
    const journal = new ImportJournal(this.store, owner);
    const result = resultOf(this.store.outbox.newId(), name, content, startedAtMs);
    result.run.demo = demo;
    const { runId } = result.run;
    const record: ImportRecord = {
      runId,
      name,
      startedAtMs,
      startSource: "file-date",
      timeZone: "UTC",
      demo: null,
      createdAtMs: startedAtMs,
      feet: result.run.feet.map((foot) => ({ ...foot, lastModifiedMs: 0 })),
      hasFiles: false,
      attemptCount: 1,
    };
    await journal.announce(record);
    const files = content.feet.map(({ text, fileName }) => ({ blob: new Blob([text]), fileName }));
    await journal.storeFiles(record, files);
    const end = await journal.finish(result);
    if (end.kind !== "imported") await journal.abandon(runId);
    return end.kind === "imported";
  }

  /** Swaps the sides of a run with two feet, as an analysis anew does. */
  async swapSides(runId: string): Promise<boolean> {
    const result = await this.store.getResult(runId);
    if (result === null || result.run.feet.length < 2 || result.run.feet.some(({ keptBytes }) => keptBytes === 0))
      return false;
    const feet = result.run.feet.map((foot): StoredFoot => ({
      ...foot,
      side: foot.side === "left" ? "right" : "left",
    }));
    const { left, right } = result.strides;
    const strides = { ...(right === undefined ? {} : { left: right }), ...(left === undefined ? {} : { right: left }) };
    return this.store.replaceAnalysis({ run: { ...result.run, feet }, strides });
  }

  async runs(): Promise<StoredRun[]> {
    return this.shelf.getAll("runs");
  }

  /** One round by a new engine, over a link that is cut; false when it was. */
  async sync(fate: () => Fate = () => "through"): Promise<boolean> {
    const tools: SyncTools = {
      store: this.store,
      link: cutLink(this.#link, fate),
      derive,
      compress: (blob) => this.#compress(blob),
      signal: new AbortController().signal,
      onStep: () => undefined,
    };
    try {
      await syncRound(tools);
      return true;
    } catch (error) {
      if (error instanceof ApiProblem && error.isAway) return false;
      throw error;
    }
  }

  /** Differs in length from what other devices make of the same samples: empty gzip members follow. */
  async #compress(blob: Blob): Promise<Blob> {
    const empty = await compressBlob(new Blob([]));
    return new Blob([await compressBlob(blob), ...Array<Blob>(this.name.length % 3).fill(empty)]);
  }

  /** Whether nothing waits. */
  async isQuiet(): Promise<boolean> {
    return Object.values(await countWaiting(this.store)).every((count) => count === 0);
  }
}
