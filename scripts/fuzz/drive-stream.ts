// One adversarial stream through the kernel, by one of several ways a host might feed it. In: a stream. Out: what broke,
// with the records' count, so that a run that finds no strides shows.
import { kernelFrom, PackedStrides, type Kernel } from "@solewise/gait";
import { RECORD_WORDS, WORD } from "@solewise/gait/testing";
import type { Random } from "../accuracy/random.ts";
import { kernelModule } from "../kernel-properties/compiled-kernel.ts";
import { judgeRecord } from "./judge.ts";
import type { AdversarialStream } from "./streams.ts";

type KernelExports = Parameters<typeof kernelFrom>[0];

/** What came of a stream. */
export interface Outcome {
  strideCount: number;
  /** Longest a call on at most 64 samples computed. */
  callMs: number;
  problem: string | null;
}

interface Drive {
  kernel: Kernel;
  exports: KernelExports;
  stream: AdversarialStream;
  strides: PackedStrides;
  callMs: number;
}

const BATCH_SAMPLES = 64;

function instantiate(): KernelExports {
  return new WebAssembly.Instance(kernelModule(), {}).exports as unknown as KernelExports;
}

function take(drive: Drive, words: Int32Array, at: number): void {
  drive.strides.append(words, at);
}

/** Time that this thread computed, ms: other programs on the machine do not count. */
function computedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Samples [from, to) by whole batches or less, each timed. */
function pushTimed(drive: Drive, from: number, to: number): void {
  for (let start = from; start < to; start += BATCH_SAMPLES) {
    const before = computedMs();
    drive.kernel.push(
      drive.stream.block,
      (words, at) => take(drive, words, at),
      start,
      Math.min(start + BATCH_SAMPLES, to),
    );
    drive.callMs = Math.max(drive.callMs, computedMs() - before);
  }
}

function finish(drive: Drive): void {
  drive.kernel.finish((words, at) => take(drive, words, at));
}

function pushWhole(drive: Drive): void {
  pushTimed(drive, 0, drive.stream.block.sampleCount);
  finish(drive);
}

/** Ends the recording in the middle and goes on with the same kernel. */
function pushWithFinish(drive: Drive): void {
  const { block, random } = drive.stream;
  const middle = Math.floor(random.uniform() * block.sampleCount);
  pushTimed(drive, 0, middle);
  finish(drive);
  finish(drive);
  pushTimed(drive, middle, block.sampleCount);
  finish(drive);
}

/** Saves and resumes in a fresh kernel; now and then goes back to an older state. */
function pushWithResume(drive: Drive): void {
  const { block, random, settings } = drive.stream;
  const states: Uint8Array[] = [];
  const stepSamples = 50 + Math.floor(random.uniform() * 400);
  for (let from = 0; from < block.sampleCount; from += stepSamples) {
    pushTimed(drive, from, Math.min(from + stepSamples, block.sampleCount));
    drive.kernel.flush((words, at) => take(drive, words, at));
    states.push(drive.kernel.save());
    const state = states[Math.floor(random.uniform() < 0.7 ? states.length - 1 : random.uniform() * states.length)];
    drive.exports = instantiate();
    drive.kernel = kernelFrom(drive.exports);
    drive.kernel.configure(settings);
    if (state !== undefined) drive.kernel.resume(state);
  }
  finish(drive);
}

/** Past the host: any 64-bit instants, any counts (−32768 too), batches of any length. */
function pushRaw(drive: Drive): void {
  const { exports, stream } = drive;
  const { block, random } = stream;
  const { buffer } = exports.memory;
  const timeWords = new Uint32Array(buffer, exports.inputTimePointer(), BATCH_SAMPLES * 2);
  const counts = new Int16Array(buffer, exports.inputCountsPointer(), BATCH_SAMPLES * 6);
  const queue = new Int32Array(buffer, exports.queuePointer());
  const queueState = new Int32Array(buffer, exports.queueStatePointer(), 1);
  const isWild = random.uniform() < 0.3;
  for (let from = 0; from < block.sampleCount;) {
    const length = Math.min(Math.floor(random.uniform() * (BATCH_SAMPLES + 1)), block.sampleCount - from);
    for (let index = 0; index < length; index++) writeRaw(stream, from + index, index, timeWords, counts, isWild);
    for (let taken = 0; taken < length;) {
      const before = computedMs();
      taken = exports.process(taken, length);
      drive.callMs = Math.max(drive.callMs, computedMs() - before);
      for (let record = 0; record < (queueState[0] ?? 0); record++) take(drive, queue, record * RECORD_WORDS);
    }
    from += length;
  }
  for (let isMore = true; isMore;) {
    isMore = exports.finish() !== 0;
    for (let record = 0; record < (queueState[0] ?? 0); record++) take(drive, queue, record * RECORD_WORDS);
  }
}

