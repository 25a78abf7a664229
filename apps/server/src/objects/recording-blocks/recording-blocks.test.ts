// Hostile texts and damaged files.
import { createHash, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { casesCount } from "../../../../../scripts/test/cases-count.ts";
import { readObjectsKey } from "./block-cipher.ts";
import { BLOCK_HEAD_BYTES, FILE_HEAD_BYTES, type TextTotal } from "./layout.ts";
import { readRecordingBlocks } from "./read-recording-blocks.ts";
import { RecordingBlocksError } from "./recording-blocks-error.ts";
import { writeRecordingBlocks } from "./write-recording-blocks.ts";

const KEY = Buffer.alloc(32, 7);

async function* chunksOf(bytes: Uint8Array, chunkBytes = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes)
    yield await Promise.resolve(bytes.subarray(at, at + chunkBytes));
}

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(Buffer.from(piece));
  return Buffer.concat(all);
}

function encode(csv: Uint8Array, objectsKey: Buffer | null = null, chunkBytes?: number): Promise<Buffer> {
  return gather(writeRecordingBlocks(chunksOf(csv, chunkBytes), { objectsKey, randomBytes }));
}

function decode(file: Uint8Array, objectsKey: Buffer | null = null, chunkBytes?: number): Promise<Buffer> {
  return gather(readRecordingBlocks(chunksOf(file, chunkBytes), objectsKey));
}

async function faultOf(work: Promise<unknown>): Promise<RecordingBlocksError> {
  const error: unknown = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof RecordingBlocksError)) throw new Error("expected a RecordingBlocksError", { cause: error });
  return error;
}

/** Rows as a recorder writes them; the numbers are made by a fixed rule. */
function plainCsv(rowCount: number, ending = "\n"): Buffer {
  const lines = ["# side=left", "time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z"];
  for (let row = 0; row < rowCount; row++) {
    const axes = [1, 2, 3, 5, 7, 11].map((step) => (20 * Math.sin((row * step) / 50) + step / 9).toFixed(4));
    lines.push([(row / 200).toFixed(4), ...axes].join(","));
  }
  return Buffer.from(lines.join(ending) + ending);
}

const kindsOf = (file: Buffer): number[] => {
  const kinds: number[] = [];
  for (let at = FILE_HEAD_BYTES; at < file.length; at += BLOCK_HEAD_BYTES + file.readUInt32LE(at + 12))
    kinds.push(file[at] as number);
  return kinds;
};

/** Cells as loggers, spreadsheets and enemies write them. */
const hostileCell = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -999_999, max: 999_999 }).map((value) => (value / 1e4).toFixed(4)) },
  { weight: 3, arbitrary: fc.double({ min: -40, max: 40, noNaN: true }).map(String) },
  { weight: 2, arbitrary: fc.integer().map((value) => `${value / 100}`) },
  fc.constantFrom(
    "",
    "-0",
    "-0.0",
    "0.0",
    "1e-3",
    "+1",
    "01.5",
    ".5",
    "5.",
    "NaN",
    "-",
    "--1",
    "1.2.3",
    " 1",
    "9".repeat(15),
  ),
  fc.constantFrom("9".repeat(16), `0.${"3".repeat(12)}`, `0.${"3".repeat(13)}`, `${"9".repeat(15)}.5`, "١", "\u0000"),
);
const hostileLine = fc.tuple(
  fc.oneof(
    { weight: 9, arbitrary: fc.array(hostileCell, { minLength: 7, maxLength: 7 }) },
    fc.array(hostileCell, { maxLength: 40 }),
  ),
  fc.constantFrom("\n", "\n", "\n", "\n", "\r\n", "\r", "", "\n\n"),
);
const hostileCsv = fc
  .tuple(fc.array(hostileLine, { maxLength: 60 }), fc.nat(300), fc.boolean())
  .map(([lines, plainRows, isFirst]) => {
    const odd = Buffer.from(lines.map(([cells, ending]) => cells.join(",") + ending).join(""));
    const parts = plainRows === 0 ? [] : [plainCsv(plainRows)];
    return Buffer.concat(isFirst ? [...parts, odd] : [odd, ...parts]);
  });

