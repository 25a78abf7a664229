// Brings a run to the server: what it says of itself, then its recordings come (upload-recordings.ts). Sent the same until it
// is answered. Samples are compressed before, so that what is announced is what is sent. SYN2, SYN5, SYN12
import { ApiProblem } from "@solewise/client";
import type { encodeInt32 as EncodeInt32 } from "@solewise/exchange";
import { entriesOf, entryChange, entryRemoval, queueBringAnyway } from "../store/outbox.ts";
import { footKey, type Transaction } from "../store/shelf.ts";
import type { StoredRun } from "../store/stored-run.ts";
import type { BroughtFields, OutboxEntry } from "../store/sync-record.ts";
import { absorbDocument, absorbPurge, pendingFields, SYNC_DRAWERS } from "./absorb-document.ts";
import { moveRun } from "./move-run.ts";
import { onceKey } from "./once-key.ts";
import type { RunUpload } from "./server-link.ts";
import type { SyncTools } from "./sync-tools.ts";

type Encode = typeof EncodeInt32;

/** Bytes of a chunk of base64; a multiple of 3. */
const BASE64_CHUNK_BYTES = 24_576;

function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += BASE64_CHUNK_BYTES)
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + BASE64_CHUNK_BYTES)));
  return text;
}

/** Replaces plain samples by their gzip, once and for all. */
async function compressSamples({ store, compress }: SyncTools, runId: string): Promise<void> {
  for (const { slot, keptBytes, keptAs } of (await store.get(runId))?.feet ?? []) {
    if (keptBytes === 0 || keptAs === "gzip") continue;
    const samples = await store.getSamples(runId, slot);
    if (samples === null) continue;
    await store.replaceSamples(runId, slot, { blob: await compress(samples.blob), fileName: samples.fileName });
  }
}

async function deviceAnalysis(
  transaction: Transaction,
  run: StoredRun,
  encode: Encode,
): Promise<NonNullable<RunUpload["deviceAnalysis"]>> {
  const { algorithm, summary, warnings, startSec } = run;
  const feet = [];
  for (const { side, strideCount, recording } of run.feet) {
    const words = await transaction.get("strides", footKey(run.runId, side));
    if (words === undefined) throw new Error(`the strides of run ${run.runId} are missing on this device`);
    feet.push({ side, strideCount, recording, stridesBase64: encodeBase64(encode(words)) });
  }
  return { algorithm, summary, warnings, startSec, feet };
}

/** What the run says of itself; its samples are announced where all of them are here. */
export async function describeRun(
  transaction: Transaction,
  run: StoredRun,
  fields: BroughtFields,
  encode: Encode,
): Promise<RunUpload> {
  const isKept = run.feet.every(({ keptBytes }) => keptBytes > 0);
  const { notes: _, ...facts } = run.extra ?? {};
  return {
    name: fields.name,
    ...(fields.notes === null ? {} : { notes: fields.notes }),
    createdAtUtc: new Date(run.createdAtMs).toISOString(),
    startedAtUtc: fields.startedAtUtc,
    startSource: fields.startSource,
    timeZone: run.timeZone,
    demo: run.demo,
    deletedAtUtc: fields.deletedAtUtc,
    feet: run.feet.map(({ slot, side, sideSource, fileName, sha256, sizeBytes, keptBytes, keptAs }) => ({
      slot,
      ...(isKept ? (fields.feet[String(slot)] ?? { side, sideSource }) : { side, sideSource }),
      fileName,
      sha256,
      sizeBytes,
      encoding: keptAs === "gzip" ? "gzip" : "identity",
      uploadBytes: isKept ? keptBytes : 0,
      samples: isKept ? "coming" : "given-up",
    })),
    facts,
    ...(isKept ? {} : { deviceAnalysis: await deviceAnalysis(transaction, run, encode) }),
  };
}

/** The body to send, the entry marked as sent in the same transaction; null: there is nothing to bring any more. */
async function prepare(
  { store }: SyncTools,
  entry: OutboxEntry,
): Promise<{ upload: RunUpload; entry: OutboxEntry } | null> {
  const { encodeInt32 } = await import("@solewise/exchange");
  return store.shelf.transact(SYNC_DRAWERS, async (transaction) => {
    const now = (await entriesOf(transaction, entry.runId)).find(({ number }) => number === entry.number);
    const run = await transaction.get("runs", entry.runId);
    if (now?.task.kind !== "bring") return null;
    if (run === undefined) {
      await transaction.write([entryRemoval(now)]);
      return null;
    }
    await transaction.write([entryChange({ ...now, isSent: true })]);
    return { upload: await describeRun(transaction, run, now.task.fields, encodeInt32), entry: now };
  });
}

/** Brings it. Rejects with ApiProblem where it is to be tried again; the runner sees a refusal in the entry. */
export async function bringRun(tools: SyncTools, entry: OutboxEntry): Promise<void> {
  await compressSamples(tools, entry.runId);
  const prepared = await prepare(tools, entry);
  if (prepared === null) return;
  const { store, link } = tools;
  try {
    const { document } = await link.putRun(entry.runId, prepared.upload, onceKey(entry));
    await store.shelf.transact(SYNC_DRAWERS, async (transaction) => {
      // A repeat is answered as the first time: what was heard since is newer, and the entry is done all the same.
      const held = (await transaction.get("synced", document.runId))?.document;
      const newer = held !== undefined && held.revision > document.revision ? held : document;
      await absorbDocument(transaction, newer, store.outbox);
    });
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.isAway || error.status === 401 || error.status === 403) throw error;
    await takeRefusal(tools, prepared.entry, error);
  }
  store.feed.announce();
}

/** `entry` is as it was before this attempt. */
async function takeRefusal({ store }: SyncTools, entry: OutboxEntry, error: ApiProblem): Promise<void> {
  await store.shelf.transact(SYNC_DRAWERS, async (transaction) => {
    const run = await transaction.get("runs", entry.runId);
    const entries = await entriesOf(transaction, entry.runId);
    if (error.code === "run-purged" || error.status === 410) {
      const wasKnown = (await transaction.get("synced", entry.runId)) !== undefined || entry.isSent;
      if (wasKnown && pendingFields(entries).size === 0) return absorbPurge(transaction, entry.runId);
      return bringAnew(transaction, run, store.outbox);
    }
    if (error.code === "run-id-taken") return bringAnew(transaction, run, store.outbox);
    if (error.code === "idempotency-key-reused") {
      // The run says something else than at the first try, as an analysis that was made anew: that is another request.
      return transaction.write([entryChange({ ...entry, isSent: true, entryId: store.outbox.newId() })]);
    }
    const refusal = { code: error.code, message: error.message };
    await transaction.write([entryChange({ ...entry, isSent: true, refusal })]);
  });
}

/** Gives the run a new id, under which it is a new run. */
export async function bringAnew(
  transaction: Transaction,
  run: StoredRun | undefined,
  outbox: SyncTools["store"]["outbox"],
): Promise<void> {
  if (run === undefined) return;
  const runId = outbox.newId();
  await transaction.write((await entriesOf(transaction, run.runId)).map(entryRemoval));
  await transaction.write([{ drawer: "synced", key: run.runId, value: null }]);
  await moveRun(transaction, run, { runId, feet: run.feet });
  await queueBringAnyway(transaction, { ...run, runId }, outbox);
}
