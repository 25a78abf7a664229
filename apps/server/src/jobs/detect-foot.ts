// One foot from its blob to packed strides and paths, in whatever thread this is. Comes in: where the blob is, the compiled
// kernel. Goes out: plain data. The same calls as in apps/web/src/worker/detect-foot.ts. // RNS18
import { detectStrides, PackedStrides } from "@solewise/gait";
import { readRecordingBlocks } from "../objects/recording-blocks/read-recording-blocks.ts";
import { openObjectStore } from "../objects/store-choice.ts";
import type { DetectedFoot, FootThreadJob } from "./analysis-messages.ts";

/** Throws InputError when the recording cannot be used. */
export async function detectFoot({ foot, kernel, store, objectsKey }: FootThreadJob): Promise<DetectedFoot> {
  const objects = openObjectStore(store);
  const key = objectsKey === null ? null : Buffer.from(objectsKey);
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield* readRecordingBlocks(await objects.get(foot.objectKey), key);
  };
  const { strides, paths, ...recording } = await detectStrides(open, {
    file: foot.fileName,
    kernel,
    side: foot.side,
    tracePaths: true,
  });
  if (!(strides instanceof PackedStrides) || paths === undefined)
    throw new TypeError("expected packed strides and paths from gait");
  const { isTruncated, ...facts } = recording;
  return {
    slot: foot.slot,
    recording: isTruncated === true ? { ...facts, isTruncated } : facts,
    words: new Int32Array(strides.words),
    paths: new Int16Array(paths.points),
    strideCount: strides.strideCount,
  };
}
