// An archive's runs into the store, each whole or not at all. Runs that are here already stay as they are; what differs is
// reported, never overwritten. Comes in: a file. Goes out: what became of each run. // STO16
import type * as ExchangeRoom from "@solewise/exchange";
import type { OpenRun } from "@solewise/exchange";
import { InputError, type RefusalParts, type Side } from "@solewise/terms";
import { archiveFacts, type FootPlace, restoreFacts } from "./archived-facts.ts";
import type { ArchiveProgress } from "./archive-export.ts";
import { NoRoomError } from "./room.ts";
import { resultChanges, type RunStore } from "./run-store.ts";
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
}

/** What is made anew of a run's strides. */
export type DeriveRun = (
  feet: readonly { recording: RecordingFacts; strideCount: number; strides: StoredStrides }[],
  facts: Pick<StoredRun, "algorithm" | "summary" | "warnings">,
) => Promise<Pick<StoredRun, "insight" | "speedsMps" | "startSec">>;

type Exchange = Pick<typeof ExchangeRoom, "decodeInt16" | "decodeInt32" | "nameFootEntry">;

interface ArchiveTools {
  exchange: Exchange;
  derive: DeriveRun;
}

/** Takes every run that is not here yet. Throws InputError when the file is no archive at all. */
export async function importArchive(
  runs: RunStore,
  file: File,
  derive: DeriveRun,
  onProgress: ArchiveProgress = () => undefined,
): Promise<ArchiveOutcome> {
  const exchange = await import("@solewise/exchange");
  const read = async (offset: number, length: number): Promise<Uint8Array> =>
    new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
  const archive = await exchange.openArchive({ sizeBytes: file.size, read }, { file: file.name });
  const problems = archive.problems.map(({ runId, error }) => ({
    runId,
    name: null,
    message: error.message,
    refusal: error.parts(),
  }));
  const outcome: ArchiveOutcome = { addedCount: 0, sameCount: 0, conflicts: [], problems, hasNoRoom: false };
  for (const [index, run] of archive.runs.entries()) {
    onProgress(index, archive.runs.length);
    await takeRun(runs, run, { exchange, derive }, outcome);
    if (outcome.hasNoRoom) break;
  }
  if (outcome.addedCount > 0) runs.feed.announce();
  return outcome;
}

async function takeRun(runs: RunStore, run: OpenRun, tools: ArchiveTools, outcome: ArchiveOutcome): Promise<void> {
  const facts = await run.facts();
  const here = await runs.get(run.runId);
  if (here !== null) {
    if (isSame(archiveFacts(here), facts)) outcome.sameCount += 1;
    else outcome.conflicts.push({ runId: run.runId, name: facts.name });
    return;
  }
  try {
    const { result, samples } = await readRun(run, facts, tools);
    await runs.shelf.write([...resultChanges(result), ...samples]);
    outcome.addedCount += 1;
  } catch (error) {
    if (error instanceof NoRoomError) outcome.hasNoRoom = true;
    else outcome.problems.push({ runId: run.runId, name: facts.name, ...describe(error) });
  }
}

function describe(error: unknown): Pick<ArchiveRefusal, "message" | "refusal"> {
  if (error instanceof InputError) return { message: error.message, refusal: error.parts() };
  const message = `this run cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  return { message, refusal: null };
}

/** JSON with its members in one order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

function isSame(first: unknown, second: unknown): boolean {
  return canonical(first) === canonical(second);
}

interface ReadRun {
  result: RunResult;
  samples: Change[];
}

async function readRun(
  run: OpenRun,
  facts: Awaited<ReturnType<OpenRun["facts"]>>,
  { exchange, derive }: ArchiveTools,
): Promise<ReadRun> {
  const strides: Partial<Record<Side, StoredStrides>> = {};
  const places: FootPlace[] = [];
  const samples: Change[] = [];
  for (const [slot, { side, fileName }] of facts.feet.entries()) {
    const kept = await readStrides(run, side, exchange);
    const recording = await readSamples(run, side, fileName, exchange);
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
  );
  return { result: { run: restoreFacts(facts, places, derived), strides }, samples };
}

async function readBytes(run: OpenRun, name: string): Promise<Uint8Array> {
  return new Uint8Array(await new Response(asBody(run.openEntry(name))).arrayBuffer());
}

/** The DOM's types want bytes that are not shared between threads; these never are. */
function asBody(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return stream as ReadableStream<Uint8Array<ArrayBuffer>>;
}

async function readStrides(run: OpenRun, side: Side, exchange: Exchange): Promise<StoredStrides> {
  const words = exchange.decodeInt32(await readBytes(run, exchange.nameFootEntry(side, "strides.bin")));
  const pathsName = exchange.nameFootEntry(side, "paths.bin");
  const hasPaths = run.entries.some(({ name }) => name === pathsName);
  return { words, paths: hasPaths ? exchange.decodeInt16(await readBytes(run, pathsName)) : null };
}

async function readSamples(
  run: OpenRun,
  side: Side,
  fileName: string,
  exchange: Exchange,
): Promise<{ samples: KeptSamples; keptAs: "plain" | "gzip" } | null> {
  const kinds = { "recording.csv": "plain", "recording.csv.gz": "gzip" } as const;
  for (const kind of ["recording.csv.gz", "recording.csv"] as const) {
    const name = exchange.nameFootEntry(side, kind);
    if (!run.entries.some((entry) => entry.name === name)) continue;
    const blob = await new Response(asBody(run.openEntry(name))).blob();
    return { samples: { blob, fileName }, keptAs: kinds[kind] };
  }
  return null;
}
