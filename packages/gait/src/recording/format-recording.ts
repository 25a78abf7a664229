// Blocks of samples → recording CSV text, in pieces of about 64 KB. The inverse of `openRecording`: what is written reads
// back to the same instants and to readings within half a unit of the last decimal. Source: DESIGN §4, Recording CSV.
import type { RecordingHeader, SampleBlock } from "@solewise/terms";
import { emptyHeader, readHeaderComment } from "./header-lines.ts";
import { CHANNEL_COUNT, COLUMN_HEADER } from "./row-layout.ts";

/** Size from which a piece of text is handed out. Bytes, all ASCII but the device name. */
const PIECE_BYTES = 65_536;
/** Longest row: seven numbers of sixteen digits, signs, points, separators. Bytes. */
const ROW_MAX_BYTES = 256;
/** Decimals of a reading: 1e-5 m/s² and 1e-5 rad/s, a hundredth of a 16-bit count at ±16 g and ±2000 °/s. */
const READING_DECIMALS = 5;
const READING_SCALE = 10 ** READING_DECIMALS;
const TIME_DECIMALS = 6;

const [COMMA, MINUS, POINT, ZERO, NEWLINE] = [44, 45, 46, 48, 10];

/**
 * Writes a recording: known header lines, the column header, one row a sample.
 * @throws RangeError when a header value is not one that `openRecording` accepts, or a reading is not finite
 */
export function* formatRecording(header: Partial<RecordingHeader>, blocks: Iterable<SampleBlock>): Generator<string> {
  const rows = new RowWriter();
  yield formatHeader(header);
  for (const block of blocks) {
    for (let index = 0; index < block.sampleCount; index++) {
      rows.write(block, index);
      if (rows.isFull) yield rows.takeText();
    }
  }
  const rest = rows.takeText();
  if (rest !== "") yield rest;
}

function formatHeader(header: Partial<RecordingHeader>): string {
  const values: [string, string | number | null | undefined][] = [
    ["started_at_utc", header.startedAtUtc],
    ["side", header.side],
    ["place", header.place],
    ["range_g", header.rangeG],
    ["range_dps", header.rangeDps],
    ["device", header.device],
  ];
  let text = "";
  for (const [key, value] of values) {
    if (value === null || value === undefined) continue;
    const line = `# ${key}=${String(value).replaceAll(/\s+/gu, " ").trim()}`;
    refuseUnreadable(line, key);
    text += `${line}\n`;
  }
  return `${text}${COLUMN_HEADER}\n`;
}

function refuseUnreadable(line: string, key: string): void {
  try {
    readHeaderComment(line, emptyHeader(), { file: "header", line: null });
  } catch (error) {
    throw new RangeError(`A recording's header cannot hold this ${key}.`, { cause: error });
  }
}

/** Writes rows as ASCII into a byte buffer; about six times faster than `toFixed` (measured). */
class RowWriter {
  readonly #bytes = new Uint8Array(PIECE_BYTES + ROW_MAX_BYTES);
  readonly #decoder = new TextDecoder();
  #at = 0;

  get isFull(): boolean {
    return this.#at >= PIECE_BYTES;
  }

  takeText(): string {
    const text = this.#decoder.decode(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
    return text;
  }

  write(block: SampleBlock, index: number): void {
    this.#writeTime(block.timeUs[index] as number);
    const base = index * CHANNEL_COUNT;
    for (let channel = 0; channel < CHANNEL_COUNT; channel++) {
      const units = Math.round((block.values[base + channel] as number) * READING_SCALE);
      this.#bytes[this.#at++] = COMMA;
      this.#writeDecimal(units, READING_DECIMALS);
    }
    this.#bytes[this.#at++] = NEWLINE;
  }

  /** Microseconds as seconds, without the zeros that are not needed. */
  #writeTime(timeUs: number): void {
    let units = Math.round(timeUs);
    let decimals = TIME_DECIMALS;
    while (decimals > 0 && units % 10 === 0) {
      units /= 10;
      decimals--;
    }
    this.#writeDecimal(units, decimals);
  }

  /** Writes `units` × 10^-decimals. */
  #writeDecimal(units: number, decimals: number): void {
    if (!Number.isSafeInteger(units)) throw new RangeError("A recording holds finite times and readings only.");
    if (units < 0) this.#bytes[this.#at++] = MINUS;
    let left = Math.abs(units);
    const digits = Math.max(decimals + 1, countDigits(left));
    const end = this.#at + digits + (decimals > 0 ? 1 : 0);
    const pointAt = decimals > 0 ? end - decimals - 1 : -1;
    for (let at = end - 1; at >= this.#at; at--) {
      if (at === pointAt) {
        this.#bytes[at] = POINT;
        continue;
      }
      const tens = Math.floor(left / 10);
      this.#bytes[at] = ZERO + left - tens * 10;
      left = tens;
    }
    this.#at = end;
  }
}

function countDigits(value: number): number {
  let digits = 1;
  for (let limit = 10; value >= limit; limit *= 10) digits++;
  return digits;
}
