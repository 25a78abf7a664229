// A gzip differs from device to device: where the server waits for the bytes of another device, which may never come back,
// this one declares the recordings as it has them. docs/protocol/sync.md, "Declared otherwise". SYN21
import { ApiProblem } from "@solewise/client";
import { broughtFields } from "../store/outbox.ts";
import { SYNC_DRAWERS } from "./absorb-document.ts";
import { describeRun } from "./bring-run.ts";
import type { SyncTools } from "./sync-tools.ts";
import type { DueUpload } from "./upload-recordings.ts";

/** When to ask again while the other device sends; the server takes it for gone a minute after its last byte. */
const RETRY_AFTER_SEC = 60;

/**
 * From now on the server waits for this device's bytes, from the first. Rejects with ApiProblem 503 while another device sends
 * its own, and where this one cannot declare the run because it has not all of its recordings.
 */
export async function declareAnew({ store, link }: SyncTools, { runId, slot }: DueUpload): Promise<void> {
  const { encodeInt32 } = await import("@solewise/exchange");
  const upload = await store.shelf.transact(SYNC_DRAWERS, async (transaction) => {
    const run = await transaction.get("runs", runId);
    const isWhole = run?.feet.every(({ keptBytes }) => keptBytes > 0) === true;
    return isWhole ? describeRun(transaction, run, broughtFields(run), encodeInt32) : null;
  });
  // Each try is a request of its own: what was answered a minute ago is what may have changed.
  const answer = upload === null ? null : await link.putRun(runId, upload, store.outbox.newId());
  const told = answer?.redeclared.find((one) => one.slot === slot);
  if (told?.outcome === "declared-anew") return;
  const detail = "another device sends this recording; asked again when it was quiet for a minute";
  throw new ApiProblem(503, "upload-elsewhere", detail, { retryAfterSec: RETRY_AFTER_SEC });
}
