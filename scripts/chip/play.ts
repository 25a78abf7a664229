// A play: what a kernel is to do, as the bytes that every place reads: a foot's settings, samples as counts, where the state is
// to be written down. Little endian, words of 32 bits:
//   "PLAY", settings: 6 of configureSensor (2 f32, 4 i32), left foot, length given, 4 f32 of configureLength; then operations:
//   0 end | 1 take n ≤ 64: n low words, n high words of µs, 6n int16 | 2 state | 3 finish | 4 resume: byte count, bytes
// The chip's side: firmware/boards/mps2/play-recordings.c.

export const PLAY_BEGIN = 0x59414c50;
const OPERATION = { end: 0, take: 1, state: 2, finish: 3, resume: 4 } as const;
const BATCH_SAMPLES = 64;

/** What the host derives from sensor and foot: the arguments of the kernel's configure calls. */
export interface PlaySettings {
  /** Two scales, then four counts. */
  sensor: readonly [number, number, number, number, number, number];
  isLeftFoot: boolean;
}

/** A foot's samples as the kernel gets them. */
export interface CountedSamples {
  settings: PlaySettings;
  sampleCount: number;
  /** Low and high words of each instant; shape [samples]. */
  timeLow: Uint32Array;
  timeHigh: Uint32Array;
  /** Shape [samples × 6]. */
  counts: Int16Array;
}

/** Where in a recording a play begins, and what it is asked for. */
export interface PlayPlan {
  /** Sample positions before which the state is written down; ascending. */
  stateAt: readonly number[];
  /** Begin here with a state saved before this sample; else at 0 with a fresh kernel. */
  resume?: { at: number; state: Uint8Array };
}

class PlayWriter {
  readonly #parts: Uint8Array[] = [];

  words(...values: number[]): void {
    this.#parts.push(new Uint8Array(Int32Array.from(values, (value) => value | 0).buffer));
  }

  bytes(array: Uint32Array | Int16Array | Uint8Array): void {
    this.#parts.push(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  }

  floats(...values: number[]): void {
    this.#parts.push(new Uint8Array(Float32Array.from(values).buffer));
  }

  toBytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }
}

function writeSettings(writer: PlayWriter, { sensor, isLeftFoot }: PlaySettings): void {
  writer.floats(sensor[0], sensor[1]);
  writer.words(sensor[2], sensor[3], sensor[4], sensor[5], isLeftFoot ? 1 : 0, 0);
  writer.floats(0, 0, 0, 0);
}

function writeSamples(writer: PlayWriter, samples: CountedSamples, first: number, end: number): void {
  for (let from = first; from < end; from += BATCH_SAMPLES) {
    const to = Math.min(end, from + BATCH_SAMPLES);
    writer.words(OPERATION.take, to - from);
    writer.bytes(samples.timeLow.subarray(from, to));
    writer.bytes(samples.timeHigh.subarray(from, to));
    writer.bytes(samples.counts.subarray(from * 6, to * 6));
  }
}

/** The play of a recording: every sample from where it begins, the states asked for, the end, the state after it. */
export function writePlay(samples: CountedSamples, { stateAt, resume }: PlayPlan): Uint8Array {
  const writer = new PlayWriter();
  writer.words(PLAY_BEGIN);
  writeSettings(writer, samples.settings);
  let from = resume?.at ?? 0;
  if (resume !== undefined) {
    writer.words(OPERATION.resume, resume.state.length);
    writer.bytes(resume.state);
  }
  for (const at of stateAt) {
    writeSamples(writer, samples, from, at);
    writer.words(OPERATION.state);
    from = at;
  }
  writeSamples(writer, samples, from, samples.sampleCount);
  writer.words(OPERATION.finish, OPERATION.state, OPERATION.end);
  return writer.toBytes();
}
