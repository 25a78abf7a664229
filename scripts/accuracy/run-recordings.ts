// Runs the engine over every recording, one after the other. In: files and an engine. Out: scored or refused recordings.
import type { AnalyzeFoot, FootSamples } from "./engine.ts";
import type { RecordingResult } from "./figures.ts";
import { recogniseTruth } from "./recognise-truth.ts";
import { readSamples, type RecordingFile } from "./recordings.ts";
import { scoreRecording } from "./score-recording.ts";
import { NO_TRUTH } from "./truth.ts";

/** Reference trials may be shorter than what a runner may upload: 1 s holds one stride. */
const DURATION_MIN_SEC = 1;

/** Changes samples before the engine sees them; the identity when nothing is asked for. */
export type ChangeSamples = (samples: FootSamples) => FootSamples;

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Scores one recording; whatever fails becomes its refusal. */
export async function runRecording(
  file: RecordingFile,
  analyzeFoot: AnalyzeFoot,
  change: ChangeSamples,
): Promise<RecordingResult> {
  const head = { name: file.name, set: file.set, side: file.side, isSideKnown: file.isSideKnown };
  let truth = NO_TRUTH;
  let durationSec = 0;
  try {
    const original = readSamples(file);
    const firstSec = original.timeSec[0] ?? 0;
    const lastSec = original.timeSec.at(-1) ?? firstSec;
    durationSec = lastSec - firstSec;
    truth = recogniseTruth(file, firstSec, lastSec);
    const strides = [...(await analyzeFoot(change(original), file.side, { minDurationSec: DURATION_MIN_SEC }))];
    return { ...head, durationSec, truth, score: scoreRecording(strides, truth), refusal: null };
  } catch (error) {
    return { ...head, durationSec, truth, score: null, refusal: sentence(error) };
  }
}
