// How fast a recording CSV in memory is read: rows a second, parsing alone and with strides (parse, signal meter,
// quantisation, kernel), beside the floor of touching every byte once. In: the file's bytes. Out: rows per CPU second.
import { detectStrides, openRecording } from "@solewise/gait";
import { kernelModule } from "../kernel-properties/compiled-kernel.ts";
import { medianOf, threadSec } from "./statistics.ts";

export interface ReaderSpeed {
  rowCount: number;
  bytesPerRow: number;
  parseRowsPerSec: number;
  detectRowsPerSec: number;
  /** Counting the line feeds with a plain loop over the bytes. */
  floorRowsPerSec: number;
}

const CHUNK_BYTES = 65_536;
const WARM_UP_ROUNDS = 2;
const ROUNDS = 5;
const NEWLINE = 10;

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    yield await Promise.resolve(bytes.subarray(from, from + CHUNK_BYTES));
  }
}

async function countParsed(bytes: Uint8Array): Promise<number> {
  let count = 0;
  for await (const block of (await openRecording(chunksOf(bytes), "bench.csv")).blocks) count += block.sampleCount;
  return count;
}

async function countDetected(bytes: Uint8Array): Promise<number> {
  const settings = { file: "bench.csv", kernel: kernelModule(), side: "left" as const };
  const { signal } = await detectStrides(() => chunksOf(bytes), settings);
  return signal.sampleCount;
}

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === NEWLINE) count++;
  return count;
}

async function rowsPerSec(work: () => Promise<number> | number): Promise<number> {
  const speeds: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const startSec = threadSec();
    const count = await work();
    if (round >= 0) speeds.push(count / (threadSec() - startSec));
  }
  return medianOf(speeds);
}

/** Measures reading one foot's file. */
export async function measureReaderSpeed(bytes: Uint8Array): Promise<ReaderSpeed> {
  const rowCount = await countParsed(bytes);
  return {
    rowCount,
    bytesPerRow: bytes.length / rowCount,
    parseRowsPerSec: await rowsPerSec(() => countParsed(bytes)),
    detectRowsPerSec: await rowsPerSec(() => countDetected(bytes)),
    floorRowsPerSec: await rowsPerSec(() => countLines(bytes)),
  };
}
