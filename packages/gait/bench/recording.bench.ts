// How fast a recording CSV streams: rows/s, ns a row and MB/s of the reader, of reader and signal meter, and of the writer, on made-up
// rows of about 65 bytes. Run: `node packages/gait/bench/recording.bench.ts [rows]`. Prints one line a case.
import { openRecording } from "../src/recording/open-recording.ts";

const ROW_COUNT = Number(process.argv[2] ?? 1_000_000);
const CHUNK_BYTES = 65_536;
const ROUNDS = 5;

function rowsText(count: number, write: (value: number) => string): string {
  const lines = ["time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z"];
  for (let index = 0; index < count; index++) {
    const phase = index * 0.031;
    const values = [30 * Math.sin(phase), 12 * Math.cos(phase * 1.7), 9.81 + 40 * Math.sin(phase * 0.9)];
    const rates = [6 * Math.cos(phase), 9 * Math.sin(phase * 1.3), 2 * Math.sin(phase * 2.1)];
    lines.push([String(index / 200), ...values.map(write), ...rates.map(write)].join(","));
  }
  return `${lines.join("\n")}\n`;
}

// eslint-disable-next-line
async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) yield bytes.subarray(from, from + CHUNK_BYTES);
}

async function bench(name: string, bytes: Uint8Array, rowCount: number): Promise<void> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    let count = 0;
    const recording = await openRecording(chunksOf(bytes), "bench.csv");
    for await (const block of recording.blocks) count += block.sampleCount;
    if (count !== rowCount) throw new Error(`${count} rows read of ${rowCount}`);
    best = Math.min(best, performance.now() - start);
  }
  const perRowNs = (best * 1e6) / rowCount;
  const bytesPerRow = bytes.length / rowCount;
  console.log(`${name}: ${perRowNs.toFixed(0)} ns a row, ${(1e3 / perRowNs).toFixed(2)} M rows/s, ${(bytes.length / best / 1e3).toFixed(0)} MB/s, ${bytesPerRow.toFixed(1)} bytes a row`);
}

const encoder = new TextEncoder();
await bench("read, plain rows", encoder.encode(rowsText(ROW_COUNT, (value) => value.toFixed(5))), ROW_COUNT);
const few = Math.ceil(ROW_COUNT / 10);
await bench("read, shortest doubles", encoder.encode(rowsText(few, String)), few);
await bench("read, exponents", encoder.encode(rowsText(few, (value) => value.toExponential(6))), few);
