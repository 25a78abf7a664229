// Tests of the kernel behind its host, on the made-up foot of testing.ts: what must hold bit for bit whatever the motion.
// Synthetic signals with small seeded noise. Tests with a virtual runner: scripts/kernel-properties.
import { readFileSync } from "node:fs";
import type { SampleBlock, Side } from "@solewise/terms";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PackedStrides } from "../stride-table/packed-strides.ts";
import {
  ABSENT,
  FLAG,
  pickSamples,
  positionsWhere,
  RECORD_WORDS,
  turnAbout,
  walkFoot,
  walkNoisyFoot,
  WORD,
} from "../testing.ts";
import { createKernel, kernelFrom, type Kernel, type KernelSettings } from "./kernel.ts";

const module = new WebAssembly.Module(readFileSync(new URL("../../kernel/kernel.wasm", import.meta.url)));

function newKernel(changes: Partial<KernelSettings> = {}): Kernel {
  const kernel = createKernel(module);
  kernel.configure({ side: "right", accRangeG: 16, gyrRangeDps: 2000, ...changes });
  return kernel;
}

const walk = walkNoisyFoot();

function recordsOf(block: SampleBlock, kernel: Kernel = newKernel(), side: Side = "right"): PackedStrides {
  const strides = new PackedStrides(side);
  const keep = (words: Int32Array, at: number): void => strides.append(words, at);
  kernel.push(block, keep);
  kernel.finish(keep);
  return strides;
}

/** A kernel's memory, as far as it may be looked at. */
function stateOf(block: SampleBlock): Uint8Array {
  const kernel = newKernel();
  kernel.push(block, () => undefined);
  kernel.flush(() => undefined);
  return kernel.save();
}

const whole = recordsOf(walk);

describe("[KER1] the door", () => {
  it("finds strides in a walk", () => {
    expect(whole.strideCount).toBe(12);
  });

  it("refuses another ABI and another record", () => {
    const instance = new WebAssembly.Instance(module, {});
    const exports = instance.exports as unknown as Parameters<typeof kernelFrom>[0];
    expect(() => kernelFrom({ ...exports, abiVersion: () => 1 })).toThrow(/ABI/);
    expect(() => kernelFrom({ ...exports, recordWords: () => 23 })).toThrow(RangeError);
    expect(exports.batchSamples()).toBe(64);
  });
});

describe("[KER2] blocks and batches change no bit", () => {
  it.each([1, 7, 63, 64, 65, 100])("blocks of %i, each flushed", (size) => {
    const kernel = newKernel();
    const strides = new PackedStrides("right");
    const keep = (words: Int32Array, at: number): void => strides.append(words, at);
    for (let from = 0; from < walk.sampleCount; from += size) {
      kernel.push(walk, keep, from, Math.min(from + size, walk.sampleCount));
      kernel.flush(keep);
    }
    kernel.finish(keep);
    expect([...strides.words]).toEqual([...whole.words]);
  });

  it("any cuts, flushed or not", () => {
    const cuts = fc.array(fc.tuple(fc.nat(walk.sampleCount), fc.boolean()), { maxLength: 60 });
    const property = fc.property(cuts, (places) => {
      const kernel = newKernel();
      const strides = new PackedStrides("right");
      const keep = (words: Int32Array, at: number): void => strides.append(words, at);
      let from = 0;
      for (const [to, isFlushed] of places.toSorted((a, b) => a[0] - b[0])) {
        kernel.push(walk, keep, from, to);
        if (isFlushed) kernel.flush(keep);
        from = to;
      }
      kernel.push(walk, keep, from);
      kernel.finish(keep);
      expect([...strides.words]).toEqual([...whole.words]);
    });
    fc.assert(property);
  });
});

describe("[KER3] save and resume", () => {
  it("goes on bit for bit from any sample, however often", () => {
    const property = fc.property(fc.array(fc.nat(walk.sampleCount), { minLength: 1, maxLength: 4 }), (places) => {
      const strides = new PackedStrides("right");
      const keep = (words: Int32Array, at: number): void => strides.append(words, at);
      let kernel = newKernel();
      let from = 0;
      for (const to of places.toSorted((a, b) => a - b)) {
        kernel.push(walk, keep, from, to);
        kernel.flush(keep);
        const state = kernel.save();
        kernel = newKernel();
        kernel.resume(state);
        from = to;
      }
      kernel.push(walk, keep, from);
      kernel.finish(keep);
      expect([...strides.words]).toEqual([...whole.words]);
    });
    fc.assert(property);
  });

  it("resumes in a kernel that was used before", () => {
    const half = walk.sampleCount >> 1;
    const kernel = newKernel();
    kernel.push(walkNoisyFoot({ turnDeg: -40 }), () => undefined);
    kernel.finish(() => undefined);
    kernel.resume(
      stateOf(
        pickSamples(
          walk,
          positionsWhere(walk, (us) => us < (walk.timeUs[half] ?? 0)),
        ),
      ),
    );
    const strides = new PackedStrides("right");
    const keep = (words: Int32Array, at: number): void => strides.append(words, at);
    kernel.push(walk, keep, half);
    kernel.finish(keep);
    expect(strides.words).toEqual(whole.words.slice(-strides.words.length));
    expect(strides.strideCount).toBeGreaterThan(4);
  });

  it("refuses to save with samples in the batch, and a state of another size", () => {
    const kernel = newKernel();
    kernel.push(walk, () => undefined, 0, 10);
    expect(() => kernel.save()).toThrow(/flush/);
    expect(() => newKernel().resume(new Uint8Array(3))).toThrow(/another version/);
  });
});

