// Made-up runs and archives in memory, for tests.
import type { ArchivedFoot, ArchivedRun, ArchivedSignal } from "./archived-run.ts";
import { STRIDE_RECORD_BYTES } from "./archive-names.ts";
import { buildZip, join } from "./handmade-zip.ts";
import { encodeJson } from "./json-text.ts";
import { openArchive } from "./open-archive.ts";
import type { OpenArchive } from "./open-archive.ts";
import { writeArchive } from "./write-archive.ts";
import type { ArchiveSource, RunToArchive } from "./write-archive.ts";
import type { RandomAccess } from "./guarded-reader.ts";

/** A UUID that ends in this number. */
export function makeRunId(number: number): string {
  return `0198d2b4-7c00-7000-8000-${number.toString(16).padStart(12, "0")}`;
}

const SIGNAL: ArchivedSignal = {
  sampleCount: 2000,
  firstSampleSec: 0,
  lastSampleSec: 10,
  sampleRateHz: 200,
  lostFraction: 0,
  gapCount: 0,
  gapTotalSec: 0,
  duplicatedCount: 0,
  accClippedFraction: 0.001,
  gyrClippedFraction: 0,
  accPeakMps2: 156.9,
  gyrPeakRadPerSec: 20.5,
  accMeanMps2: 11.2,
  restAtStartSec: 1.5,
  fingerprint: "9f3a",
};

function makeFoot(side: "left" | "right", strideCount: number): ArchivedFoot {
  const header = { startedAtUtc: null, side, place: null, rangeG: 16, rangeDps: 2000, device: "Sohle 7 “鞋”" };
  return {
    side,
    sideSource: "recording",
    fileName: `${side}.csv`,
    sha256: "ab".repeat(32),
    sizeBytes: 120_000,
    strideCount,
    recording: { file: `${side}.csv`, side, header, signal: SIGNAL, accRangeG: 16, gyrRangeDps: 2000 },
  };
}

/** A run of two feet, `strideCount` strides each. */
export function makeFacts(runId: string, strideCount = 3): ArchivedRun {
  return {
    runId,
    name: "Morning, 河边",
    createdAtUtc: "2026-05-01T07:30:00.123Z",
    startedAtUtc: "2026-05-01T06:30:00Z",
    startSource: "recording",
    timeZone: "Europe/Berlin",
    demo: null,
    deletedAtUtc: null,
    algorithm: { version: "1.0.0", packId: "base-1", accRangeG: 16, gyrRangeDps: 2000 },
    summary: {
      durationSec: 10,
      movingTimeSec: 9,
      distanceMeters: 27.25,
      distanceUncertaintyMeters: 0.5,
      inferredDistanceMeters: 0,
      walkDistanceMeters: 0,
      runDistanceMeters: 27.25,
      strideCount: 2 * strideCount,
      stepCount: 2 * strideCount,
      cadenceSpm: 168.1,
      groundContactTimeMs: 230.4,
      flightTimeMs: 120.1,
      strideLengthMeters: 2.2,
      speedMps: 3.1,
      footStrikeAngleDeg: -1.2,
      feet: "both",
      clockOffsetMs: null,
      clockOffsetUncertaintyMs: null,
    },
    warnings: [{ code: "gaps", message: "The recording has gaps." }],
    feet: [makeFoot("left", strideCount), makeFoot("right", strideCount)],
  };
}

/** Bytes that do not compress: xorshift32 (Marsaglia 2003) from a fixed seed. */
export function makeBytes(sizeBytes: number, seed = 1): Uint8Array<ArrayBuffer> {
  let state = seed;
  return Uint8Array.from({ length: sizeBytes }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  });
}

