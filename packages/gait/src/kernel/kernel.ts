// The host of kernel.wasm: samples in SI units or counts go in, stride records come out. Reads no file, keeps no clock.
// One instance a foot and recording. Memory is the module's one page; nothing grows.
import { DEG_PER_RAD, GRAVITY_MPS2 } from "@solewise/terms";
import type { SampleBlock, Side } from "@solewise/terms";
import { RECORD_WORDS } from "./record-layout.ts";

/** What a kernel must know of a sensor before its first sample. */
export interface KernelSettings {
  side: Side;
  /** Full scale that ±32768 counts stand for. */
  accRangeG: number;
  gyrRangeDps: number;
  /** The sensor's own full scale where it is known and smaller; readings at 98 % of it count as clipped. */
  accStopG?: number | null;
  gyrStopDps?: number | null;
  /** Length = raw · (1 + scale) + offset · time; left out: the parameter pack's own. */
  length?: LengthCoefficients;
}

/** Two coefficients a gait (GAIT.md "Anchor and stride close" 4). */
export interface LengthCoefficients {
  runOffsetMps: number;
  runScaleFraction: number;
  walkOffsetMps: number;
  walkScaleFraction: number;
}

/** Takes one record: RECORD_WORDS words of `words` from `at` on. The array is reused: copy what is kept. */
export type StrideSink = (words: Int32Array, at: number) => void;

/** What a kernel exports; ABI 3 (packages/gait/kernel/index.ts). */
interface KernelExports {
  memory: { readonly buffer: ArrayBuffer };
  abiVersion(): number;
  batchSamples(): number;
  recordWords(): number;
  inputTimePointer(): number;
  inputCountsPointer(): number;
  queuePointer(): number;
  queueStatePointer(): number;
  stateStart(): number;
  stateEnd(): number;
  configureSensor(
    acc: number,
    gyr: number,
    accStop: number,
    gyrStop: number,
    accRepeat: number,
    gyrRepeat: number,
  ): void;
  configureFoot(leftFoot: number): void;
  configureLength(runOffset: number, runScale: number, walkOffset: number, walkScale: number): void;
  process(first: number, sampleCount: number): number;
  finish(): number;
}

const ABI_VERSION = 3;
const COUNT_MAX = 32767;
const COUNTS_IN_RANGE = 32768;
const STOP_FRACTION = 0.98;
/** Two equal readings in a row beyond these, at the largest of their axis, are an end stop inside the range: under ±4 g, ±250 °/s. */
const ACC_REPEAT_MPS2 = 30;
const GYR_REPEAT_RAD_PER_SEC = 4;
const WORD_SPAN = 2 ** 32;

/** Streams one foot's samples through the kernel. */
export class Kernel {
  readonly #exports: KernelExports;
  readonly #batchSamples: number;
  readonly #timeWords: Uint32Array;
  readonly #counts: Int16Array;
  readonly #queue: Int32Array;
  readonly #queueState: Int32Array;
  #accPerCount = 1;
  #gyrPerCount = 1;
  #filled = 0;

  constructor(exports: KernelExports) {
    this.#exports = exports;
    this.#batchSamples = exports.batchSamples();
    const { buffer } = exports.memory;
    this.#timeWords = new Uint32Array(buffer, exports.inputTimePointer(), this.#batchSamples * 2);
    this.#counts = new Int16Array(buffer, exports.inputCountsPointer(), this.#batchSamples * 6);
    this.#queue = new Int32Array(buffer, exports.queuePointer());
    this.#queueState = new Int32Array(buffer, exports.queueStatePointer(), 1);
  }

  /** Sets the sensor and the foot; before the first sample. */
  configure(settings: KernelSettings): void {
    this.#accPerCount = (settings.accRangeG * GRAVITY_MPS2) / COUNTS_IN_RANGE;
    this.#gyrPerCount = settings.gyrRangeDps / DEG_PER_RAD / COUNTS_IN_RANGE;
    this.#exports.configureSensor(
      this.#accPerCount,
      this.#gyrPerCount,
      stopCount(settings.accStopG, settings.accRangeG),
      stopCount(settings.gyrStopDps, settings.gyrRangeDps),
      Math.round(ACC_REPEAT_MPS2 / this.#accPerCount),
      Math.round(GYR_REPEAT_RAD_PER_SEC / this.#gyrPerCount),
    );
    this.#exports.configureFoot(settings.side === "left" ? 1 : 0);
    const { length } = settings;
    if (length === undefined) return;
    this.#exports.configureLength(
      length.runOffsetMps,
      length.runScaleFraction,
      length.walkOffsetMps,
      length.walkScaleFraction,
    );
  }

