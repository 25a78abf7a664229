// Strides in and out of a real database: any words, any time, many at once.
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { ensureStridePartitions } from "../database/stride-partitions.ts";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../testing/test-database.ts";
import { ABSENT, RECORD_WORDS } from "./stride-columns.ts";
import { deleteStrides, type FootStrides, insertStrides, readStrides, spanOf } from "./stride-rows.ts";

const testDatabase = useTestDatabase();

const makeKey = () => ({ runnerId: randomUUID(), runId: randomUUID(), analysisId: randomUUID() });

/** A foot's strides; instants on the clock are `firstSec` and a second apart. */
function makeFoot(values: readonly number[], clockZeroAt: Date, firstSec: number): FootStrides {
  const strideCount = Math.ceil(values.length / RECORD_WORDS);
  const words = new Int32Array(strideCount * RECORD_WORDS);
  words.set(values);
  for (let index = 0; index < strideCount; index++) {
    const us = Math.round((firstSec + index) * 1e6);
    words[index * RECORD_WORDS + 1] = us;
    words[index * RECORD_WORDS + 2] = Math.floor(us / 2 ** 32);
  }
  return { side: "right", words, clockZeroAt, firstSampleSec: firstSec, lastSampleSec: firstSec + strideCount };
}

const word = fc.oneof(
  fc.constantFrom(ABSENT, 0, -1, 1, ABSENT + 1, 2147483647),
  fc.integer({ min: ABSENT, max: 2147483647 }),
);

describe("strides", () => {
  it("[RNS20] come back as the same words, whatever they are and whenever it was", async () => {
    const { database } = await testDatabase();
    const property = fc.asyncProperty(
      fc.array(word, { maxLength: 10 * RECORD_WORDS }),
      fc.date({ min: new Date("0100-01-01"), max: new Date("9000-01-01"), noInvalidDate: true }),
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.constantFrom(0, 5e9),
      async (values, clockZeroAt, firstSec, longerSec) => {
        const key = makeKey();
        const made = makeFoot(values, clockZeroAt, firstSec);
        const foot = { ...made, lastSampleSec: made.lastSampleSec + longerSec };
        const { from, to } = spanOf(foot);
        await ensureStridePartitions(database, from, to);
        await insertStrides(database, key, foot);
        const strideCount = foot.words.length / RECORD_WORDS;
        expect(await readStrides(database, key, { ...foot, strideCount })).toEqual(foot.words);
        await deleteStrides(database, key, foot);
        expect(await readStrides(database, key, { ...foot, strideCount: 0 })).toEqual(new Int32Array());
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });
});
