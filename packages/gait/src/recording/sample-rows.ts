// Rows → blocks of samples. In: windows of whole lines. Out: one reused block of up to BLOCK_MAX_SAMPLES samples, the same
// blocks however the bytes were cut. Refuses times that run backwards and readings that no foot can make.
import { ACC_PLAUSIBLE_MAX_MPS2, GYR_PLAUSIBLE_MAX_RAD_PER_SEC, InputError } from "@solewise/terms";
import type { SampleBlock } from "@solewise/terms";
import { LINE_MAX_BYTES, NEWLINE } from "./line-windows.ts";
import { NOT_PLAIN, readPlainRow } from "./plain-row.ts";
import { readRowText } from "./row-text.ts";
import { CHANNEL_COUNT, COLUMN_COUNT, COLUMNS, TIME_MAX_SEC, US_PER_SEC } from "./row-layout.ts";

/** Samples of a full block: 229 KB of doubles, 20 s at 200 Hz. */
const BLOCK_MAX_SAMPLES = 4096;

/** A block that knows the 1-based line of its first sample. */
export interface RecordingBlock extends SampleBlock {
  firstLine: number;
}

const decoder = new TextDecoder();

/** Decodes one line without its line end. */
export function lineText(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end)).replace(/\r+$/, "");
}

/** Gathers rows into its block; `lineIndex` counts the file's lines across header and rows. */
export class SampleRows {
  readonly block: RecordingBlock = {
    sampleCount: 0,
    firstLine: 0,
    timeUs: new Float64Array(BLOCK_MAX_SAMPLES),
    values: new Float64Array(BLOCK_MAX_SAMPLES * CHANNEL_COUNT),
  };
  readonly #file: string;
  readonly #row = new Float64Array(COLUMN_COUNT);
  #line: number;
  #previousTimeUs = Number.NEGATIVE_INFINITY;

  /** @param firstLine 1-based line of the first row */
  constructor(file: string, firstLine: number) {
    this.#file = file;
    this.#line = firstLine;
  }

  /** 1-based line that comes next. */
  get line(): number {
    return this.#line;
  }

  get isFull(): boolean {
    return this.block.sampleCount === BLOCK_MAX_SAMPLES;
  }

  /** Empties the block for the next samples. */
  clear(): void {
    this.block.sampleCount = 0;
  }

  /** Reads whole lines from `start` until `end` or until the block is full; returns the position after the last one. */
  read(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && !this.isFull) {
      const next = readPlainRow(bytes, at, this.#row);
      if (next === NOT_PLAIN) {
        at = this.#readOtherLine(bytes, at);
      } else {
        this.#take();
        at = next;
      }
      this.#line++;
    }
    return at;
  }

  #readOtherLine(bytes: Uint8Array, start: number): number {
    const end = bytes.indexOf(NEWLINE, start);
    const place = { file: this.#file, line: this.#line };
    if (end - start > LINE_MAX_BYTES) throw overlongLine(this.#file, this.#line);
    const text = lineText(bytes, start, end);
    if (text.trim() !== "") {
      readRowText(text, this.#row, place);
      this.#take();
    }
    return end + 1;
  }

  /** Moves the row that was read into the block. */
  #take(): void {
    const { block } = this;
    const row = this.#row;
    const index = block.sampleCount;
    const timeUs = Math.round((row[0] as number) * US_PER_SEC) + 0; // -0 becomes 0
    if (timeUs < this.#previousTimeUs || Math.abs(timeUs) > TIME_MAX_SEC * US_PER_SEC) throw this.#wrongTime(timeUs);
    const base = index * CHANNEL_COUNT;
    for (let channel = 0; channel < CHANNEL_COUNT; channel++) {
      const value = row[channel + 1] as number;
      const limit = channel < 3 ? ACC_PLAUSIBLE_MAX_MPS2 : GYR_PLAUSIBLE_MAX_RAD_PER_SEC;
      if (value > limit || value < -limit) throw this.#implausible(channel, value);
      block.values[base + channel] = value;
    }
    if (index === 0) block.firstLine = this.#line;
    block.timeUs[index] = timeUs;
    this.#previousTimeUs = timeUs;
    block.sampleCount = index + 1;
  }

  #wrongTime(timeUs: number): InputError {
    const place = { file: this.#file, line: this.#line };
    const timeSec = this.#row[0] as number;
    if (Math.abs(timeUs) > TIME_MAX_SEC * US_PER_SEC) {
      const remedy =
        "the time column looks like milliseconds or smaller units since 1970: write seconds, best from 0 on";
      return new InputError(place, `time_s in seconds (up to ${TIME_MAX_SEC})`, String(timeSec), remedy, {
        code: "time-not-seconds",
        values: { timeSec, timeMaxSec: TIME_MAX_SEC },
      });
    }
    const previousSec = this.#previousTimeUs / US_PER_SEC;
    const backSec = (this.#previousTimeUs - timeUs) / US_PER_SEC;
    const remedy = "sort the rows by time, or give the parts before and after a restart of the clock as separate files";
    return new InputError(
      place,
      `time_s not before ${previousSec} of the row above`,
      `${timeSec}, ${backSec} s earlier`,
      remedy,
      { code: "time-runs-back", values: { timeSec, previousSec, backSec } },
    );
  }

  #implausible(channel: number, value: number): InputError {
    const place = { file: this.#file, line: this.#line };
    const column = COLUMNS[channel + 1] ?? "";
    if (channel < 3) {
      const remedy = "the unit is probably not m/s² (a count or mg?): convert the column to m/s²";
      return new InputError(place, `${column} within ±${ACC_PLAUSIBLE_MAX_MPS2} m/s²`, String(value), remedy, {
        code: "acceleration-implausible",
        values: { column, readingMps2: value, readingMaxMps2: ACC_PLAUSIBLE_MAX_MPS2 },
      });
    }
    const remedy = "the unit is probably °/s: convert to rad/s (× 0.0174533)";
    return new InputError(place, `${column} within ±${GYR_PLAUSIBLE_MAX_RAD_PER_SEC} rad/s`, String(value), remedy, {
      code: "angular-rate-implausible",
      values: { column, readingRadPerSec: value, readingMaxRadPerSec: GYR_PLAUSIBLE_MAX_RAD_PER_SEC },
    });
  }
}

/** The refusal of a line that is longer than any row or header line. */
export function overlongLine(file: string, line: number): InputError {
  const remedy = "give a CSV with one sample a line, each ended by a line feed";
  return new InputError({ file, line }, `a line of at most ${LINE_MAX_BYTES} bytes`, "a longer one", remedy, {
    code: "line-too-long",
    values: { lineMaxBytes: LINE_MAX_BYTES },
  });
}
