// How fast a recording CSV streams, on made-up rows of about 65 bytes: the reader, the reader with the signal meter, the
// writer, and rows written in slow ways. Run: `node packages/gait/bench/recording.bench.ts [rows] [streamed GB]`. Prints a
// line a case (best of five) and one JSON line; with streamed GB also the memory that such a file takes.
import type { SampleBlock } from "@solewise/terms";
import { formatRecording } from "../src/recording/format-recording.ts";
import { openRecording } from "../src/recording/open-recording.ts";
import { SignalMeter } from "../src/recording/signal-meter.ts";

const rowCount = Number(process.argv[2] ?? 1_000_000);
const streamedGb = Number(process.argv[3] ?? 0);
const CHUNK_BYTES = 65_536;
const ROUND_COUNT = 5;
const HEADER = "time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z";

/** Readings of about the size of running, seven to eight characters each. */
function readings(index: number): number[] {
  const phase = index * 0.031;
  const acc = [60 * Math.sin(phase), 22 * Math.cos(phase * 1.7), 9.81 + 70 * Math.sin(phase * 0.9)];
  return [...acc, 6 * Math.cos(phase), 14 * Math.sin(phase * 1.3), 2 * Math.sin(phase * 2.1)];
}

function rowsBytes(count: number, write: (value: number) => string, separator = ","): Uint8Array {
  const row = (index: number): string =>
    [(1000 + index / 200).toFixed(4), ...readings(index).map(write)].join(separator);
  const lines = Array.from({ length: count }, (_, index) => row(index));
  return new TextEncoder().encode(`${[HEADER, ...lines].join("\n")}\n`);
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    yield await Promise.resolve(bytes.subarray(from, from + CHUNK_BYTES));
  }
}

async function read(chunks: AsyncIterable<Uint8Array>, isMetered: boolean): Promise<number> {
  const meter = new SignalMeter({ file: "bench.csv" });
  const recording = await openRecording(chunks, "bench.csv");
  let count = 0;
  for await (const block of recording.blocks) count += (isMetered ? meter.take(block) : block).sampleCount;
  if (isMetered) meter.check();
  return count;
}

const figures: Record<string, number> = {};

async function measure(
  name: string,
  bytesCount: number,
  count: number,
  work: () => Promise<number> | number,
): Promise<void> {
  let bestMs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUND_COUNT; round++) {
    const startMs = performance.now();
    const done = await work();
    if (done !== count) throw new Error(`${name}: ${done} rows instead of ${count}`);
    bestMs = Math.min(bestMs, performance.now() - startMs);
  }
  const perRowNs = (bestMs * 1e6) / count;
  figures[name] = Math.round(perRowNs);
  const speed = `${(1e3 / perRowNs).toFixed(2)} M rows/s, ${(bytesCount / bestMs / 1e3).toFixed(0)} MB/s`;
  console.log(`${name}: ${perRowNs.toFixed(0)} ns a row, ${speed}, ${(bytesCount / count).toFixed(1)} bytes a row`);
}

function writeRows(block: SampleBlock): number {
  let newlines = -1;
  for (const piece of formatRecording({}, [block])) newlines += piece.split("\n").length - 1;
  return newlines;
}

/**
 * One file of so many bytes, never held: a chunk of 1000 rows again and again, five seconds later each time. Only the seven
 * digits of the whole seconds are rewritten, so that the memory seen is the reader's.
 */
async function* longStream(totalBytes: number): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`${HEADER}\n`);
  const rows = Array.from({ length: 1000 }, (_, index) => {
    const cells = readings(index).map((value) => value.toFixed(5));
    return `0000000.${String((index % 200) * 5).padStart(3, "0")},${cells.join(",")}\n`;
  });
  const chunk = encoder.encode(rows.join(""));
  for (let sentBytes = 0, second = 0; sentBytes < totalBytes; second += 5, sentBytes += chunk.length) {
    let at = 0;
    for (const [index, row] of rows.entries()) {
      writeSeconds(chunk, at, second + Math.floor(index / 200));
      at += row.length;
    }
    yield await Promise.resolve(chunk);
  }
}

function writeSeconds(chunk: Uint8Array, start: number, second: number): void {
  let left = second;
  for (let at = start + 6; at >= start; at--) {
    chunk[at] = 48 + (left % 10);
    left = Math.floor(left / 10);
  }
}

async function measureMemory(totalBytes: number): Promise<void> {
  const startMs = performance.now();
  const rows = await read(longStream(totalBytes), true);
  const seconds = (performance.now() - startMs) / 1000;
  const peakMb = Math.round((process.resourceUsage().maxRSS * 1024) / 1e6);
  figures["streamed rows"] = rows;
  figures["streamed peak RSS MB"] = peakMb;
  console.log(`streamed ${totalBytes / 1e9} GB: ${rows} rows in ${seconds.toFixed(1)} s, peak RSS ${peakMb} MB`);
}

if (streamedGb > 0) {
  await measureMemory(streamedGb * 1e9);
} else {
  const plain = rowsBytes(rowCount, (value) => value.toFixed(5));
  const few = Math.ceil(rowCount / 10);
  const shortest = rowsBytes(few, String);
  const exponents = rowsBytes(few, (value) => value.toExponential(6));
  const spaced = rowsBytes(few, (value) => value.toFixed(5), ", ");
  const values = Float64Array.from(Array.from({ length: few }, (_, index) => readings(index)).flat());
  const block = { sampleCount: few, timeUs: Float64Array.from({ length: few }, (_, index) => index * 5000), values };
  await measure("read", plain.length, rowCount, () => read(chunksOf(plain), false));
  await measure("read and meter", plain.length, rowCount, () => read(chunksOf(plain), true));
  await measure("read, 17-digit numbers", shortest.length, few, () => read(chunksOf(shortest), false));
  await measure("read, exponents", exponents.length, few, () => read(chunksOf(exponents), false));
  await measure("read, spaces after commas", spaced.length, few, () => read(chunksOf(spaced), false));
  await measure("write", plain.length / 10, few, () => writeRows(block));
}
console.log(JSON.stringify({ bench: "recording", unit: "ns a row", ...figures }));
