// An archive's runs into the store, each whole or not at all. Runs that are here already stay as they are; what differs is
// reported, never overwritten. Comes in: a file. Goes out: what became of each run. // STO16
import type * as ExchangeRoom from "@solewise/exchange";
import type { ArchivedRun, OpenRun } from "@solewise/exchange";
import { cleanName, InputError, type RefusalParts, type Side } from "@solewise/terms";
import { archiveFacts, type FootPlace, restoreFacts } from "./archived-facts.ts";
import type { ArchiveProgress } from "./archive-export.ts";
import { collectStream } from "./collect-stream.ts";
import { isSameValue } from "./same-value.ts";
import { NoRoomError } from "./room.ts";
import { OUTBOX_DRAWERS, queueBring } from "./outbox.ts";
import { resultChanges, RUN_DRAWERS, type RunStore } from "./run-store.ts";
import { type Change, type KeptSamples, slotKey } from "./shelf.ts";
import type { RecordingFacts, RunResult, StoredRun, StoredStrides } from "./stored-run.ts";

/** A run of an archive that was not taken. */
export interface ArchiveRefusal {
  /** Null for what is of no run. */
  runId: string | null;
  name: string | null;
  /** Plain English, what was expected, what came and what to do. */
  message: string;
  /** The same in parts for wording it anew; null for a failure that is no refusal. */
  refusal: RefusalParts | null;
}

/** What became of an archive's runs. */
export interface ArchiveOutcome {
  addedCount: number;
  /** Here already, the same. */
  sameCount: number;
  /** Here already, but different: the one on this device was kept. */
  conflicts: { runId: string; name: string }[];
  problems: ArchiveRefusal[];
  /** The device ran out of room; runs after that were not taken. */
  hasNoRoom: boolean;
  /** It was told to end; what had been added by then stays. */
  isCancelled: boolean;
}

/** What is made anew of a run's strides. */
export type DeriveRun = (
  feet: readonly { recording: RecordingFacts; strideCount: number; strides: StoredStrides }[],
  facts: Pick<StoredRun, "algorithm" | "summary" | "warnings">,
  signal: AbortSignal,
) => Promise<Pick<StoredRun, "insight" | "speedsMps" | "startSec">>;

type Exchange = Pick<typeof ExchangeRoom, "decodeInt16" | "decodeInt32" | "nameFootEntry">;

interface ArchiveTools {
  exchange: Exchange;
  derive: DeriveRun;
  signal: AbortSignal;
}

/** Who watches an archive come in. */
export interface ArchiveWatch {
  onProgress?: ArchiveProgress | undefined;
  /** Ends it between two runs, or in the middle of one, of which then nothing is kept. */
  signal?: AbortSignal | undefined;
}

/** Takes every run that is not here yet. Throws InputError when the file is no archive at all. */
export async function importArchive(
  runs: RunStore,
  file: File,
  derive: DeriveRun,
  { onProgress = () => undefined, signal = new AbortController().signal }: ArchiveWatch = {},
): Promise<ArchiveOutcome> {
  const outcome: ArchiveOutcome = {
    addedCount: 0,
    sameCount: 0,
    conflicts: [],
    problems: [],
    hasNoRoom: false,
    isCancelled: false,
  };
  try {
    await takeRuns(runs, file, { derive, signal, onProgress }, outcome);
  } catch (error) {
    if (!signal.aborted) throw error;
    outcome.isCancelled = true;
  } finally {
    if (outcome.addedCount > 0) runs.feed.announce();
  }
  return outcome;
}

async function takeRuns(
  runs: RunStore,
  file: File,
  { derive, signal, onProgress }: Omit<ArchiveTools, "exchange"> & { onProgress: ArchiveProgress },
  outcome: ArchiveOutcome,
): Promise<void> {
  const exchange = await import("@solewise/exchange");
  const read = async (offset: number, length: number): Promise<Uint8Array> =>
    new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
  const archive = await exchange.openArchive({ sizeBytes: file.size, read }, { file: file.name, signal });
  const problems = archive.problems.map(({ runId, error }) => ({
    runId,
    name: null,
    message: error.message,
    refusal: error.parts(),
  }));
  outcome.problems.push(...problems);
  for (const [index, run] of archive.runs.entries()) {
    signal.throwIfAborted();
    onProgress(index, archive.runs.length);
    await takeRun(runs, run, { exchange, derive, signal }, outcome);
    if (outcome.hasNoRoom) break;
  }
}