  /**
   * Takes samples [from, to) of a block in time order, quantised to counts; values beyond the range stop at its end.
   * Samples that do not go forward in time are dropped.
   */
  push(block: SampleBlock, sink: StrideSink, from = 0, to = block.sampleCount): void {
    let index = from;
    while (index < to) {
      const end = Math.min(to, index + this.#batchSamples - this.#filled);
      this.#fill(block, index, end);
      index = end;
      if (this.#filled === this.#batchSamples) this.flush(sink);
    }
  }

  /** Processes what waits in the batch; the result never depends on when this is called. */
  flush(sink: StrideSink): void {
    const filled = this.#filled;
    this.#filled = 0;
    let taken = 0;
    while (taken < filled) {
      taken = this.#exports.process(taken, filled);
      this.#hand(this.#queueState[0] as number, sink);
    }
  }

  /** No more samples: closes the last stride. */
  finish(sink: StrideSink): void {
    this.flush(sink);
    let isMore = true;
    while (isMore) {
      isMore = this.#exports.finish() !== 0;
      this.#hand(this.#queueState[0] as number, sink);
    }
  }

  /** The kernel's memory between two samples; flush first. For the same kernel bytes and settings only. */
  save(): Uint8Array {
    if (this.#filled > 0)
      throw new RangeError("expected an empty batch, but samples wait in it; call flush before save");
    return this.#stateBytes().slice();
  }

  /** Goes on where `save` was called. Throws RangeError when the state is of another kernel. */
  resume(state: Uint8Array): void {
    const bytes = this.#stateBytes();
    if (state.length !== bytes.length) {
      throw new RangeError(
        `expected a kernel state of ${bytes.length} bytes, but found ${state.length}; it was saved by another version`,
      );
    }
    bytes.set(state);
  }

  #stateBytes(): Uint8Array {
    const start = this.#exports.stateStart();
    return new Uint8Array(this.#exports.memory.buffer, start, this.#exports.stateEnd() - start);
  }

  /** Quantises samples [from, to) into the batch; locals, because this loop is the host's whole cost. */
  #fill({ timeUs, values }: SampleBlock, from: number, to: number): void {
    const times = this.#timeWords;
    const counts = this.#counts;
    const highWords = this.#batchSamples;
    const acc = 1 / this.#accPerCount;
    const gyr = 1 / this.#gyrPerCount;
    let slot = this.#filled;
    for (let index = from; index < to; index++) {
      const us = timeUs[index] as number;
      const high = Math.floor(us / WORD_SPAN);
      times[slot] = us - high * WORD_SPAN;
      times[highWords + slot] = high;
      const source = index * 6;
      const target = slot * 6;
      counts[target] = toCount((values[source] as number) * acc);
      counts[target + 1] = toCount((values[source + 1] as number) * acc);
      counts[target + 2] = toCount((values[source + 2] as number) * acc);
      counts[target + 3] = toCount((values[source + 3] as number) * gyr);
      counts[target + 4] = toCount((values[source + 4] as number) * gyr);
      counts[target + 5] = toCount((values[source + 5] as number) * gyr);
      slot++;
    }
    this.#filled = slot;
  }

  #hand(waiting: number, sink: StrideSink): void {
    for (let record = 0; record < waiting; record++) sink(this.#queue, record * RECORD_WORDS);
  }
}

/** The nearest count, ties away from zero; beyond the range its end, NaN 0. */
function toCount(value: number): number {
  if (value > COUNT_MAX) return COUNT_MAX;
  if (value < -COUNT_MAX) return -COUNT_MAX;
  return (value < 0 ? value - 0.5 : value + 0.5) | 0;
}

/** Counts from which on a reading is at its end stop. */
function stopCount(stop: number | null | undefined, range: number): number {
  const full = stop === null || stop === undefined || stop > range ? range : stop;
  return Math.floor((full / range) * COUNTS_IN_RANGE * STOP_FRACTION);
}

/**
 * A kernel from its compiled bytes, ready for `configure`.
 * @throws RangeError when the module speaks another ABI
 */
export function createKernel(module: WebAssembly.Module): Kernel {
  const instance = new WebAssembly.Instance(module, {});
  return kernelFrom(instance.exports as unknown as KernelExports);
}

/** The same host over any implementation of the ABI: the JavaScript twin in tests and benches. */
export function kernelFrom(exports: KernelExports): Kernel {
  const abi = exports.abiVersion();
  if (abi !== ABI_VERSION || exports.recordWords() !== RECORD_WORDS) {
    throw new RangeError(`expected a kernel of ABI ${ABI_VERSION}, but found ABI ${abi}; build the kernel again`);
  }
  return new Kernel(exports);
}