describe("[KER4] mirror", () => {
  it("a left foot is a mirrored right foot", () => {
    const mirrored: SampleBlock = {
      ...walk,
      values: walk.values.map((value, at) => ([1, 3, 5].includes(at % 6) ? -value : value)),
    };
    const left = recordsOf(mirrored, newKernel({ side: "left" }), "left");
    const expected = whole.words.map((word, at) => (at % RECORD_WORDS === WORD.turn && word !== ABSENT ? -word : word));
    expect([...left.words]).toEqual([...expected]);
    expect([...whole].filter((stride) => (stride.turnDeg ?? 0) > 5).length).toBeGreaterThan(8);
  });
});

describe("[KER10] causal", () => {
  it("the records of a beginning are the first of the whole", () => {
    const property = fc.property(fc.nat(walk.sampleCount), (end) => {
      const kernel = newKernel();
      const strides = new PackedStrides("right");
      const keep = (words: Int32Array, at: number): void => strides.append(words, at);
      kernel.push(walk, keep, 0, end);
      kernel.flush(keep);
      expect([...strides.words]).toEqual([...whole.words.subarray(0, strides.words.length)]);
    });
    fc.assert(property);
  });
});

describe("[KER11] fixed memory", () => {
  it("is one page before and after, and cannot grow", () => {
    const instance = new WebAssembly.Instance(module, {});
    const exports = instance.exports as unknown as Parameters<typeof kernelFrom>[0];
    const kernel = kernelFrom(exports);
    kernel.configure({ side: "right", accRangeG: 16, gyrRangeDps: 2000 });
    recordsOf(walk, kernel);
    expect(exports.memory.buffer.byteLength).toBe(65_536);
    const memory = exports.memory as unknown as { grow(pages: number): number };
    expect(() => memory.grow(1)).toThrow(RangeError);
  });
});

