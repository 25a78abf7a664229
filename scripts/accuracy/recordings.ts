// Finds the recordings of a folder and reads one. In: a folder of sets. Out: a list of feet, each with its samples on request.
import { closeSync, openSync, readFileSync, readSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { openRecording } from "@solewise/gait";
import type { Side } from "@solewise/terms";
import type { FootSamples } from "./engine.ts";

/** A recording file and what its name says. */
export interface RecordingFile {
  path: string;
  /** Path below the data folder, with forward slashes. */
  name: string;
  /** First folder below the data folder: the set's name. */
  set: string;
  folder: string;
  /** File name without side, rate and `.imu.csv`: shared by the two feet of a trial. */
  stem: string;
  side: Side;
  /** False when neither name nor header names a side and right is taken. */
  isSideKnown: boolean;
  /** Rate in the name (`_400hz`), where one trial is stored at several; null otherwise. */
  namedRateHz: number | null;
}

const US_PER_SEC = 1e6;

/** The `# key=value` lines stand at the very beginning. */
const HEADER_BYTES = 4096;

const RECORDING_NAME = /(^imu_.*|\.imu)\.csv$/i;

function sideFromName(name: string): Side | null {
  const found = /(?:^|[._-])(left|right|l|r)(?=[._-])/i.exec(name);
  if (found?.[1] === undefined) return null;
  return found[1].toLowerCase().startsWith("l") ? "left" : "right";
}

function stemOf(name: string): string {
  const bare = name
    .replace(/\.csv$/i, "")
    .replace(/\.imu$/i, "")
    .replace(/^imu_/i, "");
  return bare.replace(/[._-]?\d+hz$/i, "").replace(/(^|[._-])(left|right|l|r)$/i, "");
}

function describeFile(path: string, dataFolder: string): RecordingFile {
  const name = relative(dataFolder, path).split(sep).join("/");
  const parts = name.split("/");
  const file = basename(path);
  const side = sideFromName(file) ?? sideFromHeader(path);
  const rate = /_(\d+)hz/i.exec(file)?.[1];
  return {
    path,
    name,
    set: parts.length > 1 ? (parts[0] ?? "") : basename(dataFolder),
    folder: dirname(path),
    stem: stemOf(file),
    side: side ?? "right",
    isSideKnown: side !== null,
    namedRateHz: rate === undefined ? null : Number(rate),
  };
}

function sideFromHeader(path: string): Side | null {
  const head = Buffer.alloc(HEADER_BYTES);
  const file = openSync(path, "r");
  const length = readSync(file, head);
  closeSync(file);
  const named = /^#\s*side=(left|right)/im.exec(head.toString("utf8", 0, length))?.[1]?.toLowerCase();
  return named === "left" || named === "right" ? named : null;
}

/** Every recording under a folder, in the order of their names. */
export function findRecordings(dataFolder: string): RecordingFile[] {
  return readdirSync(dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && RECORDING_NAME.test(entry.name))
    .map((entry) => describeFile(join(entry.parentPath, entry.name), dataFolder))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Reads a recording into memory; what cannot be used raises an InputError that says where and why. */
export async function readSamples(file: RecordingFile): Promise<FootSamples> {
  const originalBytes = readFileSync(file.path);
  const timeSec: number[] = [];
  const values: number[] = [];
  const { blocks } = await openRecording(oneChunk(originalBytes), file.name);
  for await (const block of blocks) {
    for (let n = 0; n < block.sampleCount; n++) timeSec.push((block.timeUs[n] ?? 0) / US_PER_SEC);
    for (let n = 0; n < block.sampleCount * 6; n++) values.push(block.values[n] ?? 0);
  }
  return { file: file.name, timeSec: Float64Array.from(timeSec), values: Float64Array.from(values), originalBytes };
}
