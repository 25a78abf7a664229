// Tests of the fuzz run: its streams, its judge, and a small run of it. `npm run fuzz` does a hundred thousand.
import { ABSENT, RECORD_WORDS, walkFoot, WORD } from "@solewise/gait/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectRecords, kernelSettings } from "../kernel-properties/compiled-kernel.ts";
import { readRunSeed } from "../test/run-seed.ts";
import { driveStream } from "./drive-stream.ts";
import { judgeRecord } from "./judge.ts";
import { createStream, createWalks } from "./streams.ts";

const seed = readRunSeed(process.env);
const walks = createWalks(seed);
const streamCount = process.env["SOLEWISE_PROOF"] === "full" ? 5000 : 500;

describe("[FUZZ1] a stream is made from seed and number", () => {
  it("the same each time, whatever was made before", () => {
    const property = fc.property(fc.nat(100_000), (index) => {
      const first = createStream(seed, index, walks);
      const again = createStream(seed, index, walks);
      expect(again.name).toBe(first.name);
      expect(again.settings).toEqual(first.settings);
      expect(again.block).toEqual(first.block);
    });
    fc.assert(property, { numRuns: 20 });
  });

  it("and differs with either", () => {
    const block = createStream(seed, 1, walks).block;
    expect(createStream(seed, 2, walks).block).not.toEqual(block);
    expect(createStream(seed + 1, 1, walks).block).not.toEqual(block);
  });
});

describe("[FUZZ2] what breaks is reported", () => {
  const good = detectRecords(walkFoot(), kernelSettings("left")).words.slice(3 * RECORD_WORDS, 4 * RECORD_WORDS);
  const judged = (word: keyof typeof WORD, value: number): string | null => {
    const record = Int32Array.from(good);
    record[WORD[word]] = value;
    return judgeRecord(record, 0);
  };

  it("a record that is out of bounds or out of order", () => {
    expect(judgeRecord(good, 0)).toBeNull();
    expect(judged("length", 20_001)).toMatch(/^length 20001/);
    expect(judged("length", ABSENT)).toBeNull();
    expect(judged("quality", ABSENT)).toMatch(/^quality absent/);
    expect(judged("turn", -1801)).toMatch(/^turn/);
    expect(judged("nextMidstance", 0)).toMatch(/^nextMidstance/);
    expect(judged("nextInitialContact", good[WORD.terminalContact] ?? 0)).toMatch(/not after the event before it/);
  });

  it("a trap", () => {
    const stream = createStream(seed, 0, walks);
    const { problem } = driveStream({
      ...stream,
      settings: { ...stream.settings, side: null as unknown as "left" },
      block: null as never,
    });
    expect(problem).toMatch(/: trap: /);
  });
});

describe("[KER12] whatever comes in", () => {
  it("every record stands the judge", { timeout: 300_000 }, () => {
    const problems: string[] = [];
    let strideCount = 0;
    for (let index = 0; index < streamCount; index++) {
      const outcome = driveStream(createStream(seed, index, walks));
      strideCount += outcome.strideCount;
      if (outcome.problem !== null)
        problems.push(`npm run fuzz -- --seed ${seed} --stream ${index}: ${outcome.problem}`);
    }
    expect(problems).toEqual([]);
    expect(strideCount).toBeGreaterThan(streamCount / 10);
  });
});
