// What leaves comes back: byte for byte, unknown members and entries included.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { ArchivedRun } from "./archived-run.ts";
import { decodeInt16, decodeInt32, encodeInt16, encodeInt32 } from "./binary-words.ts";
import {
  collect,
  makeFacts,
  makeRun,
  makeRunId,
  makeSource,
  makeStrides,
  readFrom,
  reExport,
} from "./made-up-archive.ts";
import { openArchive } from "./open-archive.ts";
import { writeArchive } from "./write-archive.ts";
import type { RunToArchive } from "./write-archive.ts";

it("[EXC1] export, import, export gives the same bytes", async () => {
  const first = await collect(writeArchive(makeSource([makeRun(makeRunId(2)), makeRun(makeRunId(1), 40)])));
  const archive = await openArchive(readFrom(first));
  expect(archive.problems).toEqual([]);
  expect(archive.runs.map((run) => run.runId)).toEqual([makeRunId(1), makeRunId(2)]);
  const second = await collect(writeArchive(await reExport(archive)));
  expect(second).toEqual(first);
});

it("[EXC1] an archive of nothing goes out and comes back", async () => {
  const bytes = await collect(writeArchive(makeSource([], { preferences: null })));
  const archive = await openArchive(readFrom(bytes));
  expect(archive).toMatchObject({ runs: [], problems: [], unknownPaths: [] });
  expect(await archive.preferences()).toBeNull();
  expect(await collect(writeArchive(await reExport(archive)))).toEqual(bytes);
});

/** Runs with members and entries from nowhere. */
const someRun = fc
  .record({
    id: fc.uuid(),
    strideCount: fc.nat(50),
    name: fc.string({ unit: "grapheme", maxLength: 30 }),
    notes: fc.string({ unit: "binary", maxLength: 50 }),
    distanceMeters: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
    later: fc.jsonValue({ maxDepth: 3 }),
    recording: fc.uint8Array({ maxLength: 300 }),
    extraName: fc.stringMatching(/^[a-z]{1,8}\.[a-z]{3}$/),
  })
  .map(({ id, strideCount, name, notes, distanceMeters, later, recording, extraName }): RunToArchive => {
    const facts = makeFacts(id, strideCount);
    const summary = { ...facts.summary, distanceMeters };
    const written = { ...facts, name, notes, summary, later, feet: facts.feet.map((foot) => ({ ...foot, later })) };
    const strides = makeStrides(strideCount, 7);
    return {
      facts: written,
      entries: [
        { name: extraName, content: recording },
        { name: "left.strides.bin", content: strides },
        { name: "right.recording.csv.gz", content: recording },
        { name: "right.strides.bin", content: strides },
      ],
    };
  });

it("[EXC1] so it is for random runs, whatever their members and entries", async () => {
  const someRuns = fc.uniqueArray(someRun, { maxLength: 4, selector: (run) => run.facts.runId });
  await fc.assert(
    fc.asyncProperty(someRuns, async (runs) => {
      const first = await collect(writeArchive(makeSource(runs)));
      const archive = await openArchive(readFrom(first));
      expect(archive.problems).toEqual([]);
      expect(archive.runs).toHaveLength(runs.length);
      for (const run of archive.runs) {
        const sent = runs.find(({ facts }) => facts.runId === run.runId)?.facts;
        expect(await run.facts()).toEqual(JSON.parse(JSON.stringify(sent)));
      }
      expect(await collect(writeArchive(await reExport(archive)))).toEqual(first);
    }),
    { numRuns: 40 },
  );
});

it("[EXC6] words come back as they were, little-endian and at any alignment", () => {
  fc.assert(
    fc.property(fc.int32Array(), fc.int16Array(), (words, halves) => {
      expect(decodeInt32(encodeInt32(words))).toEqual(words);
      expect(decodeInt16(encodeInt16(halves))).toEqual(halves);
      const shifted = new Uint8Array(words.length * 4 + 1);
      shifted.set(encodeInt32(words), 1);
      expect(decodeInt32(shifted.subarray(1))).toEqual(words);
    }),
  );
  expect([...encodeInt32(Int32Array.of(-2147483648, 258))]).toEqual([0, 0, 0, 128, 2, 1, 0, 0]);
  expect([...encodeInt16(Int16Array.of(-2))]).toEqual([254, 255]);
  expect(() => decodeInt32(new Uint8Array(6))).toThrow("expected a multiple of 4 bytes, but found 6");
  expect(() => decodeInt16(new Uint8Array(3))).toThrow(RangeError);
});

it("[EXC7] unknown members and entries are kept and reported", async () => {
  const run = makeRun(makeRunId(1));
  const facts = { ...run.facts, heartRateBpm: [60, 61], __proto: { a: 1 } } as ArchivedRun;
  const entries = [...run.entries, { name: "heart-rate.bin", content: Uint8Array.of(1, 2, 3) }];
  const bytes = await collect(writeArchive(makeSource([{ facts, entries }])));
  const [read] = (await openArchive(readFrom(bytes))).runs;
  expect(await read?.facts()).toEqual(facts);
  expect(read?.entries.filter(({ isKnown }) => !isKnown)).toEqual([
    { name: "heart-rate.bin", sizeBytes: 3, isKnown: false },
  ]);
  expect(read?.entries.filter(({ isKnown }) => isKnown)).toHaveLength(run.entries.length);
  expect(await collect(read?.openEntry("heart-rate.bin") ?? new ReadableStream())).toEqual(Uint8Array.of(1, 2, 3));
  expect(() => read?.openEntry("none.bin")).toThrow(RangeError);
});
