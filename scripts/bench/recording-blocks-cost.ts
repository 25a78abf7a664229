// What a recording takes as blocks in the server's store, beside the same text by gzip and zstd, and how fast it goes in and
// comes out. In: files. Out: bytes a value, MB of CSV a CPU second. The recordings with reference truth are only measured.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { constants, gzipSync, zstdCompressSync } from "node:zlib";
import { readRecordingBlocks } from "../../apps/server/src/objects/recording-blocks/read-recording-blocks.ts";
import { writeRecordingBlocks } from "../../apps/server/src/objects/recording-blocks/write-recording-blocks.ts";
import { findRecordedData } from "../test/recorded-data-folder.ts";
import { markdownTable } from "./markdown-table.ts";
import { formatFigure, medianOf, threadSec } from "./statistics.ts";

/** One recording, kept in four ways. */
export interface BlocksCost {
  name: string;
  valueCount: number;
  csvBytes: number;
  gzipBytes: number;
  zstdBytes: number;
  blocksBytes: number;
  encodeBytesPerSec: number;
  decodeBytesPerSec: number;
}

const CHUNK_BYTES = 65_536;
const WARM_UP_ROUNDS = 1;
const ROUNDS = 5;
/** Speeds are of at least so much text: a shorter recording is taken several times. */
const SPEED_BYTES_MIN = 10_000_000;
const LF = 10;
const COLUMN_COUNT = 7;
const ZSTD_STRONG = { params: { [constants.ZSTD_c_compressionLevel]: 19 } };

const RECORDED: readonly string[] = [
  "pyshoe-vicon/trials/2017-11-22-11-28-39.imu.csv",
  "tripod-treadmill-walk/pws.left.imu.csv",
  "gaitmap-walk-mocap/walk.left.imu.csv",
  "rbds-run-virtual-foot-imu/S002_T45/imu_L_400hz.csv",
  "wmf-run-100s/run-first-50s.imu.csv",
  "xio-walk-loop/short_walk.imu.csv",
];

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

async function bytesPerSec(byteCount: number, work: () => Promise<unknown>): Promise<number> {
  const speeds: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const startSec = threadSec();
    await work();
    if (round >= 0) speeds.push(byteCount / (threadSec() - startSec));
  }
  return medianOf(speeds);
}

async function measureOne(name: string, csv: Buffer): Promise<BlocksCost> {
  let rowCount = 0;
  for (let at = csv.indexOf(LF); at >= 0; at = csv.indexOf(LF, at + 1))
    if (/[\d-]/u.test(lineStart(csv, at))) rowCount++;
  const long = Buffer.concat(Array.from({ length: Math.ceil(SPEED_BYTES_MIN / csv.length) }, () => csv));
  const longBlocks = await encode(long);
  if (!(await gather(readRecordingBlocks(chunksOf(longBlocks), null))).equals(long))
    throw new Error(`${name}: the blocks hold another text`);
  return {
    name,
    valueCount: rowCount * COLUMN_COUNT,
    csvBytes: csv.length,
    gzipBytes: gzipSync(csv).length,
    zstdBytes: zstdCompressSync(csv, ZSTD_STRONG).length,
    blocksBytes: (await encode(csv)).length,
    encodeBytesPerSec: await bytesPerSec(long.length, () => encode(long)),
    decodeBytesPerSec: await bytesPerSec(long.length, () => gather(readRecordingBlocks(chunksOf(longBlocks), null))),
  };
}

/** First character of the line that ends at `feed`. */
function lineStart(csv: Buffer, feed: number): string {
  const before = csv.lastIndexOf(LF, feed - 1);
  return String.fromCharCode(csv[before + 1] ?? LF);
}

/** Measures a simulated foot's hour and, where they are there, recordings with reference truth. */
export async function measureBlocks(simulatedPath: string): Promise<BlocksCost[]> {
  const costs = [await measureOne("virtual runner, one hour", readFileSync(simulatedPath))];
  const folder = findRecordedData()?.folder ?? "";
  for (const name of RECORDED) {
    const path = join(folder, name);
    if (folder !== "" && existsSync(path)) costs.push(await measureOne(name.split("/")[0] ?? name, readFileSync(path)));
  }
  return costs;
}

/** The page's section. */
export function blocksSection(costs: readonly BlocksCost[]): string {
  const perValue = (bytes: number, { valueCount }: BlocksCost): string => formatFigure(bytes / valueCount);
  const rows = costs.map((cost) => [
    cost.name,
    formatFigure(cost.csvBytes / 1e6),
    perValue(cost.csvBytes, cost),
    perValue(cost.gzipBytes, cost),
    perValue(cost.zstdBytes, cost),
    perValue(cost.blocksBytes, cost),
    formatFigure(cost.encodeBytesPerSec / 1e6),
    formatFigure(cost.decodeBytesPerSec / 1e6),
  ]);
  return `## A recording in the server's store

One foot's CSV as recording blocks (docs/protocol/recording-blocks.md), which give back every byte of it, beside the same text by gzip
(level 6) and zstd (level 19); bytes a value, seven values a row, without encryption. CPU time of the thread, median of ${ROUNDS} rounds after ${WARM_UP_ROUNDS} of warm-up;
encoding includes checking each block and the SHA-256, decoding the CRC-32s and the SHA-256.

${markdownTable(["recording", "MB", "CSV", "gzip", "zstd", "blocks", "encode MB/s", "decode MB/s"], rows)}`;
}
