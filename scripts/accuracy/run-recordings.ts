// Runs the engine over recordings, one after the other. In: files and an engine. Out: scored or refused recordings.
import { dirname } from "node:path";
import type { AnalyzeFoot, FootSamples } from "./engine.ts";
import type { RecordingResult } from "./figures.ts";
import { recogniseTruth } from "./recognise-truth.ts";
import { readSamples, type RecordingFile } from "./recordings.ts";
import { scoreRecording } from "./score-recording.ts";
import { NO_TRUTH, type Truth } from "./truth.ts";

/** Reference trials may be shorter than what a runner may upload: 1 s holds one stride. */
const DURATION_MIN_SEC = 1;

/** Changes samples before the engine sees them; the identity when nothing is asked for. */
export type ChangeSamples = (samples: FootSamples) => FootSamples;

/** A recording in memory beside its reference, or why there is none. */
export interface LoadedRecording {
  file: RecordingFile;
  samples: FootSamples | null;
  truth: Truth;
  durationSec: number;
  refusal: string | null;
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Reads a recording and its reference; what cannot be read is told. */
export async function loadRecording(file: RecordingFile): Promise<LoadedRecording> {
  let durationSec = 0;
  try {
    const samples = await readSamples(file);
    const firstSec = samples.timeSec[0] ?? 0;
    const lastSec = samples.timeSec.at(-1) ?? firstSec;
    durationSec = lastSec - firstSec;
    return { file, samples, truth: recogniseTruth(file, firstSec, lastSec), durationSec, refusal: null };
  } catch (error) {
    return { file, samples: null, truth: NO_TRUTH, durationSec, refusal: sentence(error) };
  }
}

/** Scores a loaded recording; whatever fails becomes its refusal. */
export async function scoreLoaded(
  { file, samples, truth, durationSec, refusal }: LoadedRecording,
  analyzeFoot: AnalyzeFoot,
  change: ChangeSamples,
): Promise<RecordingResult> {
  const { name, set, side, isSideKnown } = file;
  const head = { name, set, trial: `${dirname(name)}/${file.stem}`, side, isSideKnown, durationSec, truth };
  if (samples === null) return { ...head, score: null, refusal };
  try {
    const strides = [...(await analyzeFoot(change(samples), side, { minDurationSec: DURATION_MIN_SEC }))];
    return { ...head, score: scoreRecording(strides, truth), refusal: null };
  } catch (error) {
    return { ...head, score: null, refusal: sentence(error) };
  }
}

/** Reads, runs and scores one recording. */
export async function runRecording(
  file: RecordingFile,
  analyzeFoot: AnalyzeFoot,
  change: ChangeSamples,
): Promise<RecordingResult> {
  return scoreLoaded(await loadRecording(file), analyzeFoot, change);
}
