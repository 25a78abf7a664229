// A transcript: what a place said while it played. Frames of kind, byte count, bytes (words little endian):
//   1 a stride record, 24 words | 2 the kernel's state | 3 what the play cost, chip only | 4 the chip's memory, after all plays
// Comes in: bytes. Goes out: records and states as they came, costs; and where two transcripts differ first.
import { createHash } from "node:crypto";

const KIND = { record: 1, state: 2, cost: 3, memory: 4 } as const;

/** The largest call of a kind. */
export interface LargestCall {
  instructions: number;
  /** The sample, from the play's first, that the call took; of finish: how many there were. */
  sampleIndex: number;
}

/** What a play cost on the chip. */
export interface PlayCost {
  sampleCount: number;
  recordCount: number;
  /** Of all calls that take a sample. */
  instructions: number;
  /** Calls without and with a record, and the call that ends the recording. */
  plain: LargestCall;
  closing: LargestCall;
  finish: LargestCall;
}

/** RAM of the chip's program: data and bss, and the deepest stack of all plays. */
export interface BoardMemory {
  staticBytes: number;
  stackBytes: number;
}

interface Frame {
  kind: number;
  bytes: Uint8Array;
}

/** One play's part of a transcript: records and states in the order in which they came. */
export interface Transcript {
  frames: readonly Frame[];
  cost: PlayCost | null;
}

/** A SysTick tick of the board (25 MHz) at one instruction a nanosecond (QEMU, -icount shift=0). */
const INSTRUCTIONS_PER_TICK = 40;

function readFrames(bytes: Uint8Array): Frame[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: Frame[] = [];
  for (let at = 0; at < bytes.length;) {
    const byteCount = at + 8 <= bytes.length ? view.getUint32(at + 4, true) : Infinity;
    if (at + 8 + byteCount > bytes.length) throw new RangeError("expected whole frames, but the transcript is cut");
    frames.push({ kind: view.getUint32(at, true), bytes: bytes.subarray(at + 8, at + 8 + byteCount) });
    at += 8 + byteCount;
  }
  return frames;
}

function wordsOf(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length >> 2 }, (_, word) => view.getUint32(word * 4, true));
}

function readCost(bytes: Uint8Array): PlayCost {
  const [samples = 0, records = 0, ticksLow = 0, ticksHigh = 0, ...calls] = wordsOf(bytes);
  const call = (at: number): LargestCall => ({
    instructions: (calls[at] ?? 0) * INSTRUCTIONS_PER_TICK,
    sampleIndex: calls[at + 1] ?? 0,
  });
  return {
    sampleCount: samples,
    recordCount: records,
    instructions: (ticksHigh * 2 ** 32 + ticksLow) * INSTRUCTIONS_PER_TICK,
    plain: call(0),
    closing: call(2),
    finish: call(4),
  };
}

/** A transcript of one play, as kernel.wasm gives it. */
export function readTranscript(bytes: Uint8Array): Transcript {
  return { frames: readFrames(bytes), cost: null };
}

/** The transcripts of a board's plays in their order, and its memory. Throws RangeError when the bytes end early. */
export function readBoardTranscripts(bytes: Uint8Array): { transcripts: Transcript[]; memory: BoardMemory } {
  const transcripts: Transcript[] = [];
  let frames: Frame[] = [];
  for (const frame of readFrames(bytes)) {
    if (frame.kind === KIND.memory) {
      const [staticBytes = 0, stackBytes = 0] = wordsOf(frame.bytes);
      return { transcripts, memory: { staticBytes, stackBytes } };
    }
    if (frame.kind === KIND.cost) {
      transcripts.push({ frames, cost: readCost(frame.bytes) });
      frames = [];
    } else frames.push(frame);
  }
  throw new RangeError("expected the board to write its memory last, but its transcript ends before");
}

/** The words of all records, one behind the other. */
export function recordWordsOf({ frames }: Transcript): Int32Array {
  return Int32Array.from(frames.filter(({ kind }) => kind === KIND.record).flatMap(({ bytes }) => wordsOf(bytes)));
}

/** The states in the order in which they were asked for. */
export function statesOf({ frames }: Transcript): Uint8Array[] {
  return frames.filter(({ kind }) => kind === KIND.state).map(({ bytes }) => bytes);
}

/** The part of a transcript behind its nth state (from 0). */
export function afterState({ frames }: Transcript, stateIndex: number): Transcript {
  const places = frames.flatMap(({ kind }, at) => (kind === KIND.state ? [at] : []));
  return { frames: frames.slice((places[stateIndex] ?? frames.length) + 1), cost: null };
}

/** SHA-256 over every frame's kind and bytes. */
export function hashTranscript({ frames }: Transcript): string {
  const hash = createHash("sha256");
  for (const { kind, bytes } of frames) hash.update(Uint32Array.of(kind, bytes.length)).update(bytes);
  return hash.digest("hex");
}

/** Where `found` first differs from `expected`, in words; null when they are the same. */
export function describeDifference(expected: Transcript, found: Transcript): string | null {
  let records = 0;
  let states = 0;
  for (const [at, frame] of expected.frames.entries()) {
    const other = found.frames[at];
    const place = frame.kind === KIND.record ? `record ${records++}` : `state ${states++}`;
    if (other === undefined) return `${place}: missing`;
    if (other.kind !== frame.kind) return `${place}: came as a ${other.kind === KIND.record ? "record" : "state"}`;
    if (other.bytes.length !== frame.bytes.length) {
      return `${place}: expected ${frame.bytes.length} bytes, but found ${other.bytes.length}`;
    }
    const byte = frame.bytes.findIndex((value, index) => value !== other.bytes[index]);
    if (byte < 0) continue;
    const word = byte >> 2;
    const [before, after] = [wordsOf(frame.bytes)[word] ?? 0, wordsOf(other.bytes)[word] ?? 0];
    if (frame.kind === KIND.state)
      return `${place}, byte ${byte}: expected word ${hex(before)}, but found ${hex(after)}`;
    return `${place}, word ${word}: expected ${before | 0}, but found ${after | 0}`;
  }
  const more = found.frames.length - expected.frames.length;
  return more > 0 ? `${more} more records and states than expected` : null;
}

function hex(word: number): string {
  return `0x${word.toString(16).padStart(8, "0")}`;
}
