// A foot that passed between threads or was stored → what `run` and `insight` take.
import { type FootRecording, PackedPaths, PackedStrides } from "@solewise/gait";
import type { DetectedFoot } from "./detect-foot.ts";

/** The recording as `run` and `insight` take it, on the words as they are. */
export function unpackFoot({
  recording,
  words,
  paths,
  strideCount,
}: Pick<DetectedFoot, "recording" | "words" | "paths" | "strideCount">): FootRecording {
  return {
    ...recording,
    strides: new PackedStrides(recording.side, words, strideCount),
    ...(paths === null ? {} : { paths: new PackedPaths(paths, strideCount) }),
  };
}
