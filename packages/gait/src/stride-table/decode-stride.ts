// A stride record (integers of the wire) → the Stride that people and JSON see: each integer times its unit.
import type { Activity, Side, Stride } from "@solewise/terms";
import { ABSENT, WORD } from "../kernel/record-layout.ts";
import { classifyFootStrike } from "./foot-strike.ts";
import { deriveUncertainty } from "./uncertainty.ts";
import type { MeasuredStride } from "./uncertainty.ts";

const ACTIVITIES: readonly Activity[] = ["other", "walk", "run", "stairs-up", "stairs-down"];
const TICKS_PER_MS = 10;
const US_PER_TICK = 100;
const US_PER_SEC = 1e6;
const WORD_SPAN = 2 ** 32;

/** Reads words of one record. */
class RecordReader {
  readonly #words: Int32Array;
  readonly #at: number;

  constructor(words: Int32Array, at: number) {
    this.#words = words;
    this.#at = at;
  }

  integer(word: number): number {
    return this.#words[this.#at + word] as number;
  }

  /** The word in units of 1/`perUnit`; null where absent. Division keeps the decimal that was meant. */
  quantity(word: number, perUnit: number): number | null {
    const value = this.integer(word);
    return value === ABSENT ? null : value / perUnit;
  }

  /** Difference of two instants, ms; null where one is absent. */
  spanMs(from: number, to: number): number | null {
    const start = this.integer(from);
    const end = this.integer(to);
    return start === ABSENT || end === ABSENT ? null : (end - start) / TICKS_PER_MS;
  }

  midstanceUs(): number {
    return this.integer(WORD.midstanceHigh) * WORD_SPAN + (this.integer(WORD.midstanceLow) >>> 0);
  }

  /** An instant on the recording's clock, s. */
  instantSec(word: number): number | null {
    const ticks = this.integer(word);
    return ticks === ABSENT ? null : (this.midstanceUs() + ticks * US_PER_TICK) / US_PER_SEC;
  }
}

function measured(record: RecordReader, strideIndex: number, side: Side): MeasuredStride {
  return {
    strideIndex,
    side,
    initialContactSec: record.instantSec(WORD.initialContact),
    midstanceSec: record.midstanceUs() / US_PER_SEC,
    terminalContactSec: record.instantSec(WORD.terminalContact),
    nextInitialContactSec: record.instantSec(WORD.nextInitialContact),
    activity: ACTIVITIES[record.integer(WORD.activity)] ?? "other",
    groundContactTimeMs: record.spanMs(WORD.initialContact, WORD.terminalContact),
    swingTimeMs: record.spanMs(WORD.terminalContact, WORD.nextInitialContact),
    strideTimeMs: record.spanMs(WORD.initialContact, WORD.nextInitialContact),
    strideLengthMeters: record.quantity(WORD.length, 1000),
    speedMps: record.quantity(WORD.speed, 1000),
    heightChangeMeters: record.quantity(WORD.heightChange, 1000),
    clearanceMeters: record.quantity(WORD.clearance, 1000),
    turnDeg: record.quantity(WORD.turn, 10),
    footStrikeAngleDeg: record.quantity(WORD.strikeAngle, 10),
    eversionExcursionDeg: record.quantity(WORD.eversion, 10),
    impactPeakG: record.quantity(WORD.impact, 100),
    qualityFraction: record.integer(WORD.quality) / 1000,
    evidence: {
      anchorEnergyRad2PerSec2: record.quantity(WORD.anchorEnergy, 1000),
      anchorTiltDeg: record.quantity(WORD.anchorTilt, 10),
      dominantAxisPowerFraction: record.quantity(WORD.dominantAxis, 1000),
      closureResidualMps: record.quantity(WORD.closure, 1000),
      impactDelayMs: record.quantity(WORD.impactDelay, TICKS_PER_MS),
    },
  };
}

/** The stride in `words` from `at` on. */
export function decodeStride(words: Int32Array, at: number, strideIndex: number, side: Side): Stride {
  const record = new RecordReader(words, at);
  const stride = measured(record, strideIndex, side);
  const uncertainty = deriveUncertainty(stride, {
    flags: record.integer(WORD.flags),
    clippedFraction: record.integer(WORD.clipped) / 1000,
  });
  const { footStrikeAngleDeg } = stride;
  const footStrikePattern =
    footStrikeAngleDeg === null
      ? null
      : classifyFootStrike(footStrikeAngleDeg, uncertainty.footStrikeAngleDeg ?? Number.POSITIVE_INFINITY);
  return { ...stride, footStrikePattern, uncertainty };
}
