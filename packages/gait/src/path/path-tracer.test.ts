// Tests of traced paths on the made-up foot of testing.ts, whose path is known in closed form (simulated, no impacts), and
// of what must hold for any motion.
import { readFileSync } from "node:fs";
import { GRAVITY_MPS2, type SampleBlock, type Side } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { createKernel } from "../kernel/kernel.ts";
import { PackedStrides } from "../stride-table/packed-strides.ts";
import {
  ABSENT,
  footPositionAt,
  multiply,
  pickSamples,
  positionsWhere,
  RECORD_WORDS,
  turnAbout,
  walkFoot,
  walkNoisyFoot,
  WORD,
  type FootPlan,
} from "../testing.ts";
import { PATH_POINT_COUNT, type PackedPaths } from "./packed-paths.ts";
import { PathTracer } from "./path-tracer.ts";

const module = new WebAssembly.Module(readFileSync(new URL("../../kernel/kernel.wasm", import.meta.url)));
const LAST = PATH_POINT_COUNT - 1;

interface Traced {
  strides: PackedStrides;
  paths: PackedPaths;
  /** Midstance to next midstance, s. */
  spansSec: number[];
}

/** Strides and paths of samples that come in blocks of `blockSamples`. */
function trace(block: SampleBlock, side: Side = "right", blockSamples = 4096): Traced {
  const kernel = createKernel(module);
  kernel.configure({ side, accRangeG: 16, gyrRangeDps: 2000 });
  const [tracer, strides, spansSec] = [new PathTracer(), new PackedStrides(side), [] as number[]];
  const keep = (words: Int32Array, at: number): void => {
    strides.append(words, at);
    tracer.trace(words, at);
    spansSec.push((words[at + WORD.nextMidstance] as number) / 1e4);
  };
  for (let start = 0; start < block.sampleCount; start += blockSamples) {
    const end = Math.min(block.sampleCount, start + blockSamples);
    const piece = {
      sampleCount: end - start,
      timeUs: block.timeUs.slice(start, end),
      values: block.values.slice(start * 6, end * 6),
    };
    tracer.take(piece, (from, to) => kernel.push(piece, keep, from, to));
  }
  kernel.finish(keep);
  return { strides, paths: tracer.paths, spansSec };
}

/** The traced path less the made-up foot's, whose forward way is brought to the stride's length (its speed offset), mm. */
function missesMm(plan: Partial<FootPlan>, { strides, paths, spansSec }: Traced, index: number): number[] {
  const { midstanceSec, strideLengthMeters } = strides.strideAt(index);
  const spanSec = spansSec[index] ?? 0;
  const at = (share: number): number[] => footPositionAt(plan, midstanceSec + share * spanSec);
  const [x0 = 0, y0 = 0, z0 = 0] = at(0);
  const [x1 = 0, y1 = 0] = at(1);
  const scale = (strideLengthMeters ?? Number.NaN) / Math.hypot(x1 - x0, y1 - y0);
  const heading = Math.atan2(y1 - y0, x1 - x0);
  const [c, s] = [Math.cos(heading), Math.sin(heading)];
  const path = paths.pathAt(index) ?? new Int16Array();
  return Array.from({ length: PATH_POINT_COUNT }, (_, point) => {
    const [x = 0, y = 0, z = 0] = at(point / LAST);
    const truth = [scale * (c * (x - x0) + s * (y - y0)), c * (y - y0) - s * (x - x0), z - z0];
    return truth.map((meters, axis) => (path[point * 3 + axis] ?? Number.NaN) - 1000 * meters);
  }).flat();
}

function largestMissMm(plan: Partial<FootPlan>, traced: Traced): number {
  const indices = Array.from({ length: traced.strides.strideCount }, (_, index) => index);
  return Math.max(...indices.flatMap((index) => missesMm(plan, traced, index)).map(Math.abs));
}

/** Largest difference of two sets of paths, mm; a path that only one has is infinitely far. */
function largestDifferenceMm(a: PackedPaths, b: PackedPaths, lateralSign = 1): number {
  if (a.strideCount !== b.strideCount) return Infinity;
  let largest = 0;
  for (let index = 0; index < a.strideCount; index++) {
    const [here, there] = [a.pathAt(index), b.pathAt(index)];
    if (here === null || there === null) return here === there ? largest : Infinity;
    here.forEach((mm, word) => {
      const other = (there[word] ?? 0) * (word % 3 === 1 ? lateralSign : 1);
      largest = Math.max(largest, Math.abs(mm - other));
    });
  }
  return largest;
}

/**
 * 1.2 m forward, 0.1 m up and so far to the left and back in 0.8 s, between two rests, without turning; read by a sensor on
 * its head, or as `change` turns its specific force (foot axes).
 */
