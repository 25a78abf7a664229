// What an archive says of itself and of its runs is judged; one bad run costs no other.
import { expect, it } from "vitest";
import { buildZip } from "./handmade-zip.ts";
import { collect, listFiles, makeBytes, makeRun, makeRunId, makeSource, pack, readFrom } from "./made-up-archive.ts";
import { openArchive } from "./open-archive.ts";
import type { OpenArchive } from "./open-archive.ts";
import { writeArchive } from "./write-archive.ts";

const RUN = makeRunId(1);
const OTHER = makeRunId(2);
const FILES = await listFiles([makeRun(RUN), makeRun(OTHER)]);
const MANIFEST = "solewise-archive.json";

type Json = Record<string, unknown>;

function parse(path: string): Json {
  return JSON.parse(new TextDecoder().decode(FILES.get(path))) as Json;
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** The honest archive with files replaced, added or (null) left out. */
function openWith(changes: Record<string, Uint8Array | null>): Promise<OpenArchive> {
  const files = new Map(FILES);
  for (const [path, bytes] of Object.entries(changes)) {
    if (bytes === null) files.delete(path);
    else files.set(path, bytes);
  }
  return openArchive(readFrom(pack(files)), { file: "a.zip" });
}

it("[EXC9] a ZIP without a manifest is none of ours", async () => {
  await expect(openWith({ [MANIFEST]: null })).rejects.toThrow(
    "a.zip: expected solewise-archive.json at the top of the ZIP, but found a ZIP without it; " +
      "choose a file that Solewise exported.",
  );
});

const BAD_MANIFESTS: [string, Json, string][] = [
  ["a newer version", { version: 2 }, "expected version 1 of the format, but found version 2; update Solewise here"],
  ["no version", { version: undefined }, "expected a version number, but found none"],
  ["another format", { format: "else" }, 'expected the format “solewise-archive”, but found "else"'],
  ["no runs", { runs: undefined }, "in runs, but found nothing"],
  ["runs that are no texts", { runs: [1] }, "in runs.0, but found 1"],
];

it.each(BAD_MANIFESTS)("[EXC9] a manifest with %s is refused", async (_what, change, message) => {
  await expect(openWith({ [MANIFEST]: encode({ ...parse(MANIFEST), ...change }) })).rejects.toThrow(message);
});

it("[EXC9] members of the manifest that are not known do no harm", async () => {
  const archive = await openWith({ [MANIFEST]: encode({ ...parse(MANIFEST), account: "later" }) });
  expect(archive.runs).toHaveLength(2);
  expect(archive.manifest).toMatchObject({ account: "later", exportedBy: "tests" });
});

/** One problem, of this run; the other run opens. */
function expectProblem(archive: OpenArchive, message: string): void {
  expect(archive.runs.map(({ runId }) => runId)).toEqual([OTHER]);
  expect(archive.problems.map(({ runId }) => runId)).toEqual([RUN]);
  expect(archive.problems[0]?.error.message).toContain(message);
  expect(archive.problems[0]?.error.code).toMatch(/^archive-/); // EXC14
}

const FACTS = `runs/${RUN}/run.json`;
const FACTS_WITH = (change: Json): Uint8Array => encode({ ...parse(FACTS), ...change });
const FEET = parse(FACTS)["feet"] as Json[];
const SUMMARY = parse(FACTS)["summary"] as Json;

const BAD_FILES: [string, string, Uint8Array | null, string][] = [
  ["no run.json", FACTS, null, "expected this entry, but found none"],
  ["no JSON", FACTS, Uint8Array.of(0xff), "expected a JSON object, but found bytes that are no JSON in UTF-8"],
  ["a list", FACTS, encode([]), "found JSON that is no object"],
  ["a number too large", FACTS, new TextEncoder().encode('{"later":1e999}'), "a number beyond the double range"],
  ["another run's facts", FACTS, FACTS_WITH({ runId: OTHER }), `expected runId ${RUN}, as its folder`],
  [
    "a number as its name",
    FACTS,
    FACTS_WITH({ name: 5 }),
    "expected text of at most 1000 characters in name, but found 5",
  ],
  ["no start", FACTS, FACTS_WITH({ startedAtUtc: null }), "in startedAtUtc, but found null"],
  ["an impossible start", FACTS, FACTS_WITH({ startedAtUtc: "2026-13-41T00:00:00Z" }), "in startedAtUtc"],
  ["three feet", FACTS, FACTS_WITH({ feet: [...FEET, FEET[0]] }), "expected a list of 1 to 2 in feet"],
  ["the right foot first", FACTS, FACTS_WITH({ feet: FEET.toReversed() }), "the left foot before the right"],
  ["two left feet", FACTS, FACTS_WITH({ feet: [FEET[0], FEET[0]] }), "the left foot before the right"],
  [
    "half a stride",
    FACTS,
    FACTS_WITH({ feet: [{ ...FEET[0], strideCount: 2.5 }] }),
    "in feet.0.strideCount, but found 2.5",
  ],
  [
    "a negative distance",
    FACTS,
    FACTS_WITH({ summary: { ...SUMMARY, distanceMeters: -1 } }),
    "in summary.distanceMeters",
  ],
  ["no summary", FACTS, FACTS_WITH({ summary: undefined }), "expected an object in summary, but found nothing"],
  ["a text for a figure", FACTS, FACTS_WITH({ summary: { ...SUMMARY, speedMps: "3" } }), "in summary.speedMps"],
  [
    "more strides than it says",
    `runs/${RUN}/left.strides.bin`,
    makeBytes(289),
    "expected 288 bytes for 3 strides, but found 289",
  ],
  [
    "no strides",
    `runs/${RUN}/right.strides.bin`,
    null,
    "right.strides.bin: expected 288 bytes for 3 strides, but found no such entry",
  ],
  ["an odd path", `runs/${RUN}/left.paths.bin`, makeBytes(3), "an even number of bytes"],
  ["two recordings of a foot", `runs/${RUN}/left.recording.csv.gz`, makeBytes(3), "one recording a foot"],
];

it.each(BAD_FILES)("[EXC10] a run with %s is listed; the other opens", async (_what, path, bytes, message) => {
  expectProblem(await openWith({ [path]: bytes }), message);
});

it("[EXC10] a member that comes through a prototype is no member", async () => {
  const text = new TextDecoder().decode(FACTS_WITH({ name: undefined })).replace("{", '{"__proto__":{"name":"x"},');
  expectProblem(await openWith({ [FACTS]: new TextEncoder().encode(text) }), "in name, but found nothing");
});

it("[EXC10] ids that are no UUIDs, and folders that the manifest does not name, are listed", async () => {
  const runs = [OTHER, OTHER, "evil", RUN.toUpperCase()];
  const archive = await openWith({ [MANIFEST]: encode({ ...parse(MANIFEST), runs }) });
  expect(archive.runs.map(({ runId }) => runId)).toEqual([OTHER]);
  expect(new Set(archive.problems.map(({ runId }) => runId))).toEqual(new Set([RUN, RUN.toUpperCase(), "evil"]));
  expect(archive.problems.map(({ error }) => error.expected)).toContain("every run's id in runs");
});

it("[EXC10] progress is told after each run", async () => {
  const told: [number, number][] = [];
  await openArchive(readFrom(pack(FILES)), { onRunJudged: (done, all) => told.push([done, all]) });
  expect(told).toEqual([
    [1, 2],
    [2, 2],
  ]);
});

it("[EXC12] a failure of the disk is not the archive's", async () => {
  const bytes = await collect(writeArchive(makeSource([makeRun(RUN)])));
  const failure = new Error("disk on fire");
  const source = readFrom(bytes);
  let goodReads = 0;
  for (let failsAt = 0; failsAt < 4; failsAt++) {
    goodReads = failsAt;
    const read = (offset: number, length: number): Promise<Uint8Array> =>
      goodReads-- > 0 ? source.read(offset, length) : Promise.reject(failure);
    await expect(openArchive({ sizeBytes: bytes.length, read })).rejects.toBe(failure);
  }
  let isBurning = false;
  const read = (offset: number, length: number): Promise<Uint8Array> =>
    isBurning ? Promise.reject(failure) : source.read(offset, length);
  const archive = await openArchive({ sizeBytes: bytes.length, read });
  const contents = archive.runs[0]?.openEntry("left.recording.csv") ?? new ReadableStream();
  isBurning = true;
  await expect(collect(contents)).rejects.toBe(failure);
  isBurning = false;
  const again = archive.runs[0]?.openEntry("left.recording.csv") ?? new ReadableStream();
  expect(await collect(again)).toEqual(FILES.get(`runs/${RUN}/left.recording.csv`));
});

it("[EXC13] files packed again by hand are read: folders, dates, foreign files", async () => {
  const folders = ["runs/", `runs/${RUN}/`].map((name) => ({ name, bytes: new Uint8Array() }));
  const foreign = [".DS_Store", "__MACOSX/._run.json", "notes.txt"].map((name) => ({ name, bytes: makeBytes(9) }));
  const extra = Uint8Array.of(0x55, 0x54, 5, 0, 1, 0, 0, 0, 0x60);
  const files = [...FILES].map(([name, bytes]) => ({ name, bytes, dateAndTime: 0x5cb46000, extra }));
  const archive = await openArchive(readFrom(buildZip([...folders, ...files.reverse(), ...foreign])));
  expect(archive.problems).toEqual([]);
  expect(archive.runs).toHaveLength(2);
  expect(archive.unknownPaths).toEqual([".DS_Store", "__MACOSX/._run.json", "notes.txt"]);
});

it("[EXC13] a ZIP of the folder instead of its files is told what to do", async () => {
  const files = new Map([...FILES].map(([path, bytes]) => [`my-export/${path}`, bytes]));
  await expect(openArchive(readFrom(pack(files)))).rejects.toThrow(
    "found “my-export/solewise-archive.json”; pack the files themselves again, not the folder they are in",
  );
});

const FACTS_OF_REFUSALS: [string, Uint8Array | null, string, object | undefined][] = [
  [FACTS, null, "archive-entry-missing", undefined],
  [FACTS, encode([]), "archive-json-wrong", { fault: "no-object" }],
  [FACTS, FACTS_WITH({ runId: OTHER }), "archive-run-id-differs", { runId: RUN, found: OTHER }],
  [FACTS, FACTS_WITH({ name: 5 }), "archive-member-wrong", { member: "name", found: "5" }],
  [FACTS, FACTS_WITH({ summary: undefined }), "archive-member-wrong", { member: "summary" }],
  [FACTS, FACTS_WITH({ feet: FEET.toReversed() }), "archive-member-wrong", { member: "feet" }],
  [
    `runs/${RUN}/left.strides.bin`,
    makeBytes(289),
    "archive-strides-size-wrong",
    { strideCount: 3, expectedBytes: 288, cameBytes: 289 },
  ],
  [`runs/${RUN}/left.strides.bin`, null, "archive-strides-size-wrong", { strideCount: 3, expectedBytes: 288 }],
  [`runs/${RUN}/left.paths.bin`, makeBytes(3), "archive-paths-size-wrong", { cameBytes: 3 }],
  [
    `runs/${RUN}/left.recording.csv.gz`,
    makeBytes(3),
    "archive-recording-twice",
    { name: "left.recording.csv", otherName: "left.recording.csv.gz" },
  ],
];

it.each(FACTS_OF_REFUSALS)("[EXC14] of %s: a run's refusal has code and values", async (path, bytes, code, values) => {
  const [problem] = (await openWith({ [path]: bytes })).problems;
  expect([problem?.error.code, problem?.error.values]).toEqual([code, values]);
});

it.each([
  [null, "archive-manifest-missing", { manifest: MANIFEST }],
  [{ version: 2 }, "archive-version-newer", { version: 2, versionMax: 1 }],
  [{ version: "1" }, "archive-version-wrong", { found: '"1"' }],
  [{ format: "else" }, "archive-format-unknown", { found: '"else"' }],
  [{ runs: [1] }, "archive-member-wrong", { member: "runs.0", found: "1" }],
])("[EXC14] a manifest of %j: code and values", async (change, code, values) => {
  const manifest = change === null ? null : encode({ ...parse(MANIFEST), ...change });
  const refusal = expect.objectContaining({ code, values }) as Error;
  await expect(openWith({ [MANIFEST]: manifest })).rejects.toThrow(refusal);
});
