// Gzip whole, cut, joined and empty, by the DecompressionStream that Node shares with browsers.
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { gunzipChunks } from "./gzip-chunks.ts";

const TEXT = Array.from({ length: 30_000 }, (_, index) => `${index * 0.005},${Math.sin(index)}`).join("\n");
const WHOLE = new Uint8Array(gzipSync(TEXT));

async function* cut(bytes: Uint8Array<ArrayBuffer>, chunkBytes: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    yield await Promise.resolve(bytes.slice(at, at + chunkBytes));
  }
}

async function unpack(bytes: Uint8Array<ArrayBuffer>, chunkBytes: number) {
  const end = { isTruncated: false };
  const parts: Uint8Array[] = [];
  const read = (fromBytes: number) => cut(bytes.slice(fromBytes), chunkBytes);
  for await (const part of gunzipChunks(read, "a.csv.gz", end)) parts.push(new Uint8Array(part));
  return { text: Buffer.concat(parts).toString(), ...end };
}

it("[WRK4] unpacks in chunks of any size", async () => {
  for (const chunkBytes of [1000, 65_536, WHOLE.length]) {
    expect(await unpack(WHOLE, chunkBytes)).toEqual({ text: TEXT, isTruncated: false });
  }
});

it("[WRK4] gives what is there of a file that was cut anywhere, and says so", async () => {
  const lengths = fc.integer({ min: 1000, max: WHOLE.length - 1 });
  await fc.assert(
    fc.asyncProperty(lengths, async (length) => {
      const { text, isTruncated } = await unpack(WHOLE.slice(0, length), 20_000);
      expect(isTruncated).toBe(true);
      expect(TEXT.startsWith(text)).toBe(true);
      expect(text.length).toBeGreaterThan((TEXT.length * (length - 70_000)) / WHOLE.length);
    }),
    { numRuns: 20 },
  );
});

const joined = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(parts));
const halves = [TEXT.slice(0, 300_000), TEXT.slice(300_000)].map((text) => gzipSync(text));

it("[WRK5] several members are one recording, wherever chunks are cut", async () => {
  const named = gzipSync("named\n");
  named[3] = 8; // a name follows the header, as gzip and many loggers write it
  const withName = joined(named.subarray(0, 10), Buffer.from("a.csv\0"), named.subarray(10));
  const many = Array.from({ length: 300 }, (_, index) => gzipSync(`${index}\n`, { level: index % 10 }));
  const few = joined(withName, ...many.slice(0, 30), gzipSync(""));
  for (const chunkBytes of [7, 19, few.length]) {
    const lines = Array.from({ length: 30 }, (_, index) => `${index}\n`).join("");
    expect((await unpack(few, chunkBytes)).text).toBe(`named\n${lines}`);
  }
  for (const chunkBytes of [5000, 1_000_000]) {
    expect(await unpack(joined(...halves), chunkBytes)).toEqual({ text: TEXT, isTruncated: false });
  }
  expect((await unpack(joined(...many), 65_536)).text.trim().split("\n")).toHaveLength(300);
});

it("[WRK4] [WRK5] a cut second member gives what is there; junk between or after members is refused", async () => {
  const two = joined(...halves);
  const cutTwo = await unpack(two.slice(0, two.length - 5000), 10_000);
  expect(cutTwo.isTruncated).toBe(true);
  expect(TEXT.startsWith(cutTwo.text)).toBe(true);
  expect(cutTwo.text.length).toBeGreaterThan(300_000);
  const inHeader = await unpack(two.slice(0, (halves[0]?.length ?? 0) + 15), 10_000);
  expect(inHeader).toEqual({ text: TEXT.slice(0, 300_000), isTruncated: true });
  for (const junk of ["junk", "x".repeat(5000), "\u001f\u008b\b"]) {
    const bytes = joined(WHOLE, Buffer.from(junk, "latin1"), WHOLE);
    await expect(unpack(bytes, 20_000), junk.slice(0, 4)).rejects.toThrow("gzip");
  }
  await expect(unpack(joined(WHOLE, Buffer.from("junk")), 20_000)).rejects.toThrow("a damaged gzip file");
  const damaged = joined(...halves);
  damaged.fill(0xff, damaged.length - 3000, damaged.length - 2900);
  await expect(unpack(damaged, 500)).rejects.toThrow("a damaged gzip file");
});

it("[WRK5] what looks like a header inside a member is read over; too many are refused", async () => {
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
  const stored = (count: number): Buffer[] =>
    Array.from({ length: count }, () => joined(header, Buffer.alloc(20, 65))) as Buffer[];
  const text = joined(...stored(5));
  const twice = await unpack(joined(gzipSync(text, { level: 0 }), gzipSync("end")), 1000);
  expect(twice.text).toBe(`${Buffer.from(text).toString()}end`);
  expect(twice.isTruncated).toBe(false);
  await expect(unpack(new Uint8Array(gzipSync(joined(...stored(40)), { level: 0 })), 1000)).rejects.toThrow("gzip");
});

it("[WRK5] refuses what holds nothing", async () => {
  await expect(unpack(WHOLE.slice(0, 12), 20_000)).rejects.toThrow("a damaged gzip file");
  await expect(unpack(WHOLE.slice(0, 12), 20_000)).rejects.toThrow(expect.objectContaining({ code: "gzip-damaged" }));
});
