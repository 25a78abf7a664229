// Feet → the run that they are together, in whatever thread this is. Pure. The same calls as in the app and the CLI. // RNS18
import { type FootRecording, PackedPaths, PackedStrides } from "@solewise/gait";
import { assembleRun, describeAlgorithm, describeSides, startOfRunSec } from "@solewise/run";
import type { Side } from "@solewise/terms";
import type { AssembledRun, AssembleTask, DetectedFoot } from "./analysis-messages.ts";

function unpack({ recording, words, paths, strideCount }: DetectedFoot): FootRecording {
  return {
    ...recording,
    strides: new PackedStrides(recording.side, words, strideCount),
    paths: new PackedPaths(paths, strideCount),
  };
}

/** Puts them together. */
export function assembleFeet({ feet, detected, kernelSha256 }: AssembleTask): AssembledRun {
  const recordings = detected.map(unpack);
  const footOf = (side: Side): FootRecording | null => recordings.find((foot) => foot.side === side) ?? null;
  const sided = feet.map(({ slot, ...foot }) => {
    const recording = detected.find((one) => one.slot === slot)?.recording;
    return { ...foot, statedSide: recording?.header.side ?? null };
  });
  const algorithm = describeAlgorithm(recordings, kernelSha256);
  const sides = { left: footOf("left"), right: footOf("right") };
  const { summary, warnings } = assembleRun(sides, { algorithm, warnings: describeSides(sided) });
  return { algorithm, summary, warnings, startSec: startOfRunSec(recordings) };
}