/** Strides as a kernel could have given them, whose figures are drawn from a fixed seed. */
export function makeStrides(strideCount: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(strideCount * STRIDE_RECORD_BYTES);
  const view = new DataView(bytes.buffer);
  const drawn = makeBytes(strideCount * 2, seed);
  for (let index = 0; index < strideCount; index++) {
    const [fine = 0, coarse = 0] = drawn.subarray(2 * index, 2 * index + 2);
    const midstance = [
      index,
      700_000 * index + fine,
      0,
      index === 0 ? -2147483648 : -900,
      1500 + fine,
      6000,
      7000 + fine,
    ];
    const figures = [2, 2200 + coarse, -fine, 150 + fine, -coarse, fine - 128, 80, 300 + coarse, 900 - fine];
    const evidence = [12 + fine, 30, 720 + fine, coarse, -2147483648, 3000 + fine, 0, 0];
    [...midstance, ...figures, ...evidence].forEach((word, at) => {
      view.setInt32(index * STRIDE_RECORD_BYTES + 4 * at, word, true);
    });
  }
  return bytes;
}

/** A run with strides, paths of the left foot and one recording of each kind. */
export function makeRun(runId: string, strideCount = 3): RunToArchive {
  return {
    facts: makeFacts(runId, strideCount),
    entries: [
      { name: "right.strides.bin", content: makeStrides(strideCount, 2) },
      { name: "left.strides.bin", content: makeStrides(strideCount) },
      { name: "left.paths.bin", content: makeBytes(64) },
      { name: "left.recording.csv", content: new TextEncoder().encode("time_s,acc_x\n0,1\n".repeat(200)) },
      { name: "right.recording.csv.gz", content: makeBytes(500, 3) },
    ],
  };
}

/** An archive of these runs. */
export function makeSource(runs: readonly RunToArchive[], extras: Partial<ArchiveSource> = {}): ArchiveSource {
  const byId = new Map(runs.map((run) => [run.facts.runId, run]));
  return {
    exportedBy: "tests",
    preferences: { language: "zh-CN", distanceUnit: "km" },
    runIds: [...byId.keys()],
    loadRun(runId) {
      const run = byId.get(runId);
      if (run === undefined) throw new RangeError(`no run ${runId}`);
      return run;
    },
    ...extras,
  };
}

/** All bytes of a stream. */
export async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return join(chunks);
}

/** Bytes in memory as a file. */
export function readFrom(bytes: Uint8Array): RandomAccess {
  return {
    sizeBytes: bytes.length,
    read: (offsetBytes, lengthBytes) => Promise.resolve(bytes.slice(offsetBytes, offsetBytes + lengthBytes)),
  };
}

/** What an importer that keeps everything would export again. */
export async function reExport(archive: OpenArchive): Promise<ArchiveSource> {
  const runs: RunToArchive[] = [];
  for (const run of archive.runs) {
    const entries = run.entries.map(async ({ name }) => ({ name, content: await collect(run.openEntry(name)) }));
    // A store hands members back in an order of its own.
    const facts = Object.fromEntries(Object.entries(await run.facts()).reverse()) as unknown as RunToArchive["facts"];
    runs.push({ facts, entries: (await Promise.all(entries)).reverse() });
  }
  return makeSource(runs.reverse(), {
    exportedBy: archive.manifest.exportedBy,
    preferences: await archive.preferences(),
  });
}

/** The files of an honest archive of these runs, for a test to spoil one and pack them by hand. */
export async function listFiles(runs: readonly RunToArchive[]): Promise<Map<string, Uint8Array>> {
  const archive = await openArchive(readFrom(await collect(writeArchive(makeSource(runs)))));
  const files = new Map<string, Uint8Array>([["solewise-archive.json", encodeJson(archive.manifest)]]);
  for (const run of archive.runs) {
    files.set(`runs/${run.runId}/run.json`, encodeJson(await run.facts()));
    for (const { name } of run.entries) files.set(`runs/${run.runId}/${name}`, await collect(run.openEntry(name)));
  }
  return files;
}

/** These files, stored. */
export function pack(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  return buildZip([...files].map(([name, bytes]) => ({ name, bytes })));
}
