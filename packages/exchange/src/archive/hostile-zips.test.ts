// ZIPs that no honest writer makes, built by hand: each is refused before it does harm, in one sentence.
import { InputError } from "@solewise/terms";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { buildZip, computeCrc32, type HandmadeEntry } from "./handmade-zip.ts";
import { collect, listFiles, makeRun, makeRunId, makeSource, pack, readFrom } from "./made-up-archive.ts";
import { openArchive } from "./open-archive.ts";
import type { OpenArchive, OpenArchiveSettings } from "./open-archive.ts";
import { writeArchive } from "./write-archive.ts";

const RUN = makeRunId(1);
const FILES = await listFiles([makeRun(RUN)]);
const HONEST: HandmadeEntry[] = [...FILES].map(([name, bytes]) => ({ name, bytes }));
const BYTES = new TextEncoder().encode("some bytes");

function open(zip: Uint8Array, settings: OpenArchiveSettings = {}): Promise<OpenArchive> {
  return openArchive(readFrom(zip), { file: "a.zip", ...settings });
}

async function expectRefusal(work: Promise<unknown>): Promise<InputError> {
  const cause = await work.then(
    () => new Error("it was taken"),
    (error: unknown) => error,
  );
  if (!(cause instanceof InputError)) throw cause;
  expect(cause.message).toMatch(/^a\.zip.*: expected .+, but found .+; .+\.$/);
  expect(cause.code).toMatch(/^archive-/); // EXC14
  return cause;
}

/** The honest archive with one entry spoiled or, under a new name, added. */
function spoil(entry: Partial<HandmadeEntry> & { name: string }): Uint8Array {
  const isThere = FILES.has(entry.name);
  const spoiled = HONEST.map((honest) => (honest.name === entry.name ? { ...honest, ...entry } : honest));
  return buildZip(isThere ? spoiled : [...HONEST, { bytes: BYTES, ...entry }]);
}

it("[EXC8] what is built by hand and honest is read", async () => {
  const archive = await open(buildZip(HONEST));
  expect(archive.problems).toEqual([]);
  expect(archive.runs).toHaveLength(1);
});

it("[EXC8] what is no ZIP is refused", async () => {
  for (const text of ["", "PK", "time_s,acc_x\n0,1\n", "\u0000".repeat(5000)]) {
    await expectRefusal(open(new TextEncoder().encode(text)));
  }
});

it("[EXC8] an archive cut short at any byte is refused", async () => {
  const whole = await collect(writeArchive(makeSource([makeRun(RUN)])));
  for (let sizeBytes = 0; sizeBytes < whole.length; sizeBytes += sizeBytes < whole.length - 1200 ? 37 : 1) {
    await expectRefusal(open(whole.subarray(0, sizeBytes)));
  }
});

it("[EXC8] whatever byte is changed, it opens whole, or says what is wrong, and never hands on other contents", async () => {
  const whole = await collect(writeArchive(makeSource([makeRun(RUN)])));
  const changed = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }));
  await fc.assert(
    fc.asyncProperty(changed, async ([at, difference]) => {
      const bytes = whole.slice();
      bytes[at] = (bytes[at] ?? 0) ^ difference;
      const read = await readAll(bytes).catch((error: unknown) => error);
      if (read instanceof InputError) return;
      expect(read).toEqual(new Map([...FILES].filter(([name]) => (read as Map<string, unknown>).has(name))));
    }),
    { numRuns: 300 },
  );
});

/** Contents by path of all runs that open; InputError when anything does not. */
async function readAll(zip: Uint8Array): Promise<Map<string, Uint8Array>> {
  const archive = await open(zip);
  const files = new Map<string, Uint8Array>();
  for (const run of archive.runs) {
    for (const { name, isKnown } of run.entries) {
      if (isKnown) files.set(`runs/${run.runId}/${name}`, await collect(run.openEntry(name)));
    }
  }
  return files;
}

it.each(["../evil.csv", "runs/../../evil", "/etc/passwd", "C:/evil.csv", "..\\evil.csv", "runs//x", "a\u0000b"])(
  "[EXC8] the path %j leaves no folder",
  async (name) => {
    await expectRefusal(open(spoil({ name })));
  },
);

