// One foot's recording as the counts that its kernel gets, and the strides that `detectStrides` finds in it. The counts are
// those of the kernel's host itself, taken where it hands them over. Comes in: a recording. Goes out: counts, strides.
import {
  detectStrides,
  kernelFrom,
  openRecording,
  PackedStrides,
  RECORD_WORDS,
  type FootRecording,
} from "@solewise/gait";
import type { CountedSamples, PlaySettings } from "./play.ts";
import type { ChipRecording } from "./chip-recordings.ts";

type KernelExports = Parameters<typeof kernelFrom>[0];

/** Bits can be compared on a recording of any length; `detectStrides` refuses less than this, s. */
const DURATION_MIN_SEC = 1;
const BATCH_SAMPLES = 64;
const COUNTS_ADDRESS = BATCH_SAMPLES * 8;
const QUEUE_ADDRESS = COUNTS_ADDRESS + BATCH_SAMPLES * 12;

function concat(parts: readonly (Uint32Array | Int16Array)[]): ArrayBuffer {
  const bytes = Buffer.concat(
    parts.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)),
  );
  return new Uint8Array(bytes).buffer;
}

/** Stands where a kernel would, and keeps what the host hands over. */
class CountCatcher {
  readonly #memory = new ArrayBuffer(QUEUE_ADDRESS + 8);
  readonly #timeLow: Uint32Array[] = [];
  readonly #timeHigh: Uint32Array[] = [];
  readonly #counts: Int16Array[] = [];
  #sensor: PlaySettings["sensor"] = [0, 0, 0, 0, 0, 0];
  #isLeftFoot = false;

  /** The kernel's ABI over this catcher. */
  get exports(): KernelExports {
    return {
      memory: { buffer: this.#memory },
      abiVersion: () => 3,
      batchSamples: () => BATCH_SAMPLES,
      recordWords: () => RECORD_WORDS,
      inputTimePointer: () => 0,
      inputCountsPointer: () => COUNTS_ADDRESS,
      queuePointer: () => QUEUE_ADDRESS,
      queueStatePointer: () => QUEUE_ADDRESS,
      stateStart: () => 0,
      stateEnd: () => 0,
      configureSensor: (...sensor) => {
        this.#sensor = sensor;
      },
      configureFoot: (leftFoot) => {
        this.#isLeftFoot = leftFoot !== 0;
      },
      configureLength: () => {
        throw new RangeError("expected the kernel's own length coefficients, but found a shoe's");
      },
      process: (first, end) => this.#catch(first, end),
      finish: () => 0,
    };
  }

  get samples(): CountedSamples {
    const timeLow = new Uint32Array(concat(this.#timeLow));
    return {
      settings: { sensor: this.#sensor, isLeftFoot: this.#isLeftFoot },
      sampleCount: timeLow.length,
      timeLow,
      timeHigh: new Uint32Array(concat(this.#timeHigh)),
      counts: new Int16Array(concat(this.#counts)),
    };
  }

  #catch(first: number, end: number): number {
    const times = new Uint32Array(this.#memory, 0, BATCH_SAMPLES * 2);
    this.#timeLow.push(times.slice(first, end));
    this.#timeHigh.push(times.slice(BATCH_SAMPLES + first, BATCH_SAMPLES + end));
    this.#counts.push(new Int16Array(this.#memory, COUNTS_ADDRESS, BATCH_SAMPLES * 6).slice(first * 6, end * 6));
    return end;
  }
}

/** A recording's counts, and what `detectStrides` made of it. */
export interface CountedRecording {
  name: string;
  samples: CountedSamples;
  /** The words of the strides, 24 each. */
  strideWords: Int32Array;
}

async function catchCounts(recording: ChipRecording, detected: FootRecording): Promise<CountedSamples> {
  const { header, blocks } = await openRecording(recording.open(), recording.name);
  const catcher = new CountCatcher();
  const host = kernelFrom(catcher.exports);
  const { side, accRangeG, gyrRangeDps } = detected;
  host.configure({ side, accRangeG, gyrRangeDps, accStopG: header.rangeG, gyrStopDps: header.rangeDps });
  for await (const block of blocks) host.push(block, () => undefined);
  host.finish(() => undefined);
  return catcher.samples;
}

/** Throws InputError when the recording cannot be analysed. */
export async function countSamples(recording: ChipRecording, kernel: WebAssembly.Module): Promise<CountedRecording> {
  const { name, side } = recording;
  const detected = await detectStrides(recording.open, { file: name, kernel, side, minDurationSec: DURATION_MIN_SEC });
  const samples = await catchCounts(recording, detected);
  const { strides } = detected;
  if (!(strides instanceof PackedStrides)) throw new TypeError("expected packed strides");
  return { name, samples, strideWords: strides.words };
}
