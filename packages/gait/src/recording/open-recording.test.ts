// Tests of the recording reader: what it takes, whatever way the bytes come.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { InputError } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { openRecording } from "./open-recording.ts";
import type { OpenRecording } from "./open-recording.ts";
import { chunksOf, readAll, recordingText } from "./testing.ts";

const ROW = "0.005,1,2,3,4,5,6";

/** A cell as people write them: plain, with exponents, signs, spaces, many digits. */
const anyNumberText = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -4_000_000, max: 4_000_000 }).map((units) => (units / 1e5).toFixed(5)) },
  fc.double({ min: -80, max: 80, noNaN: true }).map(String),
  fc.double({ min: -80, max: 80, noNaN: true }).map((value) => value.toExponential()),
  fc.integer({ min: 0, max: 80 }).map((value) => `+${value}.`),
  fc.integer({ min: 0, max: 99 }).map((value) => `-.${value}`),
  fc.integer({ min: -9, max: 9 }).map((value) => ` ${value}\t`),
);
const anyRow = fc.array(anyNumberText, { minLength: 6, maxLength: 6 });
const anyLineEnd = fc.constantFrom("\n", "\r\n", "\n\n");
const anyText = fc
  .tuple(fc.array(anyRow, { minLength: 1, maxLength: 40 }), anyLineEnd, fc.boolean())
  .map(([rows, lineEnd, hasLastEnd]) => {
    const lines = rows.map((cells, index) => [index / 100, ...cells].join(","));
    const text = recordingText(...lines).replaceAll("\n", lineEnd);
    return hasLastEnd ? text : text.trimEnd();
  });

async function outcome(bytes: Uint8Array, sizes: readonly number[]): Promise<unknown> {
  try {
    return await readAll(bytes, sizes);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

const anySizes = fc.oneof(fc.constant([1]), fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }));

describe("[REC1] chunks", () => {
  it("gives the same samples however a good file is cut", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anySizes, async (text, sizes) => {
        expect(await readAll(text, [...sizes, 0])).toEqual(await readAll(text));
      }),
    );
  });

  it("gives the same refusal however a spoilt file is cut", async () => {
    const spoilt = fc.tuple(
      anyText,
      fc.nat(),
      fc.constantFrom("\0", "x", ",", "\n", "\uFEFF", "#", "9".repeat(5000), "9".repeat(140_000)),
    );
    await fc.assert(
      fc.asyncProperty(spoilt, anySizes, async ([text, at, added], sizes) => {
        const place = at % (text.length + 1);
        const bytes = new TextEncoder().encode(text.slice(0, place) + added + text.slice(place));
        expect(await outcome(bytes, sizes)).toEqual(await outcome(bytes, [1_000_000]));
      }),
    );
  });

  it("does not lose zero bytes that were not the end", async () => {
    const bytes = new TextEncoder().encode(`${recordingText(ROW)}0.01,1\0\0,2,3,4,5,6\n`);
    expect(await outcome(bytes, [1])).toMatch(/line 3: expected a number in column acc_x/);
    const many = new TextEncoder().encode(`${recordingText(ROW)}${"\0".repeat(9000)}0.01,1,2,3,4,5,6\n`);
    for (const sizes of [[1], [5000], [100_000]])
      expect(await outcome(many, sizes)).toMatch(/line 3: expected a line of/);
  });

  it("crosses the window of 64 KiB", async () => {
    const rows = Array.from({ length: 6000 }, (_, index) => `${index / 200},0.12345,-9.8,${index % 97},1,2,3.5`);
    const whole = await readAll(recordingText(...rows), [1_000_000]);
    expect(whole).toEqual(await readAll(recordingText(...rows), [997]));
    expect(whole.values.filter((_, index) => index % 6 === 2)).toEqual(rows.map((_, index) => index % 97));
  });
});

