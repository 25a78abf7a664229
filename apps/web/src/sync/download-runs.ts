// Fetches what the server's analyses found where this device does not show it yet: strides and paths as they are, the rest
// from the document, derived as for a run out of an archive. So the figures are the server's bits. SYN13, SYN14
import { ApiProblem } from "@solewise/client";
import type { ArchivedRun } from "@solewise/exchange";
import type { Side } from "@solewise/terms";
import { type FootPlace, restoreFacts } from "../store/archived-facts.ts";
import { entriesOf } from "../store/outbox.ts";
import type { DocumentAnalysis, RunDocument } from "../store/run-document.ts";
import { resultChanges } from "../store/run-store.ts";
import { slotKey } from "../store/shelf.ts";
import type { RunResult, StoredRun, StoredStrides } from "../store/stored-run.ts";
import type { OutboxEntry, SyncedRun } from "../store/sync-record.ts";
import { pendingFields, SYNC_DRAWERS, withDocument } from "./absorb-document.ts";
import type { SyncTools } from "./sync-tools.ts";

/** Words of a stride. docs/protocol/archive.md. */
const STRIDE_WORDS = 24;

type AnalysedDocument = RunDocument & { analysis: DocumentAnalysis };

function isAnalysed(document: RunDocument): document is AnalysedDocument {
  return document.analysis !== null;
}

/**
 * Whether this device shows another analysis than the server, or none, and nothing of it waits to be sent. A run that is not
 * here comes with the analysis that it had before it was to be analysed anew.
 */
function isDue(
  { document, heldAnalysisId, isPurged }: SyncedRun,
  entries: readonly OutboxEntry[],
  isHere: boolean,
): boolean {
  if (isPurged || !isAnalysed(document) || (isHere && document.state !== "ready")) return false;
  if (isHere && heldAnalysisId === document.analysis.analysisId) return false;
  const isBusy = entries.some(({ task }) => task.kind === "purge" || task.kind === "bring");
  return !isBusy && !pendingFields(entries).has("sides");
}

/** Runs whose analysis is to be fetched. */
export function dueDownloads(
  synced: readonly SyncedRun[],
  runs: readonly StoredRun[],
  outbox: readonly OutboxEntry[],
): RunDocument[] {
  const here = new Set(runs.map(({ runId }) => runId));
  return synced
    .filter((one) => {
      const { runId } = one.document;
      return isDue(
        one,
        outbox.filter((entry) => entry.runId === runId),
        here.has(runId),
      );
    })
    .map(({ document }) => document);
}

/** What an archive would say of the run. */
function archivedFacts(document: AnalysedDocument): ArchivedRun {
  const { analysis, notes, facts, feet } = document;
  const { runId, name, createdAtUtc, startedAtUtc, startSource, timeZone, demo, deletedAtUtc } = document;
  const { algorithm, summary, warnings, startSec } = analysis;
  return {
    ...facts,
    ...(notes === null ? {} : { notes }),
    runId,
    name,
    createdAtUtc,
    startedAtUtc,
    startSource,
    timeZone,
    demo,
    deletedAtUtc,
    algorithm,
    summary,
    warnings,
    startSec,
    feet: analysis.feet.map(({ side, strideCount, recording }) => {
      const foot = feet.find((one) => one.side === side);
      if (foot === undefined)
        throw new Error(`the server's analysis of run ${runId} has a ${side} foot and the run has none`);
      const { sideSource, fileName, sha256, sizeBytes } = foot;
      return { side, sideSource, fileName, sha256, sizeBytes, strideCount, recording };
    }),
  };
}

async function readStrides(
  { link }: SyncTools,
  { runId, analysis }: AnalysedDocument,
): Promise<Partial<Record<Side, StoredStrides>>> {
  const { decodeInt16, decodeInt32 } = await import("@solewise/exchange");
  const strides: Partial<Record<Side, StoredStrides>> = {};
  for (const { side, strideCount, hasPaths } of analysis.feet) {
    const words = decodeInt32(await link.readStrides(runId, analysis.analysisId, side));
    if (words.length !== strideCount * STRIDE_WORDS)
      throw new ApiProblem(0, "strides-cut-short", `expected ${strideCount} strides, but found ${words.length} words`);
    const paths = hasPaths ? decodeInt16(await link.readPaths(runId, analysis.analysisId, side)) : null;
    strides[side] = { words, paths };
  }
  return strides;
}

