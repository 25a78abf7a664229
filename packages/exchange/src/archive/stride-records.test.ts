// Strides of an archive, judged while they are read.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STRIDE_RECORD_BYTES } from "./archive-names.ts";
import { collect, listFiles, makeBytes, makeRun, makeRunId, makeStrides, pack, readFrom } from "./made-up-archive.ts";
import { openArchive } from "./open-archive.ts";
import { demandRecords, type RecordMisfit } from "./stride-records.ts";

const RUN = makeRunId(1);
const OTHER = makeRunId(2);
const ABSENT = -2147483648;

class Misfit extends Error {
  readonly misfit: RecordMisfit;

  constructor(misfit: RecordMisfit) {
    super(`${misfit.strideIndex} ${misfit.word}`);
    this.misfit = misfit;
  }
}

function read(bytes: Uint8Array, chunkBytes = bytes.length): Promise<Uint8Array> {
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) =>
    bytes.slice(index * chunkBytes, (index + 1) * chunkBytes),
  );
  return collect(ReadableStream.from(chunks).pipeThrough(demandRecords((misfit) => new Misfit(misfit))));
}

/** Three strides with one word changed. */
function spoil(strideIndex: number, word: number, value: number): Uint8Array {
  const bytes = makeStrides(3);
  new DataView(bytes.buffer).setInt32(strideIndex * STRIDE_RECORD_BYTES + 4 * word, value, true);
  return bytes;
}

describe("records of strides", () => {
  it("[EXC15] that a kernel can give pass as they are, in pieces of any size", async () => {
    const bytes = makeStrides(50);
    for (const chunkBytes of [1, 95, 96, 97, 4800]) expect(await read(bytes, chunkBytes)).toEqual(bytes);
    expect(await read(makeStrides(0), 1)).toEqual(new Uint8Array());
  });

  it.each([
    [0, 0, -1, "0 sequence"],
    [1, 3, 5, "1 initial contact"],
    [1, 4, -900, "1 terminal contact"],
    [1, 4, ABSENT, "1 terminal contact"],
    [2, 5, 1000, "2 next initial contact"],
    [2, 6, 0, "2 next midstance"],
    [0, 7, -1, "0 activity"],
    [0, 8, 20_001, "0 length"],
    [0, 8, -1, "0 length"],
    [0, 11, 1801, "0 turn"],
    [0, 15, 1001, "0 quality"],
    [0, 15, ABSENT, "0 quality"],
    [0, 21, 100_001, "0 speed"],
    [0, 23, -1, "0 clipped share"],
    [2, 1, 5, "2 midstance"],
    [1, 2, -1, "1 midstance"],
    [1, 2, 0x7fffffff, "1 midstance"],
  ])("[EXC15] of stride %i, word %i = %i is refused as “%s”", async (strideIndex, word, value, message) => {
    await expect(read(spoil(strideIndex, word, value), 100)).rejects.toThrow(message);
  });

  it("[EXC15] may lack what was not measured, and in a stride of quality 0 its events and evidence", async () => {
    for (const word of [3, 8, 9, 10, 11, 12, 13, 14, 16, 19, 20, 21]) await read(spoil(1, word, ABSENT));
    const lost = spoil(1, 15, 0);
    const view = new DataView(lost.buffer);
    for (const word of [4, 5, 17, 18]) view.setInt32(STRIDE_RECORD_BYTES + 4 * word, ABSENT, true);
    expect(await read(lost)).toEqual(lost);
  });

  it("[EXC15] made of random bytes are refused at the first", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 96, maxLength: 96 }), async (bytes) => {
        await expect(read(bytes)).rejects.toThrow(/^0 /);
      }),
    );
  });
});

it("[EXC15] a run whose strides no kernel gave opens, fails while they are read, and costs no other run", async () => {
  const files = await listFiles([makeRun(RUN), makeRun(OTHER)]);
  files.set(`runs/${RUN}/right.strides.bin`, makeBytes(3 * STRIDE_RECORD_BYTES));
  const archive = await openArchive(readFrom(pack(files)), { file: "all.zip" });
  const [spoilt, whole] = archive.runs;
  const refused = collect(spoilt?.openEntry("right.strides.bin") ?? new ReadableStream());
  await expect(refused).rejects.toThrow(`all.zip/runs/${RUN}/right.strides.bin: expected initial contact of stride 1`);
  await expect(refused).rejects.toMatchObject({ code: "archive-strides-wrong", values: { strideNumber: 1 } });
  expect(await collect(spoilt?.openEntry("left.strides.bin") ?? new ReadableStream())).toEqual(makeStrides(3));
  expect(await collect(whole?.openEntry("right.strides.bin") ?? new ReadableStream())).toEqual(makeStrides(3, 2));
});

it("[EXC16] the opening ends when it is told to", async () => {
  const stop = new AbortController();
  const opening = openArchive(readFrom(pack(await listFiles([makeRun(RUN), makeRun(OTHER)]))), {
    signal: stop.signal,
    onRunJudged: () => stop.abort(new Error("enough")),
  });
  await expect(opening).rejects.toThrow("enough");
});
