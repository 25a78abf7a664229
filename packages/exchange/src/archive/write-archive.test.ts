// How an archive is written: order, dates, what is compressed, what is refused.
import { inflateRawSync } from "node:zlib";
import { expect, it } from "vitest";
import { collect, makeBytes, makeRun, makeRunId, makeSource, readFrom, reExport } from "./made-up-archive.ts";
import { openArchive } from "./open-archive.ts";
import { writeArchive } from "./write-archive.ts";
import type { ArchiveEntry, RunToArchive } from "./write-archive.ts";

/** The records of a ZIP's directory, read by hand. */
function readRecords(zip: Uint8Array) {
  const view = new DataView(zip.buffer);
  const records = [];
  let at = view.getUint32(zip.length - 6, true);
  while (view.getUint32(at, true) === 0x02014b50) {
    const nameBytes = view.getUint16(at + 28, true);
    records.push({
      name: new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameBytes)),
      madeBy: view.getUint16(at + 4, true),
      method: view.getUint16(at + 10, true),
      dateAndTime: view.getUint32(at + 12, true),
      compressedBytes: view.getUint32(at + 20, true),
      extraBytes: view.getUint16(at + 30, true),
      attributes: view.getUint32(at + 38, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameBytes + view.getUint16(at + 30, true);
  }
  return records;
}

it("[EXC2] entries are sorted, have one date and no attributes", async () => {
  const zip = await collect(writeArchive(makeSource([makeRun(makeRunId(2)), makeRun(makeRunId(1))])));
  const records = readRecords(zip);
  const inRun = ["left.paths.bin", "left.recording.csv", "left.strides.bin", "right.recording.csv.gz"];
  inRun.push("right.strides.bin", "run.json");
  expect(records.map(({ name }) => name)).toEqual([
    "solewise-archive.json",
    "preferences.json",
    ...inRun.map((name) => `runs/${makeRunId(1)}/${name}`),
    ...inRun.map((name) => `runs/${makeRunId(2)}/${name}`),
  ]);
  for (const record of records) {
    expect(record).toMatchObject({ madeBy: 20, dateAndTime: 0x210000, extraBytes: 0, attributes: 0 });
  }
});

it("[EXC2] the bytes do not depend on how contents are cut into chunks", async () => {
  const content = new TextEncoder().encode("0.005,0.12,9.81\n".repeat(30_000));
  const write = (chunkBytes: number): Promise<Uint8Array> =>
    collect(writeArchive(makeSource([withEntry({ name: "left.recording.csv", content: cut(content, chunkBytes) })])));
  const whole = await write(content.length);
  for (const chunkBytes of [101, 65_536, 65_537, 200_000]) expect(await write(chunkBytes)).toEqual(whole);
});

it("[EXC2] the moment is written only when it is given", async () => {
  const at = "2026-05-01T06:30:00Z";
  const [without, withMoment] = await Promise.all([
    collect(writeArchive(makeSource([]))),
    collect(writeArchive(makeSource([], { exportedAtUtc: at }))),
  ]);
  expect(readFirst(without)).toEqual({ exportedBy: "tests", format: "solewise-archive", runs: [], version: 1 });
  expect(readFirst(withMoment)).toMatchObject({ exportedAtUtc: at });
});

function readFirst(zip: Uint8Array): unknown {
  const [record] = readRecords(zip);
  const start = 30 + "solewise-archive.json".length;
  return JSON.parse(inflateRawSync(zip.subarray(start, start + (record?.compressedBytes ?? 0))).toString());
}

it("[EXC3] gzipped recordings are stored, all else is deflated", async () => {
  const records = readRecords(await collect(writeArchive(makeSource([makeRun(makeRunId(1))]))));
  for (const { name, method } of records) expect(method).toBe(name.endsWith(".gz") ? 0 : 8);
  const stored = records.find(({ name }) => name.endsWith(".gz"));
  expect(stored?.compressedBytes).toBe(500);
});

it("[EXC3] without compression all is stored, and comes back", async () => {
  const zip = await collect(writeArchive(makeSource([makeRun(makeRunId(1))], { compression: "none" })));
  for (const { method } of readRecords(zip)) expect(method).toBe(0);
  const archive = await openArchive(readFrom(zip));
  expect(archive.problems).toEqual([]);
  const again = { ...(await reExport(archive)), compression: "none" } as const;
  expect(await collect(writeArchive(again))).toEqual(zip);
});

const BAD_RUNS: [string, Partial<RunToArchive["facts"]>, string][] = [
  ["a number that is none", { startedAtUtc: "yesterday" }, "an instant like 2026-05-01T06:30:00Z in startedAtUtc"],
  ["another id", { runId: makeRunId(9) }, `expected ${makeRunId(1)}, but found ${makeRunId(9)}`],
  ["no feet", { feet: [] }, "a list of 1 to 2 in feet"],
];

it.each(BAD_RUNS)("[EXC5] a run with %s is refused by name", async (_what, change, message) => {
  const run = makeRun(makeRunId(1));
  const spoiled = { ...run, facts: { ...run.facts, ...change } };
  const source = makeSource([], { runIds: [makeRunId(1)], loadRun: () => spoiled });
  await expect(collect(writeArchive(source))).rejects.toThrow(`runs/${makeRunId(1)}/run.json: `);
  await expect(collect(writeArchive(source))).rejects.toThrow(message);
});

it("[EXC5] ids and names that could not be read again are refused", async () => {
  const write = (runIds: string[]): Promise<unknown> => collect(writeArchive(makeSource([], { runIds })));
  await expect(write(["../1"])).rejects.toThrow("expected UUIDs in lower case, but found “../1”");
  await expect(write([makeRunId(1), makeRunId(1)])).rejects.toThrow("expected each run once");
  for (const name of ["../a", "a/b", "", ".hidden", "run.json", "a\\b", "a\u0000"]) {
    const source = makeSource([withEntry({ name, content: new Uint8Array() })]);
    await expect(collect(writeArchive(source))).rejects.toThrow("a plain file name");
  }
  const twice = makeSource([withEntry({ name: "left.paths.bin", content: new Uint8Array() })]);
  await expect(collect(writeArchive(twice))).rejects.toThrow("expected each entry once");
});

it("[EXC14] the writer's refusals say that they are of an export", async () => {
  const refusal = (code: string, values: object) =>
    expect.objectContaining({ code, values: { ...values, work: "export" } }) as Error;
  const write = (runIds: string[]): Promise<unknown> => collect(writeArchive(makeSource([], { runIds })));
  const runId = makeRunId(1);
  await expect(write(["../1"])).rejects.toThrow(refusal("archive-run-id-wrong", { found: "../1" }));
  await expect(write([runId, runId])).rejects.toThrow(refusal("archive-run-twice", { runId }));
  const named = collect(writeArchive(makeSource([withEntry({ name: "a/b", content: new Uint8Array() })])));
  await expect(named).rejects.toThrow(refusal("archive-entry-name-wrong", { name: "a/b" }));
});

it("[EXC5] files that contradict the facts are refused", async () => {
  const { facts, entries } = makeRun(makeRunId(1));
  const without = entries.filter(({ name }) => name !== "left.strides.bin");
  const missing = collect(writeArchive(makeSource([{ facts, entries: without }])));
  await expect(missing).rejects.toThrow("left.strides.bin: expected 288 bytes for 3 strides, but found no such entry");
  const both = makeSource([withEntry({ name: "left.recording.csv.gz", content: makeBytes(9) })]);
  await expect(collect(writeArchive(both))).rejects.toThrow("expected one recording a foot");
});

it("[EXC5] an entry of another size than it said is refused, and a source's failure passes through", async () => {
  const bytes = makeBytes(100);
  for (const sizeBytes of [99, 101]) {
    const content = { sizeBytes, open: () => cut(bytes, 10).open() };
    const writing = collect(writeArchive(makeSource([withEntry({ name: "left.recording.csv", content })])));
    await expect(writing).rejects.toThrow(RangeError);
  }
  const failure = new Error("disk on fire");
  const content = { sizeBytes: 5, open: () => Promise.reject(failure) };
  await expect(collect(writeArchive(makeSource([withEntry({ name: "a.bin", content })])))).rejects.toBe(failure);
  const dying = { sizeBytes: 5, open: () => new ReadableStream({ pull: () => Promise.reject(failure) }) };
  const writing = collect(writeArchive(makeSource([withEntry({ name: "a.bin", content: dying })])));
  await expect(writing).rejects.toBe(failure);
  const loadRun = (): Promise<RunToArchive> => Promise.reject(failure);
  await expect(collect(writeArchive(makeSource([makeRun(makeRunId(1))], { loadRun })))).rejects.toBe(failure);
});

function withEntry(entry: ArchiveEntry): RunToArchive {
  const run = makeRun(makeRunId(1));
  const others = run.entries.filter(({ name }) => name !== entry.name || name === "left.paths.bin");
  return { ...run, entries: [...others, entry] };
}

function cut(bytes: Uint8Array, chunkBytes: number): { sizeBytes: number; open(): ReadableStream<Uint8Array> } {
  const open = (): ReadableStream<Uint8Array> => {
    let offset = 0;
    return new ReadableStream({
      pull(controller) {
        controller.enqueue(bytes.subarray(offset, offset + chunkBytes));
        offset += chunkBytes;
        if (offset >= bytes.length) controller.close();
      },
    });
  };
  return { sizeBytes: bytes.length, open };
}
