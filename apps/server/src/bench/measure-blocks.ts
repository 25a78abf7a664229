// Encodes and decodes one recording as the server does, again and again. Started by `npm run bench` with the path of a CSV;
// prints one line of JSON: bytes of the blocks, bytes of CSV a CPU second both ways. Throws when other text comes out.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { readRecordingBlocks } from "../objects/recording-blocks/read-recording-blocks.ts";
import { writeRecordingBlocks } from "../objects/recording-blocks/write-recording-blocks.ts";

const CHUNK_BYTES = 65_536;
const WARM_UP_ROUNDS = 1;
const ROUNDS = 5;
/** Speeds are of at least so much text: a shorter recording is taken several times. */
const SPEED_BYTES_MIN = 10_000_000;

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
    yield await Promise.resolve(bytes.subarray(at, at + CHUNK_BYTES));
}

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

const encode = (csv: Uint8Array): Promise<Buffer> =>
  gather(writeRecordingBlocks(chunksOf(csv), { objectsKey: null, randomBytes }));
const decode = (blocks: Uint8Array): Promise<Buffer> => gather(readRecordingBlocks(chunksOf(blocks), null));

function threadSec(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}

async function bytesPerSec(byteCount: number, work: () => Promise<unknown>): Promise<number> {
  const speeds: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const startSec = threadSec();
    await work();
    if (round >= 0) speeds.push(byteCount / (threadSec() - startSec));
  }
  return speeds.toSorted((a, b) => a - b)[speeds.length >> 1] ?? 0;
}

async function measure(path: string): Promise<void> {
  const csv = readFileSync(path);
  const long = Buffer.concat(Array.from({ length: Math.ceil(SPEED_BYTES_MIN / csv.length) }, () => csv));
  const longBlocks = await encode(long);
  if (!(await decode(longBlocks)).equals(long)) throw new Error(`${path}: the blocks hold another text`);
  const figures = {
    blocksBytes: (await encode(csv)).length,
    encodeBytesPerSec: await bytesPerSec(long.length, () => encode(long)),
    decodeBytesPerSec: await bytesPerSec(long.length, () => decode(longBlocks)),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

const [, , path] = process.argv;
if (path !== undefined && import.meta.main) await measure(path);
