// A file as chunks: whole, or refused in words.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { fileChunks } from "./file-chunks.ts";

const folder = mkdtempSync(join(tmpdir(), "solewise-test-chunks-"));
const path = join(folder, "walk.csv");
const TEXT_BYTES = 3_000_001;
writeFileSync(path, Buffer.alloc(TEXT_BYTES, "0123456789"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(file: { path: string; sizeBytes: number }): Promise<{ text: string; heardBytes: number[] }> {
  const heardBytes: number[] = [];
  let text = "";
  const chunks = fileChunks({ ...file, shownName: "walk.csv" }, (readBytes) => heardBytes.push(readBytes));
  for await (const chunk of chunks) text += Buffer.from(chunk).toString();
  return { text, heardBytes };
}

describe("file chunks", () => {
  it("[CLI1] give the whole file, also when it grew since it was looked at", async () => {
    for (const sizeBytes of [TEXT_BYTES, 10]) {
      const { text, heardBytes } = await read({ path, sizeBytes });
      expect(text).toBe(Buffer.alloc(TEXT_BYTES, "0123456789").toString());
      expect(heardBytes.at(-1)).toBe(TEXT_BYTES);
    }
  });

  it("[CLI1] refuse a file that shrank, and one that went away", async () => {
    await expect(read({ path, sizeBytes: TEXT_BYTES + 1 })).rejects.toThrow(
      /^walk\.csv: expected its 3000002 bytes, but found only 3000001 .+; .+\.$/u,
    );
    await expect(read({ path: `${path}.gone`, sizeBytes: 1 })).rejects.toThrow(
      "walk.csv: expected a recording CSV, but found no file of that name; check the path.",
    );
  });
});