async function assemble(tools: SyncTools, document: AnalysedDocument): Promise<RunResult> {
  const facts = archivedFacts(document);
  const strides = await readStrides(tools, document);
  const feet = facts.feet.map(({ side, recording, strideCount }) => ({
    recording,
    strideCount,
    strides: strides[side] as StoredStrides,
  }));
  const places = feet.map(({ strides: { words, paths } }, index): FootPlace => {
    const slot = document.feet.find(({ side }) => side === facts.feet[index]?.side)?.slot ?? index;
    return { slot, keptBytes: 0, keptAs: "plain", resultBytes: words.byteLength + (paths?.byteLength ?? 0) };
  });
  const derived = await tools.derive(structuredClone(feet), facts, tools.signal);
  return { run: restoreFacts(facts, places, derived), strides };
}

/** Fetches one and puts it in its place, where it is still wanted. False when the server has another analysis by now. */
export async function downloadRun(tools: SyncTools, document: RunDocument): Promise<boolean> {
  if (!isAnalysed(document)) return false;
  let result: RunResult;
  try {
    result = await assemble(tools, document);
  } catch (error) {
    if (error instanceof ApiProblem && (error.status === 404 || error.status === 410)) return false; // changes will tell
    throw error;
  }
  const isTaken = await placeResult(tools, document, result);
  if (isTaken) tools.store.feed.announce();
  return isTaken;
}

function placeResult({ store }: SyncTools, { runId, analysis }: AnalysedDocument, result: RunResult): Promise<boolean> {
  return store.shelf.transact(SYNC_DRAWERS, async (transaction) => {
    const synced = await transaction.get("synced", runId);
    const entries = await entriesOf(transaction, runId);
    const local = await transaction.get("runs", runId);
    const isWanted = synced !== undefined && synced.document.analysis?.analysisId === analysis.analysisId;
    if (!isWanted || !isDue(synced, entries, local !== undefined)) return false;
    const run = withDocument(
      local === undefined ? result.run : withKept(result.run, local),
      synced.document,
      pendingFields(entries),
    );
    await transaction.write(resultChanges({ run, strides: result.strides }));
    const value: SyncedRun = { ...synced, heldAnalysisId: analysis.analysisId };
    await transaction.write([{ drawer: "synced", key: runId, value }]);
    return true;
  });
}

/** The analysed run with what the runner chose here and the samples that are here. */
function withKept(analysed: StoredRun, local: StoredRun): StoredRun {
  const { name, startedAtMs, startSource, deletedAtMs } = local;
  const feet = analysed.feet.map((foot) => {
    const kept = local.feet.find(({ slot }) => slot === foot.slot);
    return kept === undefined ? foot : { ...foot, keptBytes: kept.keptBytes, keptAs: kept.keptAs };
  });
  return { ...analysed, name, startedAtMs, startSource, deletedAtMs, feet };
}

/** Samples that the server keeps and this device does not. */
export function missingSamples(
  synced: readonly SyncedRun[],
  runs: readonly StoredRun[],
): { runId: string; slot: number }[] {
  return runs.flatMap(({ runId, feet }) => {
    const document = synced.find((one) => one.document.runId === runId)?.document;
    const there = document?.feet.filter(({ samples }) => samples === "kept") ?? [];
    return feet
      .filter(({ slot, keptBytes }) => keptBytes === 0 && there.some((foot) => foot.slot === slot))
      .map(({ slot }) => ({ runId, slot }));
  });
}

/** Brings a recording onto this device, compressed. False when the run is not here any more. */ // SYN14
export async function downloadSamples(
  { store, link, compress }: SyncTools,
  runId: string,
  slot: number,
): Promise<boolean> {
  const blob = await compress(await link.readRecording(runId, slot));
  const isKept = await store.shelf.transact(["runs", "recordings"], async (transaction) => {
    const run = await transaction.get("runs", runId);
    const foot = run?.feet.find((one) => one.slot === slot);
    if (run === undefined || foot === undefined || foot.keptBytes > 0) return false;
    const feet = run.feet.map((one) =>
      one === foot ? { ...one, keptBytes: blob.size, keptAs: "gzip" as const } : one,
    );
    await transaction.write([
      { drawer: "runs", key: runId, value: { ...run, feet } },
      { drawer: "recordings", key: slotKey(runId, slot), value: { blob, fileName: foot.fileName } },
    ]);
    return true;
  });
  if (isKept) store.feed.announce();
  return isKept;
}
