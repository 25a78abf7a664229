// Tests of paths on the way from a file's bytes: asked for or not, in chunks, and with a second pass.
import { readFileSync } from "node:fs";
import type { SampleBlock } from "@solewise/terms";
import { expect, it } from "vitest";
import { detectStrides } from "../detect-strides.ts";
import { formatRecording } from "../recording/format-recording.ts";
import { walkNoisyFoot } from "../testing.ts";
import { PackedPaths } from "./packed-paths.ts";

const kernel = new WebAssembly.Module(readFileSync(new URL("../../kernel/kernel.wasm", import.meta.url)));
const walk = walkNoisyFoot();

function detect(block: SampleBlock, tracePaths?: boolean, chunkBytes = 65_536) {
  const bytes = new TextEncoder().encode([...formatRecording({}, [block])].join(""));
  async function* open(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < bytes.length; from += chunkBytes) {
      yield await Promise.resolve(bytes.subarray(from, from + chunkBytes));
    }
  }
  const asked = tracePaths === undefined ? {} : { tracePaths };
  return detectStrides(open, { file: "walk.csv", kernel, side: "right", ...asked });
}

it("[PATH1] paths come when they are asked for, and change nothing else", async () => {
  const [plain, refused, traced] = [await detect(walk), await detect(walk, false), await detect(walk, true)];
  expect(plain).not.toHaveProperty("paths");
  expect(refused).not.toHaveProperty("paths");
  expect(traced.paths?.strideCount).toBe(12);
  expect([...traced.strides]).toEqual([...plain.strides]);
  expect(traced.signal).toEqual(plain.signal);
});

it("[PATH9] however the bytes are cut", async () => {
  const [whole, cut] = [await detect(walk, true), await detect(walk, true, 77)];
  expect(cut.paths?.points).toEqual(whole.paths?.points);
});

it("[PATH9] a second pass traces anew: one path a stride, that ends with the stride's new figures", async () => {
  const values = Float64Array.from(walk.values);
  values[1000 * 6 + 1] = 17 * 9.80665;
  const { paths, strides, accRangeG } = await detect({ ...walk, values }, true);
  expect(accRangeG).toBe(32);
  expect(paths?.strideCount).toBe(strides.strideCount);
  for (const { strideIndex, strideLengthMeters } of strides) {
    expect(paths?.pathAt(strideIndex)?.at(-3)).toBe(Math.round((strideLengthMeters ?? 0) * 1000));
  }
});

it("[PATH2] what leaves for another thread is the plain array of points", async () => {
  const { paths } = await detect(walk, true);
  const there = new PackedPaths(structuredClone(paths?.points.slice() ?? new Int16Array()));
  expect(there.strideCount).toBe(12);
  expect(there.pathAt(3)).toEqual(paths?.pathAt(3));
});
