// A recording becomes two plays and what Node says to them: the whole of it, with states at places of the seed, and the rest
// from one of those states on. Comes in: counted recordings. Goes out: plays with the transcripts every other place must give.
import type { CountedRecording } from "./counted-samples.ts";
import { playInWasm } from "./play-in-wasm.ts";
import { writePlay } from "./play.ts";
import {
  afterState,
  describeDifference,
  readTranscript,
  recordWordsOf,
  statesOf,
  type Transcript,
} from "./transcript.ts";

/** States written down before the last one, at places drawn evenly over the recording. */
const STATE_COUNT = 6;
/** The state that the second play goes on from: the fourth, past the middle of most recordings. */
const RESUMED_STATE = 3;

/** A play and its transcript in Node. */
export interface PreparedPlay {
  /** The recording's name, and for the second play where it begins. */
  name: string;
  recording: string;
  /** The recording's sample that the play begins with. */
  firstSampleIndex: number;
  play: Uint8Array;
  expected: Transcript;
}

/** Both plays of a recording. */
export interface PreparedRecording {
  name: string;
  sampleCount: number;
  recordCount: number;
  stateCount: number;
  plays: readonly PreparedPlay[];
  /** What Node says about itself: batches against `detectStrides`, resumed against whole. Empty when all is the same. */
  differences: readonly string[];
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function drawNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function drawPlaces(sampleCount: number, seed: number): number[] {
  const draw = drawNumbers(seed);
  return Array.from({ length: STATE_COUNT }, () => Math.floor(draw() * sampleCount)).toSorted((a, b) => a - b);
}

function compareWords(expected: Int32Array, found: Int32Array): string[] {
  const at = expected.findIndex((word, index) => word !== found[index]);
  if (at < 0 && expected.length === found.length) return [];
  const place = at < 0 ? Math.min(expected.length, found.length) : at;
  return [
    `detectStrides against the play in Node: record ${Math.floor(place / 24)}, word ${place % 24}: ` +
      `expected ${expected[place]}, but found ${found[place]}`,
  ];
}

/** Plays the recording in Node. */
export function prepareRecording(
  { name, samples, strideWords }: CountedRecording,
  kernel: Uint8Array<ArrayBuffer>,
  seed: number,
): PreparedRecording {
  const stateAt = drawPlaces(samples.sampleCount, seed);
  const whole = writePlay(samples, { stateAt });
  const expected = readTranscript(playInWasm(kernel, whole));
  const states = statesOf(expected);
  const [at, state] = [stateAt[RESUMED_STATE] ?? 0, states[RESUMED_STATE] ?? new Uint8Array()];
  const rest = writePlay(samples, { stateAt: stateAt.slice(RESUMED_STATE + 1), resume: { at, state } });
  const tail = afterState(expected, RESUMED_STATE);
  const resumed = describeDifference(tail, readTranscript(playInWasm(kernel, rest)));
  return {
    name,
    sampleCount: samples.sampleCount,
    recordCount: strideWords.length / 24,
    stateCount: states.length,
    plays: [
      { name, recording: name, firstSampleIndex: 0, play: whole, expected },
      {
        name: `${name}, resumed at sample ${at} with Node's state`,
        recording: name,
        firstSampleIndex: at,
        play: rest,
        expected: tail,
      },
    ],
    differences: [
      ...compareWords(strideWords, recordWordsOf(expected)),
      ...(resumed === null ? [] : [`resumed in Node against whole: ${resumed}`]),
    ].map((difference) => `${name}: ${difference}`),
  };
}