function writeRaw(
  { block, random }: AdversarialStream,
  from: number,
  slot: number,
  timeWords: Uint32Array,
  counts: Int16Array,
  isWild: boolean,
): void {
  const us = block.timeUs[from] ?? 0;
  const isOdd = isWild && random.uniform() < 0.01;
  timeWords[slot] = isOdd ? anyWord(random) : us;
  timeWords[BATCH_SAMPLES + slot] = isOdd ? anyWord(random) : Math.floor(us / 2 ** 32);
  for (let channel = 0; channel < 6; channel++) {
    const value = (block.values[from * 6 + channel] ?? 0) * (channel < 3 ? 200 : 900);
    counts[slot * 6 + channel] = isOdd ? anyWord(random) : Math.min(Math.max(value, -32768), 32767);
  }
}

function anyWord(random: Random): number {
  return Math.floor(random.uniform() * 2 ** 32);
}

/** The first has the others' share: most streams go the usual way. */
const WAYS: readonly (readonly [name: string, push: (drive: Drive) => void])[] = [
  ["whole", pushWhole],
  ["whole", pushWhole],
  ["whole", pushWhole],
  ["finish", pushWithFinish],
  ["resume", pushWithResume],
  ["raw", pushRaw],
];

/** Drives one stream; a trap is a problem like any other. */
export function driveStream(stream: AdversarialStream): Outcome {
  const exports = instantiate();
  const drive: Drive = {
    kernel: kernelFrom(exports),
    exports,
    stream,
    strides: new PackedStrides(stream.settings.side),
    callMs: 0,
  };
  const [way, push] = WAYS[Math.floor(stream.random.uniform() * WAYS.length)] ?? WAYS[0]!;
  let problem: string | null = null;
  try {
    drive.kernel.configure(stream.settings);
    push(drive);
    problem = judge(drive, way);
  } catch (error) {
    problem = `trap: ${error instanceof Error ? error.message : String(error)}`;
  }
  return {
    strideCount: drive.strides.strideCount,
    callMs: drive.callMs,
    problem: problem === null ? null : `${stream.name}, ${way}: ${problem}`,
  };
}

function judge(drive: Drive, way: string): string | null {
  const { exports, strides } = drive;
  const lost = new Int32Array(exports.memory.buffer, exports.queueStatePointer(), 2)[1] ?? 0;
  if (lost !== 0) return `${lost} records lost in the queue`;
  const { words } = strides;
  for (let at = 0; at < words.length; at += RECORD_WORDS) {
    const wrong = judgeRecord(words, at) ?? (way === "resume" ? null : wrongSuccession(words, at));
    if (wrong !== null) return `record ${at / RECORD_WORDS} of ${strides.strideCount}: ${wrong}`;
  }
  for (const stride of strides) if (!isFiniteThroughout(stride)) return `stride ${stride.strideIndex} holds NaN`;
  return null;
}

/** Records of one kernel that was never set back count up. */
function wrongSuccession(words: Int32Array, at: number): string | null {
  if (at === 0) return words[WORD.sequence] === 0 ? null : "the first sequence is not 0";
  const step = (words[at + WORD.sequence] ?? 0) - (words[at - RECORD_WORDS + WORD.sequence] ?? 0);
  return step === 1 ? null : `sequence goes on by ${step}`;
}

/** No number in the value, however deep, is NaN or infinite. */
function isFiniteThroughout(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every(isFiniteThroughout);
}