describe("[KER14] quantisation", () => {
  function firstCounts(reading: number, changes: Partial<KernelSettings> = {}): number[] {
    const instance = new WebAssembly.Instance(module, {});
    const exports = instance.exports as unknown as Parameters<typeof kernelFrom>[0];
    const kernel = kernelFrom(exports);
    kernel.configure({ side: "right", accRangeG: 16, gyrRangeDps: 2000, ...changes });
    kernel.push(
      { sampleCount: 1, timeUs: new Float64Array(1), values: new Float64Array(6).fill(reading) },
      () => undefined,
    );
    return [...new Int16Array(exports.memory.buffer, exports.inputCountsPointer(), 6)];
  }

  it("rounds to the nearest count and stops at the end", () => {
    expect(firstCounts(9.80665).slice(0, 3)).toEqual([2048, 2048, 2048]);
    expect(firstCounts(Math.PI / 18, { gyrRangeDps: 1000 }).slice(3)).toEqual([328, 328, 328]);
    expect(firstCounts(1e9)).toEqual(Array.from({ length: 6 }, () => 32767));
    expect(firstCounts(Number.NEGATIVE_INFINITY)).toEqual(Array.from({ length: 6 }, () => -32767));
    expect(firstCounts(Number.NaN)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe("[KER15] clipping", () => {
  function flagsWith(change: (block: SampleBlock) => void, settings: Partial<KernelSettings> = {}): number {
    const block = pickSamples(walk, [...walk.timeUs.keys()]);
    change(block);
    return recordsOf(block, newKernel(settings)).words.reduce(
      (flags, word, at) => (at % RECORD_WORDS === WORD.flags ? flags | word : flags),
      0,
    );
  }

  it("by the stated range", () => {
    expect(flagsWith(() => undefined)).toBe(0);
    expect(flagsWith(() => undefined, { accStopG: 2 })).toBe(FLAG.accClipped);
    expect(flagsWith(() => undefined, { gyrStopDps: 250 })).toBe(FLAG.gyrClipped);
  });

  it("by two equal large readings in a row", () => {
    const at = Math.round(((whole.strideAt(4).terminalContactSec ?? 0) + 0.2) * 200) * 6;
    const set = (channel: number, readings: readonly number[]) => (block: SampleBlock) => {
      readings.forEach((reading, index) => (block.values[at + index * 6 + channel] = reading));
    };
    expect(flagsWith(set(1, [78, 78]))).toBe(FLAG.accClipped);
    expect(flagsWith(set(1, [78, 77]))).toBe(0);
    expect(flagsWith(set(5, [9, 9]))).toBe(FLAG.gyrClipped);
    expect(flagsWith(set(5, [3.5, 3.5]))).toBe(0);
  });

  it.each([200, 100])("marks the cells that the readings touch, and no other, at %i Hz", (sampleRateHz) => {
    const foot = walkNoisyFoot({ sampleRateHz });
    const at = Math.round(((whole.strideAt(4).terminalContactSec ?? 0) + 0.2) * sampleRateHz) * 6;
    for (const index of [0, 1, 2]) foot.values[at + index * 6 + 1] = 120 + index;
    const { words } = recordsOf(foot, newKernel({ accStopG: 12 }));
    const stride = words.findIndex((word, place) => place % RECORD_WORDS === WORD.flags && word === FLAG.accClipped);
    const cells = (words[stride - WORD.flags + WORD.nextMidstance] ?? 0) / 50;
    // Three readings are the ends of four segments, and a segment is one cell, or two.
    expect(words[stride - WORD.flags + WORD.clipped]).toBe(Math.round((1000 * 4 * (200 / sampleRateHz)) / cells));
  });
});

describe("[KER16] finish", () => {
  it("closes, and the kernel takes another recording", () => {
    const kernel = newKernel();
    const first = recordsOf(walk, kernel);
    const second = recordsOf({ ...walk, timeUs: walk.timeUs.map((us) => us - 1e9) }, kernel);
    expect([...first.words]).toEqual([...whole.words]);
    expect(second.strideCount).toBe(first.strideCount);
    expect(second.words[WORD.sequence]).toBe(first.strideCount);
  });

  it("may come at any time, and twice", () => {
    const property = fc.property(fc.nat(walk.sampleCount), (end) => {
      const kernel = newKernel();
      const strides = new PackedStrides("right");
      const keep = (words: Int32Array, at: number): void => strides.append(words, at);
      kernel.push(walk, keep, 0, end);
      kernel.finish(keep);
      const count = strides.strideCount;
      kernel.finish(keep);
      expect(strides.strideCount).toBe(count);
      expect([...strides.words.subarray(0, RECORD_WORDS * (count - 1))]).toEqual([
        ...whole.words.subarray(0, RECORD_WORDS * Math.max(0, count - 1)),
      ]);
    });
    fc.assert(property);
  });
});

describe("[KER18] the test foot", () => {
  const near = (values: readonly (number | null)[], expected: number, tolerance: number): void => {
    for (const value of values)
      expect(Math.abs((value ?? Number.NaN) - expected), String(value)).toBeLessThan(tolerance);
  };
  const plans = [
    { turnDeg: 0 },
    { turnDeg: 25, strideLengthMeters: 1.1 },
    { riseMeters: 0.1 },
    { clearanceMeters: 0.2 },
    { strikeDeg: 8, pushOffDeg: 50, mounting: turnAbout(0, Math.PI) },
    { sampleRateHz: 100, startSec: -100 },
  ];

  it.each(plans)("is measured as it was made: %o", (plan) => {
    const made = { strideLengthMeters: 1.35, riseMeters: 0, clearanceMeters: 0.12, turnDeg: 0, ...plan };
    const strides = [...recordsOf(walkFoot(plan))];
    expect(strides.length).toBe(12);
    near(
      strides.map((stride) => stride.strideLengthMeters),
      made.strideLengthMeters + 0.01 * 1.05,
      0.012,
    );
    near(
      strides.map((stride) => stride.heightChangeMeters),
      made.riseMeters,
      0.01,
    );
    if (made.riseMeters === 0) {
      near(
        strides.map((stride) => stride.clearanceMeters),
        made.clearanceMeters,
        0.01,
      );
    }
    near(
      strides.map((stride) => stride.turnDeg),
      made.turnDeg,
      1.5,
    );
    const starts = strides.map((stride) => stride.midstanceSec).slice(1);
    near(
      starts.map((sec, index) => sec - (strides[index]?.midstanceSec ?? 0)),
      1.05,
      0.35,
    );
  });
});
