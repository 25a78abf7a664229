// Tests of the twin: the same source as JavaScript gives the records of kernel.wasm. Synthetic signals.
import { createKernel, kernelFrom } from "@solewise/gait";
import { RECORD_WORDS, walkFoot } from "@solewise/gait/testing";
import { createVirtualRunnerSettings, simulateRun } from "@solewise/simulate";
import type { SampleBlock } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { createStream, createWalks } from "../fuzz/streams.ts";
import { blockOf, detectRecords, kernelModule, kernelSettings } from "../kernel-properties/compiled-kernel.ts";
import { readRunSeed } from "../test/run-seed.ts";
import { createTwin, readKernelModule, writeTwin } from "./twin.ts";

const seed = readRunSeed(process.env);
const runner = createVirtualRunnerSettings({
  course: [
    { activity: "stand", durationSec: 3 },
    { activity: "walk", durationSec: 15, turnDeg: 180 },
    { activity: "run", durationSec: 20, speedMps: 3.5 },
    { activity: "stairs-up", stepCount: 10 },
    { activity: "stand", durationSec: 2 },
  ],
});
const run = simulateRun(runner, seed);

const signals: readonly (readonly [string, SampleBlock])[] = [
  ["a virtual left foot", blockOf(run.left)],
  ["a virtual right foot", blockOf(run.right)],
  ["a foot that walks", walkFoot()],
  ["a foot on a curve at 450 Hz", walkFoot({ turnDeg: 30, sampleRateHz: 450, startSec: 1e6 })],
  [
    "a quick foot at 80 Hz",
    walkFoot({ strideTimeSec: 0.6, strideLengthMeters: 2.5, flatFraction: 0.12, sampleRateHz: 80 }),
  ],
];

describe("[TWIN1] the twin with f32 rounding gives the records of kernel.wasm word for word", () => {
  it.each(signals)("for %s", (_, block) => {
    const settings = kernelSettings("left");
    const records = detectRecords(block, settings, createKernel(kernelModule()));
    const twins = detectRecords(block, settings, kernelFrom(createTwin("f32")));
    expect(records.strideCount).toBeGreaterThan(5);
    expect([...twins.words]).toEqual([...records.words]);
  });

  it("for adversarial streams", () => {
    const walks = createWalks(seed);
    let strideCount = 0;
    for (let index = 0; index < 60; index++) {
      const { block, settings, name } = createStream(seed, index, walks);
      const records = detectRecords(block, settings, createKernel(kernelModule()));
      const twins = detectRecords(block, settings, kernelFrom(createTwin("f32")));
      expect([...twins.words], `stream ${index} of seed ${seed}, ${name}`).toEqual([...records.words]);
      strideCount += records.strideCount;
    }
    expect(strideCount).toBeGreaterThan(0);
  });
});

describe("[TWIN2] the twin in doubles is the same method with other rounding", () => {
  const settings = kernelSettings("left");

  it("does not give the same bits: two or three words of a run's thousand differ, so several runs are compared", () => {
    const runs = [run, simulateRun(runner, seed + 1), simulateRun(runner, seed + 2)];
    const differs = runs
      .flatMap(({ left, right }) => [blockOf(left), blockOf(right)])
      .map((block) => {
        const { words } = detectRecords(block, settings, createKernel(kernelModule()));
        const twin = detectRecords(block, settings, kernelFrom(createTwin("none")));
        return twin.words.some((word, index) => word !== words[index]);
      });
    expect(differs).toContain(true);
  });

  it("finds the same strides, a millimetre apart", () => {
    const records = detectRecords(blockOf(run.left), settings, createKernel(kernelModule()));
    const twins = detectRecords(blockOf(run.left), settings, kernelFrom(createTwin("none")));
    expect(twins.strideCount).toBe(records.strideCount);
    const same = [...records].filter((stride, index) => {
      const twin = twins.strideAt(index);
      return Math.abs((twin.strideLengthMeters ?? 0) - (stride.strideLengthMeters ?? 0)) < 0.0025;
    });
    expect(same.length / records.strideCount).toBeGreaterThan(0.9);
    expect(records.words.length).toBe(records.strideCount * RECORD_WORDS);
  });
});

describe("[TWIN3] what the twin does not understand is refused with file and line", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["an unknown function", "return Mathf.sin(x);", "not known to be exact"],
    ["a type that is not written", "const y = x * 2; return y;", "expected a type annotation"],
    ["an integer with a float", "const n: i32 = 3; return x * n;", "f32 with i32"],
    ["a statement that is not known", "switch (1) {} return x;", "unknown statement"],
  ];

  it.each(cases)("%s", (_, body, what) => {
    const readModule = (name: string): string =>
      name === "strapdown"
        ? `${readKernelModule(name)}\nfunction odd(x: f32): f32 { ${body} }\n`
        : readKernelModule(name);
    const lineCount = readKernelModule("strapdown").split("\n").length;
    expect(() => writeTwin("f32", readModule)).toThrow(`kernel/strapdown.ts:${lineCount + 1}: ${what}`);
  });

  it("saving", () => {
    const kernel = kernelFrom(createTwin("f32"));
    expect(() => kernel.save()).toThrow("cannot be saved");
  });
});
