// A device brings a run that another one announced and did not send: its own declaration of the uploads takes the place of the
// other's, unless that one is still sending. Comes in: the run and what the device says of its recordings. Goes out: what became
// of each upload that was declared otherwise. // RNS32
import type { DatabaseTransaction } from "../../database/tables.ts";
import type { RunUpload } from "../../http/runs/run-schema.ts";
import type { RunKey } from "../../jobs/enqueue.ts";
import { changeRun, readRecordings, type RecordingRow } from "../../store/run-rows.ts";
import { declareAnew, type RecordingKey } from "../../store/upload-rows.ts";
import { turnNameOf } from "../recordings/recording-services.ts";
import type { RunServices } from "./run-services.ts";

/** A sender of whom nothing came for so long has gone. Milliseconds; default a minute. Range 10 s–1 h. */
const SENDER_GONE_AFTER_MS = 60_000;

/** What became of an upload that was declared otherwise before. */
export interface Redeclared {
  slot: 0 | 1;
  /** "declared-anew": as this device says, from byte 0. "being-sent": by another device, as that one said. */
  outcome: "declared-anew" | "being-sent";
  /** Bytes that had come and are dropped. */
  discardedBytes: number;
}

type DeclaredFoot = RunUpload["feet"][number];

function isSameDeclaration(row: RecordingRow, foot: DeclaredFoot): boolean {
  const { upload_encoding: encoding, upload_bytes: uploadBytes, size_bytes: sizeBytes } = row;
  return encoding === foot.encoding && uploadBytes === foot.uploadBytes && sizeBytes === foot.sizeBytes;
}

async function isBeingSent({ storage, now }: RunServices, key: RecordingKey, row: RecordingRow): Promise<boolean> {
  if (storage.turns.isTaken(turnNameOf(key))) return true;
  if (row.received_bytes === 0) return false;
  const lastAt = await storage.uploads.lastWrittenAt(key, row.sha256);
  // A clock that was set back makes nobody wait for days.
  return lastAt !== null && Math.abs(now().getTime() - lastAt.getTime()) < SENDER_GONE_AFTER_MS;
}

/** Declares them anew, the runner's clock being locked. Files need nothing: a longer one than the row says is cut back. */
export async function redeclareUploads(
  services: RunServices,
  transaction: DatabaseTransaction,
  run: RunKey,
  feet: readonly DeclaredFoot[],
): Promise<Redeclared[]> {
  const coming = new Map(feet.filter(({ samples }) => samples === "coming").map((foot) => [foot.sha256, foot]));
  const redeclared: Redeclared[] = [];
  for (const row of await readRecordings(transaction, run)) {
    const foot = coming.get(row.sha256.toString("hex"));
    if (row.state !== "awaiting" || foot === undefined || isSameDeclaration(row, foot)) continue;
    const slot = row.slot === 0 ? 0 : 1;
    const key: RecordingKey = { ...run, slot };
    if (await isBeingSent(services, key, row)) {
      redeclared.push({ slot, outcome: "being-sent", discardedBytes: 0 });
      continue;
    }
    await declareAnew(transaction, key, foot);
    redeclared.push({ slot, outcome: "declared-anew", discardedBytes: row.received_bytes });
  }
  if (redeclared.some(({ outcome }) => outcome === "declared-anew")) await changeRun(transaction, run, {});
  return redeclared;
}