async function takeRun(runs: RunStore, run: OpenRun, tools: ArchiveTools, outcome: ArchiveOutcome): Promise<void> {
  const facts = await run.facts();
  const here = await runs.get(run.runId);
  if (here !== null) {
    compareRun(here, facts, outcome);
    return;
  }
  try {
    const { result, samples } = await readRun(run, facts, tools);
    tools.signal.throwIfAborted();
    // Another tab may have added it meanwhile, and the runner may have changed it there.
    const isAdded = await runs.shelf.transact([...RUN_DRAWERS, ...OUTBOX_DRAWERS], async (transaction) => {
      if ((await transaction.get("runs", run.runId)) !== undefined) return false;
      await transaction.write([...resultChanges(result), ...samples]);
      await queueBring(transaction, result.run, runs.outbox);
      return true;
    });
    if (isAdded) outcome.addedCount += 1;
    else compareRun((await runs.get(run.runId)) ?? result.run, facts, outcome);
  } catch (error) {
    if (tools.signal.aborted) throw error;
    if (error instanceof NoRoomError) outcome.hasNoRoom = true;
    else outcome.problems.push({ runId: run.runId, name: cleanName(facts.name), ...describe(error) });
  }
}

/** Counts a run that is here already as the same, or tells that it differs from what this device would make of it. */
function compareRun(here: StoredRun, facts: ArchivedRun, outcome: ArchiveOutcome): void {
  const places = facts.feet.map((_, slot): FootPlace => ({ slot, keptBytes: 0, keptAs: "plain", resultBytes: 0 }));
  const asHere = restoreFacts(facts, places, here);
  if (isSameValue(archiveFacts(here), archiveFacts(asHere))) outcome.sameCount += 1;
  else outcome.conflicts.push({ runId: here.runId, name: asHere.name });
}

function describe(error: unknown): Pick<ArchiveRefusal, "message" | "refusal"> {
  if (error instanceof InputError) return { message: error.message, refusal: error.parts() };
  const message = `this run cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  return { message, refusal: null };
}

type ReadTools = Pick<ArchiveTools, "exchange" | "signal">;

interface ReadRun {
  result: RunResult;
  samples: Change[];
}

async function readRun(run: OpenRun, facts: ArchivedRun, { exchange, derive, signal }: ArchiveTools): Promise<ReadRun> {
  const strides: Partial<Record<Side, StoredStrides>> = {};
  const places: FootPlace[] = [];
  const samples: Change[] = [];
  for (const [slot, { side, fileName }] of facts.feet.entries()) {
    const kept = await readStrides(run, side, { exchange, signal });
    const recording = await readSamples(run, { side, fileName }, { exchange, signal });
    strides[side] = kept;
    places.push({
      slot,
      keptBytes: recording?.samples.blob.size ?? 0,
      keptAs: recording?.keptAs ?? "plain",
      resultBytes: kept.words.byteLength + (kept.paths?.byteLength ?? 0),
    });
    if (recording !== null) {
      samples.push({ drawer: "recordings", key: slotKey(run.runId, slot), value: recording.samples });
    }
  }
  const derived = await derive(
    facts.feet.map(({ side, recording, strideCount }) => ({
      recording,
      strideCount,
      strides: strides[side] as StoredStrides,
    })),
    facts,
    signal,
  );
  return { result: { run: restoreFacts(facts, places, derived), strides }, samples };
}

async function readBytes(run: OpenRun, name: string, signal: AbortSignal): Promise<Uint8Array> {
  return new Uint8Array(await collectStream(run.openEntry(name), (response) => response.arrayBuffer(), signal));
}

async function readStrides(run: OpenRun, side: Side, { exchange, signal }: ReadTools): Promise<StoredStrides> {
  const words = exchange.decodeInt32(await readBytes(run, exchange.nameFootEntry(side, "strides.bin"), signal));
  const pathsName = exchange.nameFootEntry(side, "paths.bin");
  const hasPaths = run.entries.some(({ name }) => name === pathsName);
  return { words, paths: hasPaths ? exchange.decodeInt16(await readBytes(run, pathsName, signal)) : null };
}

async function readSamples(
  run: OpenRun,
  { side, fileName }: { side: Side; fileName: string },
  { exchange, signal }: ReadTools,
): Promise<{ samples: KeptSamples; keptAs: "plain" | "gzip" } | null> {
  const kinds = { "recording.csv": "plain", "recording.csv.gz": "gzip" } as const;
  for (const kind of ["recording.csv.gz", "recording.csv"] as const) {
    const name = exchange.nameFootEntry(side, kind);
    if (!run.entries.some((entry) => entry.name === name)) continue;
    const blob = await collectStream(run.openEntry(name), (response) => response.blob(), signal);
    return { samples: { blob, fileName }, keptAs: kinds[kind] };
  }
  return null;
}