describe("[REC3] numbers", () => {
  it("has the value that Number() gives, in every spelling", async () => {
    await fc.assert(
      fc.asyncProperty(anyRow, async (cells) => {
        const { values } = await readAll(recordingText(`0,${cells.join(",")}`));
        expect(values).toEqual(cells.map((cell) => Number(cell) + 0));
      }),
    );
  });

  it("is exact for plain numbers of up to fifteen digits and beyond", async () => {
    const anyDigits = fc.tuple(
      fc.bigInt({ min: 0n, max: 3999n }),
      fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(anyDigits, fc.boolean(), async ([whole, fraction], isNegative) => {
        const cell = `${isNegative ? "-" : ""}${whole}.${fraction}`;
        const { values } = await readAll(recordingText(`0,${cell},0,0,0,0,0`));
        expect(values[0]).toBe(Number(cell) + 0);
      }),
    );
  });

  it("has no negative zero", async () => {
    const { timeUs, values } = await readAll(recordingText("-1e-9,-0,-0.000,-0e3, -0,0,1", "-0.0,-0,-0.000,0, -0,0,1"));
    expect(timeUs).toEqual([0, 0]);
    expect(values).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1]);
  });

  it("keeps leading zeros, nine and more digits", async () => {
    const { values, timeUs } = await readAll(
      recordingText("0000000012.5,000000000000000001,0.123456789,0.1234567891,1,2,3"),
    );
    expect(timeUs).toEqual([12_500_000]);
    expect(values.slice(0, 3)).toEqual([1, 0.123456789, 0.1234567891]);
  });
});

describe("[REC4] instants", () => {
  it("is rounded to whole microseconds", async () => {
    const text = recordingText(
      "-0.0000004,0,0,0,0,0,0",
      "0.0048828125,0,0,0,0,0,0",
      "1e-2,0,0,0,0,0,0",
      "36000.005,0,0,0,0,0,0",
    );
    expect((await readAll(text)).timeUs).toEqual([0, 4883, 10_000, 36_000_005_000]);
  });

  it("keeps seconds since 1970 to the microsecond", async () => {
    expect((await readAll(recordingText("1777777777.123457,0,0,0,0,0,0"))).timeUs).toEqual([1_777_777_777_123_457]);
  });
});

describe("[REC5] lines", () => {
  it.each([
    ["CRLF", recordingText(ROW, "0.01,1,2,3,4,5,7").replaceAll("\n", "\r\n")],
    ["CR CR LF", recordingText(ROW, "0.01,1,2,3,4,5,7").replaceAll("\n", "\r\r\n")],
    ["no last line end", recordingText(ROW, "0.01,1,2,3,4,5,7").trimEnd()],
    ["byte order mark", `\uFEFF${recordingText(ROW, "0.01,1,2,3,4,5,7")}`],
    ["blank lines", `\n${recordingText(ROW, "", "  ", "0.01,1,2,3,4,5,7")}\n \n\n`],
  ])("takes %s", async (_, text) => {
    const { values, isTruncated } = await readAll(text);
    expect(values).toEqual([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 7]);
    expect(isTruncated).toBe(false);
  });
});

describe("[REC6] the contract's page", () => {
  it("shows a recording that is read as it says", async () => {
    const page = readFileSync(new URL("../../../../docs/protocol/recording-csv.md", import.meta.url), "utf8");
    const { header, timeUs, values } = await readAll(page.split("```\n")[1] ?? "");
    expect(header).toMatchObject({ side: "left", place: "sole", rangeG: 16, rangeDps: 2000, device: "Insole 7" });
    expect(timeUs).toEqual([0, 5000]);
    expect(values).toHaveLength(12);
  });
});

describe("[REC14] a recorder that died", () => {
  it.each(["0.01,1,2", "0.01,1,2,3,4,5,", "0.01,1,2,3,4,5,-", "0.01,1,2,3,4,5,1e-", "0", "-", "0.01,1,"])(
    "leaves out the cut row %j only",
    async (cut) => {
      const { values, isTruncated } = await readAll(recordingText(ROW) + cut);
      expect(values).toEqual([1, 2, 3, 4, 5, 6]);
      expect(isTruncated).toBe(true);
    },
  );

  it("loses at most the last row wherever the file is cut", async () => {
    const text = recordingText("0,-1.5,2.25,3,4,5,6.5", "0.005,-1.5,2.25,3,4,5,6.5", "0.01,-1.5,2.25,3,4,5,6.5");
    const secondRowEnd = text.indexOf("\n0.01");
    for (let length = secondRowEnd; length < text.length - 1; length++) {
      const { timeUs, isTruncated } = await readAll(text.slice(0, length));
      expect(timeUs.slice(0, 2)).toEqual([0, 5000]);
      expect(timeUs.length === 3 || isTruncated || length <= secondRowEnd + 1).toBe(true);
    }
  });

  it("drops the zero bytes that a lost power supply leaves", async () => {
    const zeros = "\0".repeat(200_000);
    for (const sizes of [[1_000_000], [4096], [333]]) {
      const { values, isTruncated } = await readAll(`${recordingText(ROW)}0.01,1,2${zeros}`, sizes);
      expect(values).toHaveLength(6);
      expect(isTruncated).toBe(true);
    }
    expect((await readAll(`${recordingText(ROW)}${zeros}`)).isTruncated).toBe(true);
  });

  it("does not take text for a cut row", async () => {
    await expect(readAll(`${recordingText(ROW)}0.01,1,walk`)).rejects.toThrow(/line 3: expected 7 columns/);
    await expect(readAll(`${recordingText(ROW)}0.01,1,2,3,4,5,6,`)).rejects.toThrow(/but found 8 columns/);
    await expect(readAll(`${recordingText(ROW)}stop`)).rejects.toThrow(InputError);
  });
});

