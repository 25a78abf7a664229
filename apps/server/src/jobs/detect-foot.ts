// One foot from its blob, or from its upload, to packed strides and paths, in whatever thread this is. Comes in: where the bytes
// are, the compiled kernel. Goes out: plain data. The same calls as in apps/web/src/worker/detect-foot.ts. // RNS18
import { detectStrides, PackedStrides } from "@solewise/gait";
import { unpackUpload } from "../commands/recordings/unpack-upload.ts";
import { readRecordingBlocks } from "../objects/recording-blocks/read-recording-blocks.ts";
import { openObjectStore } from "../objects/store-choice.ts";
import type { DetectedFoot, FootJob, KeptFootTask, UploadedFootTask } from "./analysis-messages.ts";

async function* openKept({ store, objectKey, objectsKey }: KeptFootTask): AsyncGenerator<Uint8Array> {
  const objects = openObjectStore(store);
  const key = objectsKey === null ? null : Buffer.from(objectsKey);
  yield* readRecordingBlocks(await objects.get(objectKey), key);
}

/** Throws InputError when the recording cannot be used. */
export async function detectFoot(task: KeptFootTask | UploadedFootTask): Promise<DetectedFoot> {
  const { foot, kernel } = task;
  return detect(() => (task.kind === "kept" ? openKept(task) : unpackUpload(task.upload)), foot, kernel);
}

async function detect(
  open: () => AsyncIterable<Uint8Array>,
  { slot, side, fileName }: FootJob,
  kernel: WebAssembly.Module,
): Promise<DetectedFoot> {
  const { strides, paths, ...recording } = await detectStrides(open, {
    file: fileName,
    kernel,
    side,
    tracePaths: true,
  });
  if (!(strides instanceof PackedStrides) || paths === undefined)
    throw new TypeError("expected packed strides and paths from gait");
  const { isTruncated, ...facts } = recording;
  return {
    slot,
    recording: isTruncated === true ? { ...facts, isTruncated } : facts,
    words: new Int32Array(strides.words),
    paths: new Int16Array(paths.points),
    strideCount: strides.strideCount,
  };
}