function carriedFoot(
  lateralMm: number,
  change: (force: number[]) => number[] = ([x = 0, y = 0, z = 0]) => [x, -y, -z],
): { paths: PackedPaths; truthMm: number[] } {
  const [startSec, spanSec] = [1, 0.8];
  const at = (sec: number): number[] => {
    const share = Math.min(1, Math.max(0, (sec - startSec) / spanSec));
    const bump = (4 * share * (1 - share)) ** 3;
    return [1200 * share ** 3 * (10 - 15 * share + 6 * share ** 2), lateralMm * bump, 100 * bump];
  };
  const sampleCount = 600;
  const block = { sampleCount, timeUs: new Float64Array(sampleCount), values: new Float64Array(sampleCount * 6) };
  for (let index = 0; index < sampleCount; index++) {
    const sec = index / 200;
    const [before, now, after] = [at(sec - 1e-4), at(sec), at(sec + 1e-4)];
    const [x = 0, y = 0, z = 0] = now.map((mm, axis) => ((before[axis] ?? 0) - 2 * mm + (after[axis] ?? 0)) * 1e5);
    block.timeUs[index] = index * 5000;
    block.values.set(change([x, y, z + GRAVITY_MPS2]), index * 6);
  }
  const tracer = new PathTracer();
  tracer.take(block, () => undefined);
  const words = whole.strides.words.slice(0, RECORD_WORDS);
  words[WORD.midstanceLow] = startSec * 1e6;
  words[WORD.midstanceHigh] = 0;
  words[WORD.nextMidstance] = spanSec * 1e4;
  words[WORD.length] = 1200;
  words[WORD.heightChange] = 0;
  tracer.trace(words, 0);
  const shares = Array.from({ length: PATH_POINT_COUNT }, (_, point) => point / LAST);
  return { paths: tracer.paths, truthMm: shares.flatMap((share) => at(startSec + share * spanSec)) };
}

const noisy = walkNoisyFoot();
const whole = trace(noisy);

describe("[PATH1] one path a stride", () => {
  it("every stride of a walk has one, from 0, 0, 0", () => {
    expect(whole.paths.strideCount).toBe(12);
    for (let index = 0; index < 12; index++) {
      expect(whole.paths.pathAt(index)?.slice(0, 3)).toEqual(new Int16Array(3));
    }
  });
});

describe("[PATH3] forward, left, up", () => {
  it.each([150, -150])("a foot carried %i mm to its left and back, without turning", (lateralMm) => {
    const { paths, truthMm } = carriedFoot(lateralMm);
    const path = paths.pathAt(0) ?? [];
    expect(path[(LAST / 2) * 3 + 1]).toBe(lateralMm);
    expect(Math.max(...truthMm.map((mm, word) => Math.abs(mm - (path[word] ?? Infinity))))).toBeLessThanOrEqual(1);
  });

  it("a left foot's path is its mirror image's with left and right exchanged", () => {
    const mirrored = {
      ...noisy,
      values: noisy.values.map((value, at) => ([1, 3, 5].includes(at % 6) ? -value : value)),
    };
    const left = trace(mirrored, "left");
    expect(largestDifferenceMm(left.paths, whole.paths, -1)).toBeLessThanOrEqual(1);
  });
});

describe("[PATH4] the last point is the stride's own figures", () => {
  it.each([
    ["level", {}],
    ["uphill", { riseMeters: 0.2 }],
    ["downhill and turning", { riseMeters: -0.12, turnDeg: 20 }],
  ])("%s", (_, plan) => {
    const { strides, paths } = trace(walkNoisyFoot(plan));
    for (const stride of strides) {
      const end = [...(paths.pathAt(stride.strideIndex) ?? [])].slice(-3);
      const { strideLengthMeters, heightChangeMeters } = stride;
      expect(end).toEqual([
        Math.round((strideLengthMeters ?? 0) * 1000),
        0,
        Math.round((heightChangeMeters ?? 0) * 1000) + 0,
      ]);
    }
  });
});

describe("[PATH5] the made-up foot's path", () => {
  it.each<[string, Partial<FootPlan>]>([
    ["at 80 Hz", { sampleRateHz: 80 }],
    ["at 100 Hz", { sampleRateHz: 100 }],
    ["at 200 Hz", {}],
    ["at 400 Hz", { sampleRateHz: 400 }],
    ["uphill", { riseMeters: 0.2 }],
    ["on a curve", { turnDeg: 20 }],
    ["head down and turned", { mounting: multiply(turnAbout(0, 3.05), multiply(turnAbout(1, 0.4), turnAbout(2, 2))) }],
  ])("%s", (_, plan) => {
    expect(largestMissMm(plan, trace(walkFoot(plan)))).toBeLessThan(3);
  });
});

