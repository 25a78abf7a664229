// What a recording takes as blocks in the server's store, beside the same text by gzip and zstd, and how fast it goes in and
// comes out. In: files. Out: bytes a value, MB of CSV a CPU second. The recordings with reference truth are only measured.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { constants, gzipSync, zstdCompressSync } from "node:zlib";
import { findRecordedData } from "../test/recorded-data-folder.ts";
import { markdownTable } from "./markdown-table.ts";
import { formatFigure } from "./statistics.ts";

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

const PROGRAM = new URL("../../apps/server/src/bench/measure-blocks.ts", import.meta.url);
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

async function measureOne(name: string, path: string): Promise<BlocksCost> {
  const csv = readFileSync(path);
  let rowCount = 0;
  for (let at = csv.indexOf(LF); at >= 0; at = csv.indexOf(LF, at + 1))
    if (/[\d-]/u.test(lineStart(csv, at))) rowCount++;
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(PROGRAM), path]);
  const figures = JSON.parse(stdout) as Pick<BlocksCost, "blocksBytes" | "encodeBytesPerSec" | "decodeBytesPerSec">;
  return {
    name,
    valueCount: rowCount * COLUMN_COUNT,
    csvBytes: csv.length,
    gzipBytes: gzipSync(csv).length,
    zstdBytes: zstdCompressSync(csv, ZSTD_STRONG).length,
    ...figures,
  };
}

/** First character of the line that ends at `feed`. */
function lineStart(csv: Buffer, feed: number): string {
  const before = csv.lastIndexOf(LF, feed - 1);
  return String.fromCharCode(csv[before + 1] ?? LF);
}

/** Measures a simulated foot's hour and, where they are there, recordings with reference truth. */
export async function measureBlocks(simulatedPath: string): Promise<BlocksCost[]> {
  const costs = [await measureOne("virtual runner, one hour", simulatedPath)];
  const folder = findRecordedData()?.folder ?? "";
  for (const name of RECORDED) {
    const path = join(folder, name);
    if (folder !== "" && existsSync(path)) costs.push(await measureOne(name.split("/")[0] ?? name, path));
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
(level 6) and zstd (level 19); bytes a value, seven values a row, without encryption. CPU time of the thread, median of 5 rounds after 1 of warm-up;
encoding includes checking each block and the SHA-256, decoding the CRC-32s and the SHA-256.

${markdownTable(["recording", "MB", "CSV", "gzip", "zstd", "blocks", "encode MB/s", "decode MB/s"], rows)}`;
}
