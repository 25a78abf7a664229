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

function wideArray(values: Float64Array, elementOid: number): Buffer {
  const bytes = startArray(values.length, elementOid, values.length * 12);
  let offset = HEADER_BYTES;
  for (const value of values) {
    offset = bytes.writeInt32BE(8, offset);
    offset = bytes.writeInt32BE(Math.floor(value / 2 ** 32), offset);
    offset = bytes.writeUInt32BE(value - Math.floor(value / 2 ** 32) * 2 ** 32, offset);
  }
  return bytes;
}

/** int8[] of whole numbers within ±2^53. */
export function int8Array(values: Float64Array): Buffer {
  return wideArray(values, INT8_OID);
}

/** Microseconds from 1970 to 2000, where PostgreSQL's instants begin. */
const EPOCH_2000_US = Date.UTC(2000, 0, 1) * 1000;

/** timestamptz[] of instants in µs since 1970. */
export function timestampArray(epochUs: Float64Array): Buffer {
  return wideArray(
    epochUs.map((value) => value - EPOCH_2000_US),
    TIMESTAMPTZ_OID,
  );
}
