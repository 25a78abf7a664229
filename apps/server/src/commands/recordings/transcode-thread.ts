// The thread that turns an upload into recording blocks. Comes in: TranscodeTask. Goes out: the blocks as pieces; then null, or in a
// sentence what differs from the declaration, before the last block: what came before is of no use then. OBJ11
import { workOnTasks } from "../../threads/task-thread.ts";
import type { TextTotal } from "../../objects/recording-blocks/layout.ts";
import { writeRecordingBlocks } from "../../objects/recording-blocks/write-recording-blocks.ts";
import { OtherContentError, unpackUpload, type UploadOnDisk } from "./unpack-upload.ts";

/** An upload to turn into blocks. */
export interface TranscodeTask extends UploadOnDisk {
  /** Of the CSV. */
  sha256: Uint8Array;
  /** OBJECTS_KEY; null: not encrypted. */
  objectsKey: Uint8Array | null;
  /** Random bytes for the file's own key. */
  salt: Uint8Array;
}

/** What differs; null: it is the recording that was declared. */
export type TranscodeOutcome = string | null;

async function transcode(
  { sha256, objectsKey, salt, ...upload }: TranscodeTask,
  give: (bytes: Uint8Array) => Promise<void>,
): Promise<TranscodeOutcome> {
  const confirm = (total: TextTotal): void => {
    if (total.textBytes !== upload.sizeBytes)
      throw new OtherContentError(
        `The recording was declared with ${upload.sizeBytes} bytes and has ${total.textBytes}.`,
      );
    if (!total.sha256.equals(sha256))
      throw new OtherContentError("The recording has another SHA-256 than was declared.");
  };
  const key = objectsKey === null ? null : Buffer.from(objectsKey);
  try {
    const options = { objectsKey: key, randomBytes: () => Buffer.from(salt), confirm };
    for await (const piece of writeRecordingBlocks(unpackUpload(upload), options)) await give(piece);
    return null;
  } catch (error) {
    if (!(error instanceof OtherContentError)) throw error;
    return error.message;
  }
}

workOnTasks(async (task: TranscodeTask, give) => ({ result: await transcode(task, give) }));