describe("[REC15] blocks", () => {
  const rows = Array.from({ length: 4096 * 2 + 5 }, (_, index) => `${index / 200},1,2,3,4,5,6`);

  it("is full but for the last, and knows its first line", async () => {
    const { blockSampleCounts, firstLines } = await readAll(`# device=a\n${recordingText(...rows)}`, [3000]);
    expect(blockSampleCounts).toEqual([4096, 4096, 5]);
    expect(firstLines).toEqual([3, 3 + 4096, 3 + 2 * 4096]);
  });

  it("gives no empty block after a full one", async () => {
    expect((await readAll(recordingText(...rows.slice(0, 4096)))).blockSampleCounts).toEqual([4096]);
  });

  it("reuses one block's arrays", async () => {
    const recording = await openRecording(chunksOf(new TextEncoder().encode(recordingText(...rows)), [5000]), "a.csv");
    const arrays = new Set<Float64Array>();
    for await (const block of recording.blocks) arrays.add(block.values);
    expect(arrays.size).toBe(1);
  });

  /** Reads a source in some way and says whether it was closed afterwards. */
  async function isClosedAfter(text: string, use: (recording: OpenRecording) => Promise<void>): Promise<boolean> {
    let isClosed = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        yield* chunksOf(new TextEncoder().encode(text), [4000]);
      } finally {
        isClosed = true;
      }
    }
    const reading = openRecording(source(), "a.csv").then(use);
    await reading.catch((error: unknown) => {
      if (!(error instanceof InputError)) throw error;
    });
    return isClosed;
  }

  async function drain(recording: OpenRecording): Promise<void> {
    for await (const block of recording.blocks) void block;
  }

  async function leaveEarly(recording: OpenRecording): Promise<void> {
    for await (const block of recording.blocks) if (block.sampleCount > 0) return;
  }

  it.each([
    ["reads to the end", recordingText(...rows), drain],
    ["stops early", recordingText(...rows), leaveEarly],
    ["closes after the header", recordingText(...rows), (recording: OpenRecording) => recording.close()],
    ["is refused in the header", `x\n${recordingText(...rows)}`, drain],
    ["is refused in a row", recordingText(ROW, "x", ...rows), drain],
  ])("closes the source when the reader %s", async (_, text, use) => {
    expect(await isClosedAfter(text, use)).toBe(true);
  });
});

describe("[REC16] any bytes", () => {
  it("throws nothing but InputError on random bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), anySizes, async (bytes, hasHeader, sizes) => {
        const start = new TextEncoder().encode(hasHeader ? recordingText(ROW) : "");
        await outcome(Uint8Array.from([...start, ...bytes]), sizes);
      }),
    );
  });

  it("throws nothing but InputError on rows of likely characters", async () => {
    const anyBody = fc.string({ unit: fc.constantFrom(..."0123456789.,-+eE \t\r\n#\0é"), maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(anyBody, anySizes, async (body, sizes) => {
        await outcome(new TextEncoder().encode(recordingText(ROW) + body), sizes);
      }),
    );
  });

  it("passes an error of the source on as it is", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(new TextEncoder().encode(recordingText(ROW)));
      throw new RangeError("the card was pulled");
    }
    const { blocks } = await openRecording(broken(), "a.csv");
    await expect(blocks[Symbol.asyncIterator]().next()).rejects.toThrow("the card was pulled");
  });
});
