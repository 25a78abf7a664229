// Strides in and out of the database, whole feet at a time. Comes in: packed words of a foot. Goes out: the same words,
// bit for bit. In by unnest of binary arrays, out by one bytea a column: measured against COPY and against rows
// (docs/benchmarks.md).
import type { Side } from "@solewise/terms";
import { sql } from "kysely";
import type { Database, DatabaseTransaction } from "../database/tables.ts";
import { int4Array, int8Array, timestampArray } from "./binary-arrays.ts";
import { ABSENT, MIDSTANCE_HIGH, MIDSTANCE_LOW, midstanceUsAt, RECORD_WORDS, WORD_COLUMNS } from "./stride-columns.ts";

/** Strides of one statement. Default 20,000 (5 MB); range 1,000–100,000. */
const BATCH_STRIDES = 20_000;

/** The analysis that strides are of. */
export interface AnalysisKey {
  runnerId: string;
  runId: string;
  analysisId: string;
}

/** Where on the calendar a foot's strides lie: what their partitions are found by. */
export interface FootTime {
  /** Instant at which the clock of the recording was 0. */
  clockZeroAt: Date;
  /** First and last sample on that clock. */
  firstSampleSec: number;
  lastSampleSec: number;
}

/** The strides of one foot. */
export interface FootStrides extends FootTime {
  side: Side;
  /** [strideCount × RECORD_WORDS]. */
  words: Int32Array;
}

const SIDE_CODE: Record<Side, number> = { left: 0, right: 1 };

/** Longest span of a foot's partition keys: a recorder whose clock jumped by years needs no partitions between. */
const SPAN_MAX_MS = 366 * 86_400_000;

/** First and last instant of a foot's partition keys. A midstance outside of them is kept at the edge. */
export function spanOf({ clockZeroAt, firstSampleSec, lastSampleSec }: FootTime): { from: Date; to: Date } {
  const zeroMs = clockZeroAt.getTime();
  const fromMs = zeroMs + Math.floor(firstSampleSec * 1000);
  const toMs = zeroMs + Math.ceil(lastSampleSec * 1000);
  return { from: new Date(fromMs), to: new Date(Math.min(toMs, fromMs + SPAN_MAX_MS)) };
}

interface Times {
  midstanceUs: Float64Array;
  /** Partition keys, whole ms since 1970. */
  keyMs: Float64Array;
}

function readTimes(words: Int32Array, time: FootTime): Times {
  const count = words.length / RECORD_WORDS;
  const zeroMs = time.clockZeroAt.getTime();
  const { from, to } = spanOf(time);
  const [fromMs, toMs] = [from.getTime(), to.getTime()];
  const times = { midstanceUs: new Float64Array(count), keyMs: new Float64Array(count) };
  for (let index = 0; index < count; index++) {
    const midstanceUs = midstanceUsAt(words, index * RECORD_WORDS);
    times.midstanceUs[index] = midstanceUs;
    times.keyMs[index] = Math.min(Math.max(zeroMs + Math.floor(midstanceUs / 1000), fromMs), toMs);
  }
  return times;
}

const COLUMN_NAMES = sql.raw(WORD_COLUMNS.map(([name]) => name).join(", "));

async function insertBatch(
  database: Database | DatabaseTransaction,
  key: AnalysisKey,
  foot: FootStrides,
  firstIndex: number,
): Promise<void> {
  const words = foot.words.subarray(firstIndex * RECORD_WORDS, (firstIndex + BATCH_STRIDES) * RECORD_WORDS);
  const { midstanceUs, keyMs } = readTimes(words, foot);
  const columns = WORD_COLUMNS.map(([, at]) => sql`${int4Array(words, at, RECORD_WORDS)}::int4[]`);
  await sql`
    insert into runner.stride
      (runner_id, run_id, analysis_id, side, stride_index, midstance_at, midstance_us, ${COLUMN_NAMES})
    select ${key.runnerId}::uuid, ${key.runId}::uuid, ${key.analysisId}::uuid, ${SIDE_CODE[foot.side]}::int2,
      (${firstIndex}::int4 + place - 1)::int4, midstance_at, midstance_us, ${COLUMN_NAMES}
    from unnest(${timestampArray(keyMs)}::timestamptz[], ${int8Array(midstanceUs)}::int8[], ${sql.join(columns)})
      with ordinality as packed (midstance_at, midstance_us, ${COLUMN_NAMES}, place)`.execute(database);
}

/** Adds the strides of a foot. Their partitions are there already (database/stride-partitions.ts). */ // RNS20
export async function insertStrides(
  database: Database | DatabaseTransaction,
  key: AnalysisKey,
  foot: FootStrides,
): Promise<void> {
  const strideCount = foot.words.length / RECORD_WORDS;
  for (let firstIndex = 0; firstIndex < strideCount; firstIndex += BATCH_STRIDES)
    await insertBatch(database, key, foot, firstIndex);
}

/** One bytea a column: its values as big-endian words, ABSENT for null. */
const PACKED_COLUMNS = sql.raw(
  WORD_COLUMNS.map(
    ([name]) => `string_agg(int4send(coalesce(${name}, ${ABSENT})), ''::bytea order by stride_index) as ${name}`,
  ).join(", "),
);

type PackedRow = Record<string, Buffer | null>;

function spreadWords(packed: Buffer, words: Int32Array, at: number): void {
  for (let index = 0; index * 4 < packed.length; index++)
    words[index * RECORD_WORDS + at] = packed.readInt32BE(index * 4);
}

/** The strides of a foot as packed words; fewer than `strideCount` is an error of ours. */
export async function readStrides(
  database: Database | DatabaseTransaction,
  key: AnalysisKey,
  foot: FootTime & { side: Side; strideCount: number },
): Promise<Int32Array<ArrayBuffer>> {
  const { from, to } = spanOf(foot);
  const { rows } = await sql<PackedRow>`
    select string_agg(int8send(midstance_us), ''::bytea order by stride_index) as midstance_us, ${PACKED_COLUMNS}
    from runner.stride
    where runner_id = ${key.runnerId} and run_id = ${key.runId} and analysis_id = ${key.analysisId}
      and side = ${SIDE_CODE[foot.side]} and midstance_at between ${from} and ${to}`.execute(database);
  const packed = rows[0] ?? {};
  const times = packed["midstance_us"] ?? Buffer.alloc(0);
  if (times.length !== foot.strideCount * 8)
    throw new Error(`analysis ${key.analysisId} has ${times.length / 8} strides of ${foot.strideCount}`);
  const words = new Int32Array(foot.strideCount * RECORD_WORDS);
  for (let index = 0; index < foot.strideCount; index++) {
    words[index * RECORD_WORDS + MIDSTANCE_HIGH] = times.readInt32BE(index * 8);
    words[index * RECORD_WORDS + MIDSTANCE_LOW] = times.readInt32BE(index * 8 + 4);
  }
  for (const [name, at] of WORD_COLUMNS) spreadWords(packed[name] ?? Buffer.alloc(0), words, at);
  return words;
}

/** Removes the strides of a foot. */
export async function deleteStrides(
  database: Database | DatabaseTransaction,
  key: AnalysisKey,
  foot: FootTime & { side: Side },
): Promise<void> {
  const { from, to } = spanOf(foot);
  await database
    .deleteFrom("runner.stride")
    .where("runner_id", "=", key.runnerId)
    .where("run_id", "=", key.runId)
    .where("analysis_id", "=", key.analysisId)
    .where("side", "=", SIDE_CODE[foot.side])
    .where("midstance_at", ">=", from)
    .where("midstance_at", "<=", to)
    .execute();
}
