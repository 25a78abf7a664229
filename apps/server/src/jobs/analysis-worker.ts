// A run's thread: its feet from blobs to strides, two feet in two threads, and the run that they are together. Comes in: an
// AnalysisJob as worker data. Goes out: one message. The same calls as in the app and the CLI. // RNS18
import { parentPort, workerData } from "node:worker_threads";
import { type FootRecording, PackedPaths, PackedStrides } from "@solewise/gait";
import { assembleRun, describeAlgorithm, describeSides, startOfRunSec } from "@solewise/run";
import { InputError, type Side } from "@solewise/terms";
import type {
  AnalysedRun,
  AnalysisJob,
  DetectedFoot,
  FootJob,
  FootThreadJob,
  ThreadMessage,
} from "./analysis-messages.ts";
import { askThread } from "./ask-thread.ts";
import { detectFoot } from "./detect-foot.ts";

/** The first refused foot's refusal, whichever thread was faster. */
async function detectBoth({ feet, ...shared }: AnalysisJob): Promise<DetectedFoot[]> {
  const jobOf = (foot: FootJob): FootThreadJob => ({ ...shared, foot });
  const [first, second] = feet;
  if (first === undefined) throw new RangeError("expected one foot or two");
  if (second === undefined) return [await detectFoot(jobOf(first))];
  const beside = askThread<DetectedFoot>(new URL("./foot-thread.ts", import.meta.url), jobOf(second));
  const [here, there] = await Promise.allSettled([detectFoot(jobOf(first)), beside]);
  if (here.status === "rejected") throw here.reason;
  if (there.status === "rejected") throw there.reason;
  return [here.value, there.value];
}

function unpack({ recording, words, paths, strideCount }: DetectedFoot): FootRecording {
  return {
    ...recording,
    strides: new PackedStrides(recording.side, words, strideCount),
    paths: new PackedPaths(paths, strideCount),
  };
}

async function analyse(job: AnalysisJob): Promise<AnalysedRun> {
  const detected = await detectBoth(job);
  const recordings = detected.map(unpack);
  const footOf = (side: Side): FootRecording | null => recordings.find((foot) => foot.side === side) ?? null;
  const sided = job.feet.map(({ slot, ...foot }) => {
    const recording = detected.find((one) => one.slot === slot)?.recording;
    return { ...foot, statedSide: recording?.header.side ?? null };
  });
  const algorithm = describeAlgorithm(recordings, job.kernelSha256);
  const feet = { left: footOf("left"), right: footOf("right") };
  const { summary, warnings } = assembleRun(feet, { algorithm, warnings: describeSides(sided) });
  return { algorithm, summary, warnings, startSec: startOfRunSec(recordings), feet: detected };
}

function tell(message: ThreadMessage<AnalysedRun>, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

try {
  const result = await analyse(workerData as AnalysisJob);
  tell(
    { kind: "done", result },
    result.feet.flatMap(({ words, paths }) => [words.buffer, paths.buffer]),
  );
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  tell({ kind: "refused", parts: error.parts() });
}
