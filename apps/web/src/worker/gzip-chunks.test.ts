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
  for await (const part of gunzipChunks(cut(bytes, chunkBytes), "a.csv.gz", end)) parts.push(new Uint8Array(part));
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

it("[WRK5] refuses more than one member, and what holds nothing", async () => {
  const two = new Uint8Array(Buffer.concat([WHOLE, WHOLE]));
  await expect(unpack(WHOLE.slice(0, 12), 20_000)).rejects.toThrow("a damaged gzip file");
  await expect(unpack(two, 20_000)).rejects.toThrow("one recording in one gzip file");
  await expect(unpack(two, 20_000)).rejects.toThrow(expect.objectContaining({ code: "gzip-damaged" }));
});
