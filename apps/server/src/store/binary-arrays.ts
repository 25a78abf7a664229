// Columns as PostgreSQL's binary arrays: what a parameter of type int4[] or timestamptz[] is sent as, and what array_send
// gives. Comes in: numbers. Goes out: bytes, and back. Layout (src/backend/utils/adt/arrayfuncs.c), big-endian int32:
// dimensions, has-null flag, element's type; then length and lower bound; then for each element its size (−1: null) and bytes.
import { ABSENT } from "./stride-columns.ts";

const HEADER_BYTES = 20;

/** Types of elements, pg_type.oid. */
const INT4_OID = 23;
const INT8_OID = 20;
const TIMESTAMPTZ_OID = 1184;

function startArray(count: number, elementOid: number, bodyBytes: number): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + bodyBytes);
  for (const [index, value] of [1, 1, elementOid, count, 1].entries()) bytes.writeInt32BE(value, index * 4);
  return bytes;
}

/** int4[] of one word of each record, ABSENT as null. `words` holds records of `stride` words; `at` is the word's place. */
export function int4Array(words: Int32Array, at: number, stride: number): Buffer {
  const count = words.length / stride;
  const bytes = startArray(count, INT4_OID, count * 8);
  let offset = HEADER_BYTES;
  for (let index = at; index < words.length; index += stride) {
    const value = words[index] ?? ABSENT;
    if (value === ABSENT) offset = bytes.writeInt32BE(-1, offset);
    else offset = bytes.writeInt32BE(value, bytes.writeInt32BE(4, offset));
  }
  return bytes.subarray(0, offset);
}

/** int8[] of whole numbers within ±2^53. */
export function int8Array(values: Float64Array): Buffer {
  const bytes = startArray(values.length, INT8_OID, values.length * 12);
  let offset = HEADER_BYTES;
  for (const value of values) {
    offset = bytes.writeInt32BE(8, offset);
    offset = bytes.writeInt32BE(Math.floor(value / 2 ** 32), offset);
    offset = bytes.writeUInt32BE(value - Math.floor(value / 2 ** 32) * 2 ** 32, offset);
  }
  return bytes;
}

/** Where PostgreSQL's instants begin, ms since 1970. */
const EPOCH_2000_MS = Date.UTC(2000, 0, 1);

/** timestamptz[] of instants in whole ms since 1970; any year that a Date has. */
export function timestampArray(epochMs: Float64Array): Buffer {
  const bytes = startArray(epochMs.length, TIMESTAMPTZ_OID, epochMs.length * 12);
  let offset = HEADER_BYTES;
  // µs beyond the year 2255 are no exact doubles.
  for (const value of epochMs) {
    offset = bytes.writeInt32BE(8, offset);
    offset = bytes.writeBigInt64BE(BigInt(value - EPOCH_2000_MS) * 1000n, offset);
  }
  return bytes;
}