describe("recording blocks", () => {
  it("[OBJ1] any text comes out again byte for byte, whatever the chunks", async () => {
    const anyBytes = fc.uint8Array({ maxLength: 3000 }).map((bytes) => Buffer.from(bytes));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(hostileCsv, hostileCsv, anyBytes),
        fc.constantFrom(1, 7, 4096, 65_536),
        fc.boolean(),
        async (csv, chunkBytes, isEncrypted) => {
          const key = isEncrypted ? KEY : null;
          expect((await decode(await encode(csv, key, chunkBytes), key, chunkBytes)).equals(csv)).toBe(true);
        },
      ),
      { numRuns: casesCount(150) },
    );
  });

  it("[OBJ1] forms of numbers that recorders use are kept as rows", async () => {
    const numbers = Array.from({ length: 500 }, (_, index) => (index - 250) / 8);
    const forms: ((value: number) => string)[] = [
      String,
      (value) => value.toFixed(4),
      (value) => (Number.isInteger(value) ? `${value}.0` : String(value)),
      (value) => String(Math.round(value)).replace("-0", "0"),
    ];
    for (const form of forms) {
      for (const ending of ["\n", "\r\n"]) {
        const csv = Buffer.from(
          numbers.map((value) => `${form(value)},${form(-value)}`.replaceAll("-0,", "0,") + ending).join(""),
        );
        const file = await encode(csv);
        expect(kindsOf(file)).toEqual([1, 3]);
        expect((await decode(file)).equals(csv)).toBe(true);
      }
    }
  });

  it("[OBJ2] rows are blocks of 4096 lines; what is not mostly rows is text", async () => {
    const csv = plainCsv(10_000);
    const file = await encode(csv);
    expect(kindsOf(file)).toEqual([1, 1, 1, 3]);
    expect(file.length).toBeLessThan(csv.length / 2.5);
    const words = Buffer.from("not, a, row\n".repeat(5000));
    expect(kindsOf(await encode(words))).toEqual([2, 2, 3]);
    expect(kindsOf(await encode(Buffer.alloc(0)))).toEqual([3]);
  });

  it("[OBJ2] a line without end takes a block for each MiB, not memory", async () => {
    const csv = randomBytes(2_500_000).map((byte) => (byte === 10 ? 11 : byte));
    const file = await encode(csv);
    expect(kindsOf(file)).toEqual([2, 2, 2, 3]);
    expect((await decode(file)).equals(csv)).toBe(true);
  });

  it("[OBJ3] a flipped bit at any place is noticed, and the block is named", async () => {
    const csv = plainCsv(9000);
    for (const key of [null, KEY]) {
      const file = await encode(csv, key);
      await fc.assert(
        fc.asyncProperty(fc.nat(file.length * 8 - 1), async (bit) => {
          const damaged = Buffer.from(file);
          damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
          const error = await faultOf(decode(damaged, key));
          expect(error.blockIndex).toBe(blockAt(file, bit >> 3));
        }),
        { numRuns: casesCount(200) },
      );
    }
  });

  it("[OBJ3] a file cut anywhere, or with bytes after its end, is refused", async () => {
    const file = await encode(plainCsv(9000));
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), async (length) => {
        expect((await faultOf(decode(file.subarray(0, length)))).fault).toBe("cut-short");
      }),
      { numRuns: casesCount(60) },
    );
    expect((await faultOf(decode(Buffer.concat([file, Buffer.from([0])])))).fault).toBe("damaged");
  });

  it("[OBJ3] blocks of another place or another file are refused", async () => {
    const [one, other] = [await encode(plainCsv(9000), KEY), await encode(plainCsv(9000), KEY)];
    const second = FILE_HEAD_BYTES + BLOCK_HEAD_BYTES + one.readUInt32LE(FILE_HEAD_BYTES + 12);
    const swapped = Buffer.concat([one.subarray(0, second), other.subarray(second)]);
    const error = await faultOf(decode(swapped, KEY));
    expect([error.fault, error.blockIndex]).toEqual(["damaged", 1]);
    const missing = Buffer.concat([one.subarray(0, FILE_HEAD_BYTES), one.subarray(second)]);
    expect((await faultOf(decode(missing, KEY))).fault).toBe("damaged");
  });

  it("[OBJ3] another file, and one of a newer version, say so", async () => {
    expect((await faultOf(decode(plainCsv(10)))).fault).toBe("not-blocks");
    expect((await faultOf(decode(Buffer.alloc(0)))).fault).toBe("cut-short");
  });

  it("[OBJ4] with a key nothing of the text is there to read, and the key must be the same", async () => {
    const csv = Buffer.from(`# device=my shoe\n${"same,words\n".repeat(50)}`);
    const file = await encode(csv, KEY);
    expect(file.includes("my shoe")).toBe(false);
    expect((await decode(file, KEY)).equals(csv)).toBe(true);
    const missing = await faultOf(decode(file));
    expect([missing.fault, missing.message]).toEqual(["key-missing", expect.stringContaining("OBJECTS_KEY")]);
    const wrong = await faultOf(decode(file, Buffer.alloc(32, 8)));
    expect([wrong.fault, wrong.message]).toEqual(["key-wrong", expect.stringContaining("OBJECTS_KEY")]);
    expect((await encode(csv, KEY)).equals(file)).toBe(false);
    expect((await decode(await encode(csv), KEY)).equals(csv)).toBe(true);
  });

  it("[OBJ4] the key is 32 bytes as base64 or hex", () => {
    const key = randomBytes(32);
    for (const form of ["hex", "base64", "base64url"] as const)
      expect(readObjectsKey(key.toString(form))?.equals(key)).toBe(true);
    for (const wrong of ["", "secret", key.subarray(1).toString("hex"), `${key.toString("base64")}AAAA`])
      expect(readObjectsKey(wrong)).toBeNull();
  });

  it("[OBJ1] the whole is told before the end is written, and may be refused", async () => {
    const csv = plainCsv(100);
    const totals: TextTotal[] = [];
    const confirm = (total: TextTotal): void => void totals.push(total);
    await gather(writeRecordingBlocks(chunksOf(csv), { objectsKey: null, randomBytes, confirm }));
    expect(totals).toEqual([{ textBytes: csv.length, sha256: createHash("sha256").update(csv).digest() }]);
    const refuse = (): void => {
      throw new RangeError("another sum");
    };
    const refused = gather(writeRecordingBlocks(chunksOf(csv), { objectsKey: null, randomBytes, confirm: refuse }));
    await expect(refused).rejects.toThrow("another sum");
  });
});

/** The block that a byte of a file is in; null for the file's head. */
function blockAt(file: Buffer, byte: number): number | null {
  let index: number | null = null;
  for (let at = FILE_HEAD_BYTES; at <= byte; at += BLOCK_HEAD_BYTES + file.readUInt32LE(at + 12))
    index = index === null ? 0 : index + 1;
  return index;
}