it("[EXC8] two files under one name, bytes before or after, and shared bytes are refused", async () => {
  const [first] = HONEST;
  if (first === undefined) throw new Error("no entries");
  await expectRefusal(open(buildZip([...HONEST, first])));
  const zip = buildZip(HONEST);
  await expectRefusal(open(Uint8Array.of(1, ...zip)));
  await expectRefusal(open(Uint8Array.of(...zip, 1)));
  const shared = buildZip([...HONEST, { name: "twin.bin", bytes: first.bytes, offset: 0 }]);
  const refusal = await expectRefusal(open(shared));
  expect(refusal.came).toContain("sharing bytes");
});

it("[EXC8] an end record that counts other entries than there are is refused", async () => {
  await expectRefusal(open(buildZip(HONEST, HONEST.length - 1)));
  await expectRefusal(open(buildZip(HONEST, HONEST.length + 1)));
});

const STRIDES = `runs/${RUN}/left.strides.bin`;
const ZEROS = new Uint8Array(5_000_000);
const BOMB = deflateRawSync(ZEROS, { level: 9 });

const BAD_ENTRIES: [string, Partial<HandmadeEntry>, RegExp][] = [
  ["is encrypted", { flags: 1 }, /an entry without a password/],
  ["is packed in an unknown way", { method: 12 }, /compression method 12/],
  ["says it is huge", { method: 8, sizeBytes: 0xf0000000 }, /shrank at most 200 times/],
  ["is a bomb", { method: 8, bytes: BOMB, sizeBytes: ZEROS.length }, /5000000 bytes packed into/],
];

it.each(BAD_ENTRIES)("[EXC11] an entry that %s costs its run and nothing else", async (_what, change, message) => {
  const archive = await open(spoil({ name: `runs/${RUN}/right.recording.csv.gz`, ...change }));
  expect(archive.runs).toEqual([]);
  expect(archive.problems).toHaveLength(1);
  expect(archive.problems[0]?.runId).toBe(RUN);
  expect(archive.problems[0]?.error.message).toMatch(message);
  expect(archive.problems[0]?.error.code).toMatch(/^archive-entry-/);
});

it("[EXC11] an entry with another CRC-32 fails at its end", async () => {
  const archive = await open(spoil({ name: STRIDES, crc32: 1 }));
  const [run] = archive.runs;
  const refusal = await expectRefusal(collect(run?.openEntry("left.strides.bin") ?? new ReadableStream()));
  expect(refusal.place.file).toBe(`a.zip/${STRIDES}`);
});

it("[EXC11] no more bytes come out of an entry than it said", async () => {
  const honest = FILES.get(STRIDES) ?? BYTES;
  const longer = deflateRawSync(new Uint8Array(900_000));
  const zip = spoil({ name: STRIDES, method: 8, bytes: longer, sizeBytes: honest.length, crc32: computeCrc32(honest) });
  const [run] = (await open(zip)).runs;
  let cameBytes = 0;
  const reading = (async () => {
    for await (const chunk of run?.openEntry("left.strides.bin") ?? []) cameBytes += chunk.length;
  })();
  await expectRefusal(reading);
  expect(cameBytes).toBeLessThanOrEqual(honest.length);
});

it("[EXC11] an entry that holds fewer bytes than it said fails", async () => {
  const name = `runs/${RUN}/left.recording.csv`;
  const bytes = deflateRawSync(BYTES);
  const [run] = (await open(spoil({ name, method: 8, bytes, sizeBytes: 11, crc32: computeCrc32(BYTES) }))).runs;
  await expectRefusal(collect(run?.openEntry("left.recording.csv") ?? new ReadableStream()));
});

it("[EXC11] limits of entries, of sizes, of JSON, of a read and of nesting hold", async () => {
  const zip = buildZip(HONEST);
  await expectRefusal(open(zip, { limits: { entriesMaxCount: HONEST.length - 1 } }));
  await expectRefusal(open(zip, { limits: { readMaxBytes: 100 } }));
  await expectRefusal(open(zip, { limits: { jsonMaxBytes: 50 } }));
  const small = await open(zip, { limits: { entryMaxBytes: 3000 } });
  expect(small.problems[0]?.error.message).toContain("expected at most 3000 bytes, but found 3");
  const nested = new TextEncoder().encode(`{"a":${"[".repeat(70)}${"]".repeat(70)}}`);
  const archive = await open(pack(new Map([...FILES, [`runs/${RUN}/run.json`, nested]])));
  expect(archive.problems[0]?.error.came).toBe("JSON nested too deeply");
});
