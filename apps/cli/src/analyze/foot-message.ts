// What a foot's thread tells the main thread: plain data, because class instances do not pass between threads.
// Comes in: a DetectedFoot or an error. Goes out: a message, and on the other side the DetectedFoot or the error again.
import { type FootRecording, PackedStrides } from "@solewise/gait";
import { InputError, type RefusalParts } from "@solewise/terms";
import type { DetectedFoot } from "./detect-foot.ts";

interface ShareMessage {
  kind: "share";
  share: number;
}

interface DetectedMessage {
  kind: "detected";
  recording: Omit<FootRecording, "strides">;
  /** Stride records; its buffer is handed over, not copied. */
  words: Int32Array<ArrayBuffer>;
  strideCount: number;
  sha256: string;
}

interface RefusedMessage {
  kind: "refused";
  parts: RefusalParts;
}

export type FootMessage = ShareMessage | DetectedMessage | RefusedMessage;

/** The result as a message; `words.buffer` may be transferred. */
export function packDetected({ recording, sha256 }: DetectedFoot): DetectedMessage {
  const { strides, ...rest } = recording;
  if (!(strides instanceof PackedStrides)) throw new TypeError("expected packed strides from the engine");
  return {
    kind: "detected",
    recording: rest,
    words: new Int32Array(strides.words),
    strideCount: strides.strideCount,
    sha256,
  };
}

/** The result from its message. */
export function unpackDetected({ recording, words, strideCount, sha256 }: DetectedMessage): DetectedFoot {
  return { recording: { ...recording, strides: new PackedStrides(recording.side, words, strideCount) }, sha256 };
}

/** A refusal as a message. */
export function packRefused(error: InputError): RefusedMessage {
  return { kind: "refused", parts: error.parts() };
}

/** The refusal from its message. */
export function unpackRefused({ parts }: RefusedMessage): InputError {
  return InputError.of(parts);
}