describe("[PATH6] level by the mean specific force", () => {
  const upright = carriedFoot(80, (force) => force).paths.pathAt(0) ?? new Int16Array();

  it.each<[string, (force: number[]) => number[], number]>([
    ["a tilt", ([x = 0, y = 0, z = 0]) => [0.8 * x - 0.6 * z, y, 0.6 * x + 0.8 * z], 1],
    ["axes that change places", ([x = 0, y = 0, z = 0]) => [z, x, y], 1],
    ["an accelerometer that reads 2 % too much", (force) => force.map((value) => 1.02 * value), 3],
  ])("%s changes nothing", (_, change, allowedMm) => {
    const path = carriedFoot(80, change).paths.pathAt(0) ?? [];
    expect(Math.max(...upright)).toBe(1200);
    expect(Math.max(...upright.map((mm, word) => Math.abs(mm - (path[word] ?? Infinity))))).toBeLessThanOrEqual(
      allowedMm,
    );
  });

  it("an offset turns up, and by that alone: the way along stays within a centimetre", () => {
    const path = carriedFoot(80, ([x = 0, y = 0, z = 0]) => [x + 0.3, y, z]).paths.pathAt(0) ?? [];
    const misses = upright.map((mm, word) => (word % 3 === 2 ? 0 : Math.abs(mm - (path[word] ?? Infinity))));
    expect(Math.max(...misses)).toBeLessThan(10);
  });
});

describe("[PATH7] the gyroscope's bias is learned at rest", () => {
  const biased = walkFoot({ restSec: 3 });
  for (let at = 3; at < biased.values.length; at += 6) {
    biased.values[at] = (biased.values[at] ?? 0) + 0.05;
    biased.values[at + 2] = (biased.values[at + 2] ?? 0) - 0.05;
  }

  it("3 °/s on two axes change nothing", () => {
    expect(largestMissMm({ restSec: 3 }, trace(biased))).toBeLessThan(2);
  });

  it("without a rest they would", () => {
    const moving = pickSamples(
      biased,
      positionsWhere(biased, (timeUs) => timeUs > 3.2e6),
    );
    expect(largestMissMm({ restSec: 3 }, trace(moving))).toBeGreaterThan(4);
  });
});

describe("[PATH8] no path", () => {
  it("where the kernel gives no length, or the samples are silent for over 50 ms", () => {
    const from = (whole.strides.strideAt(4).midstanceSec + 0.5) * 1e6;
    const cut = pickSamples(
      noisy,
      positionsWhere(noisy, (timeUs) => timeUs < from || timeUs > from + 80_000),
    );
    const { strides, paths } = trace(cut);
    expect(Array.from(strides, (stride) => stride.strideLengthMeters)).toContain(null);
    for (const stride of strides) {
      expect(paths.hasPath(stride.strideIndex)).toBe(stride.strideLengthMeters !== null);
    }
  });

  /** The record of one stride of the walk, changed, traced by the samples of the whole walk. */
  function tracedWith(change: (words: Int32Array) => void): boolean {
    const tracer = new PathTracer();
    tracer.take(noisy, () => undefined);
    const words = whole.strides.words.slice(6 * RECORD_WORDS, 7 * RECORD_WORDS);
    change(words);
    tracer.trace(words, 0);
    return tracer.paths.hasPath(0);
  }

  it.each<[string, boolean, (words: Int32Array) => void]>([
    ["as it is", true, () => undefined],
    ["no length", false, (words) => (words[WORD.length] = ABSENT)],
    ["no height change", false, (words) => (words[WORD.heightChange] = ABSENT)],
    ["unsure by more than 15 % and 60 mm", false, (words) => (words[WORD.closure] = 9000)],
    ["a length that the samples do not show", false, (words) => (words[WORD.length] = 1700)],
    ["a rise that they do not show", false, (words) => (words[WORD.heightChange] = 400)],
    ["samples that are not yet there", false, (words) => (words[WORD.midstanceLow] = 60_000_000)],
    ["samples before the first one", false, (words) => words.fill(-1, WORD.midstanceLow, WORD.midstanceHigh + 1)],
    ["ends that are no midstances", false, (words) => (words[WORD.nextMidstance] = 6000)],
  ])("a record with %s", (_, has, change) => {
    expect(tracedWith(change)).toBe(has);
  });
});

describe("[PATH9] nothing but the samples counts", () => {
  it.each([1, 7, 64, 100, 1000])("blocks of %i samples", (size) => {
    expect([...trace(noisy, "right", size).paths.points]).toEqual([...whole.paths.points]);
  });

  it("a clock that shows another time", () => {
    const later = { ...noisy, timeUs: noisy.timeUs.map((timeUs) => timeUs + 7_000_000_005_000) };
    expect([...trace(later).paths.points]).toEqual([...whole.paths.points]);
  });
});
