// One thread or two: the same strides.
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { InputError } from "@solewise/terms";
import { afterAll, describe, expect, it } from "vitest";
import { makeRecordingFolder } from "../testing/virtual-recordings.ts";
import { detectFeet } from "./detect-feet.ts";
import type { FootJob } from "./detect-foot.ts";

const recordings = makeRecordingFolder();
afterAll(recordings.remove);
const kernel = new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve("@solewise/gait/kernel.wasm"))));

function job(side: "left" | "right", path: string): FootJob {
  return { side, path, shownName: `${side}.csv`, sizeBytes: statSync(path).size, kernel, length: null };
}

describe("both feet", () => {
  it("[CLI15] come out the same from two threads as from one", async () => {
    const jobs = [job("left", recordings.left), job("right", recordings.right)];
    const shares = new Map<string, number>();
    const [apart, together] = [
      await detectFeet(jobs, ({ side }, share) => shares.set(side, share), 0),
      await detectFeet(jobs, () => undefined, Infinity),
    ];
    const plain = (feet: typeof apart) =>
      feet.map(({ recording, sha256 }) => ({ ...recording, strides: [...recording.strides], sha256 }));
    expect(plain(apart)).toEqual(plain(together));
    expect([...shares.values()]).toEqual([1, 1]);
  });

  it("[CLI15] pass a refusal on from the thread", async () => {
    const jobs = [job("left", recordings.left), { ...job("right", recordings.right), path: import.meta.filename }];
    await expect(detectFeet(jobs, () => undefined, 0)).rejects.toThrow(InputError);
    await expect(detectFeet(jobs, () => undefined, 0)).rejects.toThrow(
      /^right\.csv, line 1: expected the column header/u,
    );
    await expect(detectFeet(jobs, () => undefined, 0)).rejects.toMatchObject({
      code: "column-header-wrong",
      values: { mistake: "names" },
    });
  });
});
