// What the records of a strides.bin may say: the bounds that every kernel keeps, whatever it was fed (KER12 of gait, as
// its fuzzing judges them). In: bytes as they are read. Out: the same bytes, or the error of the first wrong record.
import { STRIDE_RECORD_BYTES } from "./archive-names.ts";

/** "Could not be measured" on the wire. */
const ABSENT = -2147483648;
const WORD_MAX = 2147483647;
/** 180° in steps of 0.1°. */
const HALF_TURN = 1800;
/** Midstances are exact up to here, µs. */
const TIME_MAX_US = 2 ** 53;

/** When a word may be absent: never, whenever it was not measured, or only in a stride of quality 0. */
type Absence = "never" | "unmeasured" | "lost";

/** Name, least, most, absence; both ends allowed. Units and order: packages/gait/kernel/record.ts. */
type Word = readonly [name: string, low: number, high: number, absence: Absence];

const MIDSTANCE_LOW = 1;
const MIDSTANCE_HIGH = 2;
const QUALITY = 15;

/** Codes and flags leave room for those to come, which readers take as “other” and pass over. */
const WORDS: readonly Word[] = [
  ["sequence", 0, WORD_MAX, "never"],
  ["midstance", ABSENT, WORD_MAX, "never"],
  ["midstance", ABSENT, WORD_MAX, "never"],
  ["initial contact", -50_000, 0, "unmeasured"],
  ["terminal contact", -20_000, 50_000, "lost"],
  ["next initial contact", 0, 50_000, "lost"],
  ["next midstance", 1, 100_000, "never"],
  ["activity", 0, 255, "never"],
  ["length", 0, 20_000, "unmeasured"],
  ["height change", -20_000, 20_000, "unmeasured"],
  ["clearance", 0, 20_000, "unmeasured"],
  ["turn", -HALF_TURN, HALF_TURN, "unmeasured"],
  ["strike angle", -HALF_TURN, HALF_TURN, "unmeasured"],
  ["eversion", -HALF_TURN, HALF_TURN, "unmeasured"],
  ["impact", 0, 100_000_000, "unmeasured"],
  ["quality", 0, 1000, "never"],
  ["anchor energy", 0, WORD_MAX, "unmeasured"],
  ["anchor tilt", 0, HALF_TURN, "lost"],
  ["dominant axis", 320, 1001, "lost"],
  ["closure", 0, WORD_MAX, "unmeasured"],
  ["impact delay", -20_000, 20_000, "unmeasured"],
  ["speed", 0, 100_000, "unmeasured"],
  ["flags", 0, 0xffff, "never"],
  ["clipped share", 0, 1000, "never"],
];

/** Instants within a stride, in their order. */
const INSTANTS = [3, 4, 5];

/** A record that no kernel gives. */
export interface RecordMisfit {
  /** Position among the foot's strides, from 0. */
  strideIndex: number;
  /** What of it is wrong. */
  word: string;
  expected: string;
  came: string;
}

/** Judges the records of one foot one after the other. */
class RecordJudge {
  #strideIndex = 0;
  #midstanceUs = -Infinity;

  /** Null for a record that a kernel can have given after the ones before it. */
  judge(view: DataView): RecordMisfit | null {
    const words = WORDS.map((_, index) => view.getInt32(4 * index, true));
    const fault = judgeBounds(words) ?? judgeOrder(words) ?? this.#judgeTime(words);
    const strideIndex = this.#strideIndex++;
    return fault === null ? null : { strideIndex, ...fault };
  }

  #judgeTime(words: readonly number[]): Fault | null {
    const midstanceUs = (words[MIDSTANCE_HIGH] ?? 0) * 2 ** 32 + ((words[MIDSTANCE_LOW] ?? 0) >>> 0);
    const before = this.#midstanceUs;
    this.#midstanceUs = midstanceUs;
    const isExact = Math.abs(midstanceUs) <= TIME_MAX_US;
    if (isExact && midstanceUs >= before) return null;
    const expected = isExact ? `not before ${before} µs of the stride before it` : "an instant within ±2^53 µs";
    return { word: "midstance", expected, came: `${midstanceUs} µs` };
  }
}

type Fault = Omit<RecordMisfit, "strideIndex">;

function judgeBounds(words: readonly number[]): Fault | null {
  const isLost = words[QUALITY] === 0;
  for (const [index, [word, low, high, absence]] of WORDS.entries()) {
    const value = words[index] ?? 0;
    if (value === ABSENT && (absence === "unmeasured" || (absence === "lost" && isLost))) continue;
    if (value >= low && value <= high) continue;
    return { word, expected: `${low} to ${high}`, came: value === ABSENT ? "not measured" : `${value}` };
  }
  return null;
}

function judgeOrder(words: readonly number[]): Fault | null {
  let before = Number.NEGATIVE_INFINITY;
  for (const index of INSTANTS) {
    const value = words[index] ?? 0;
    if (value === ABSENT) continue;
    const word = WORDS[index]?.[0] ?? "";
    if (value <= before) return { word, expected: `after the event before it, at ${before}`, came: `${value}` };
    before = value;
  }
  return null;
}

/** Passes a strides.bin on, however it is cut; `refuse` makes the error of the first record that no kernel gives. */
export function demandRecords(refuse: (misfit: RecordMisfit) => Error): TransformStream<Uint8Array, Uint8Array> {
  const judge = new RecordJudge();
  const record = new Uint8Array(STRIDE_RECORD_BYTES);
  const view = new DataView(record.buffer);
  let filledBytes = 0;
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      for (let offset = 0; offset < chunk.length;) {
        const piece = chunk.subarray(offset, offset + STRIDE_RECORD_BYTES - filledBytes);
        record.set(piece, filledBytes);
        offset += piece.length;
        filledBytes += piece.length;
        if (filledBytes < STRIDE_RECORD_BYTES) break;
        filledBytes = 0;
        const misfit = judge.judge(view);
        if (misfit !== null) throw refuse(misfit);
      }
      controller.enqueue(chunk);
    },
  });
}
