// Tests of the way from a file's bytes to strides, on the made-up foot of testing.ts.
import { readFileSync } from "node:fs";
import { InputError, type RecordingHeader, type SampleBlock } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { detectStrides } from "./detect-strides.ts";
import { formatRecording } from "./recording/format-recording.ts";
import { walkFoot } from "./testing.ts";

const kernel = new WebAssembly.Module(readFileSync(new URL("../kernel/kernel.wasm", import.meta.url)));

/** The file of a block; counts how often it was opened. */
class MadeUpFile {
  openedCount = 0;
  readonly #bytes: Uint8Array;
  readonly #chunkBytes: number;

  constructor(block: SampleBlock, header: Partial<RecordingHeader> = {}, chunkBytes = 10_000) {
    this.#bytes = new TextEncoder().encode([...formatRecording(header, [block])].join(""));
    this.#chunkBytes = chunkBytes;
  }

  readonly open = (): AsyncIterable<Uint8Array> => {
    this.openedCount += 1;
    return this.#chunks();
  };

  async *#chunks(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < this.#bytes.length; from += this.#chunkBytes) {
      yield await Promise.resolve(this.#bytes.subarray(from, from + this.#chunkBytes));
    }
  }
}

const walk = walkFoot({ strideCount: 20 });

/** The walk with one reading changed. */
function walkWith(channel: number, reading: number): SampleBlock {
  const values = Float64Array.from(walk.values);
  values[1000 * 6 + channel] = reading;
  return { ...walk, values };
}

function detect(file: MadeUpFile, onProgress?: (sampleCount: number) => void) {
  const settings = { file: "walk.csv", kernel, side: "right" as const };
  return detectStrides(file.open, onProgress === undefined ? settings : { ...settings, onProgress });
}

describe("[DET1] one pass, or two", () => {
  it("reads once, and finds every stride", async () => {
    const file = new MadeUpFile(walk);
    const recording = await detect(file);
    expect(file.openedCount).toBe(1);
    expect(recording.strides.strideCount).toBe(20);
    expect(recording).toMatchObject({ file: "walk.csv", side: "right", accRangeG: 16, gyrRangeDps: 2000 });
    expect(recording.signal.sampleCount).toBe(walk.sampleCount);
  });

  it("gives the same strides however the bytes are cut", async () => {
    const whole = await detect(new MadeUpFile(walk));
    const cut = await detect(new MadeUpFile(walk, {}, 77));
    expect([...cut.strides]).toEqual([...whole.strides]);
  });

  it.each([
    [1, 17 * 9.80665, 32, 2000],
    [2, -100 * 9.80665, 128, 2000],
    [4, (2500 * Math.PI) / 180, 16, 4000],
  ])("widens the scale that a reading exceeds: channel %i, %f", async (channel, reading, accRangeG, gyrRangeDps) => {
    const file = new MadeUpFile(walkWith(channel, reading));
    const recording = await detect(file);
    expect(file.openedCount).toBe(2);
    expect(recording).toMatchObject({ accRangeG, gyrRangeDps });
    expect(recording.strides.strideCount).toBeGreaterThanOrEqual(18);
  });
});

describe("[DET2] header, refusals, progress", () => {
  it("a stated range is the end stop", async () => {
    const clipped = walkWith(0, 4 * 9.80665);
    const { strides } = await detect(new MadeUpFile(clipped, { rangeG: 4 }));
    const { strides: unclipped } = await detect(new MadeUpFile(clipped));
    const qualities = [...strides].map((stride) => stride.qualityFraction);
    const expected = [...unclipped].map((stride) => stride.qualityFraction);
    expect(qualities.filter((quality, index) => quality < (expected[index] ?? 0)).length).toBeGreaterThan(0);
  });

  it("a larger one widens the scale at once", async () => {
    const file = new MadeUpFile(walk, { rangeG: 32, rangeDps: 4000 });
    expect(await detect(file)).toMatchObject({ accRangeG: 32, gyrRangeDps: 4000 });
    expect(file.openedCount).toBe(1);
  });

  it("what cannot be used is an InputError", async () => {
    await expect(detect(new MadeUpFile(walkFoot({ sampleRateHz: 60 })))).rejects.toThrow(InputError);
  });

  it("tells how far it is", async () => {
    const counts: number[] = [];
    await detect(new MadeUpFile(walk), (sampleCount) => counts.push(sampleCount));
    expect(counts.at(-1)).toBe(walk.sampleCount);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });
});
