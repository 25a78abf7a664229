// A kept recording's CSV, as it came. Comes in: which. Goes out: its bytes, checked block by block. OBJ12
import { Problem } from "../../http/problem.ts";
import { readRecordingBlocks } from "../../objects/recording-blocks/read-recording-blocks.ts";
import type { RecordingKey, UploadRow } from "../../store/upload-rows.ts";
import { findUpload } from "./receive-upload.ts";
import type { RecordingServices } from "./recording-services.ts";

/** A recording that is kept. Throws Problem 404, 409, 410. */
export async function findKept(
  services: RecordingServices,
  key: RecordingKey,
): Promise<UploadRow & { objectKey: string }> {
  const row = await findUpload(services, key);
  const { objectKey } = row;
  if (row.state === "kept" && objectKey !== null) return { ...row, objectKey };
  throw new Problem(409, "recording-awaited", "The recording is still on its way to the server.");
}

/** Its bytes. Throws ObjectMissingError and, while they are read, RecordingBlocksError. */
export async function readRecording(
  { storage }: Pick<RecordingServices, "storage">,
  objectKey: string,
): Promise<AsyncGenerator<Uint8Array>> {
  return readRecordingBlocks(await storage.objects.get(objectKey), storage.objectsKey);
}
