// Tests of the kernel's sense of time: shifts, samples that do not go forward, silences. On the made-up foot of testing.ts.
import { readFileSync } from "node:fs";
import type { SampleBlock } from "@solewise/terms";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PackedStrides } from "../stride-table/packed-strides.ts";
import { FLAG, pickSamples, positionsWhere, RECORD_WORDS, walkNoisyFoot, WORD } from "../testing.ts";
import { createKernel } from "./kernel.ts";

const module = new WebAssembly.Module(readFileSync(new URL("../../kernel/kernel.wasm", import.meta.url)));
const walk = walkNoisyFoot();

function recordsOf(block: SampleBlock): PackedStrides {
  const kernel = createKernel(module);
  kernel.configure({ side: "right", accRangeG: 16, gyrRangeDps: 2000 });
  const strides = new PackedStrides("right");
  const keep = (words: Int32Array, at: number): void => strides.append(words, at);
  kernel.push(block, keep);
  kernel.finish(keep);
  return strides;
}

const whole = recordsOf(walk);

describe("[KER5] time shift", () => {
  const limitUs = Number.MAX_SAFE_INTEGER - 60_000_000;

  it("moves the midstances and nothing else", () => {
    const property = fc.property(fc.integer({ min: -limitUs, max: limitUs }), (shiftUs) => {
      const shifted = recordsOf({ ...walk, timeUs: walk.timeUs.map((us) => us + shiftUs) });
      expect(shifted.strideCount).toBe(whole.strideCount);
      for (let at = 0; at < shifted.words.length; at += RECORD_WORDS) {
        expect(midstanceUs(shifted.words, at) - midstanceUs(whole.words, at)).toBe(BigInt(shiftUs));
        const rest = [at + WORD.midstanceHigh + 1, at + RECORD_WORDS] as const;
        expect([...shifted.words.subarray(...rest)]).toEqual([...whole.words.subarray(...rest)]);
      }
    });
    fc.assert(property);
  });
});

function midstanceUs(words: Int32Array, at: number): bigint {
  const low = BigInt((words[at + WORD.midstanceLow] ?? 0) >>> 0);
  return (BigInt(words[at + WORD.midstanceHigh] ?? 0) << 32n) | low;
}

/** A sample that comes after another one, no later in time. */
interface Intruder {
  after: number;
  backUs: number;
  reading: number;
}

function withIntruders(intruders: readonly Intruder[]): SampleBlock {
  const late = intruders.toSorted((a, b) => a.after - b.after);
  const block = pickSamples(
    walk,
    [...walk.timeUs.keys(), ...late.map(({ after }) => after)].toSorted((a, b) => a - b),
  );
  late.forEach(({ after, backUs, reading }, count) => {
    const index = after + count + 1;
    block.timeUs[index] = (block.timeUs[index] ?? 0) - backUs;
    block.values.fill(reading, index * 6, index * 6 + 6);
  });
  return block;
}

describe("[KER8] samples that do not go forward", () => {
  it("are as if they had never come", () => {
    const intruder = fc.record<Intruder>({
      after: fc.nat(walk.sampleCount - 1),
      backUs: fc.nat(2_000_000),
      reading: fc.double({ min: -100, max: 100, noNaN: true }),
    });
    const property = fc.property(fc.array(intruder, { maxLength: 20 }), (intruders) => {
      expect([...recordsOf(withIntruders(intruders)).words]).toEqual([...whole.words]);
    });
    fc.assert(property);
  });
});

describe("[KER9] silences", () => {
  /** The walk without the samples in [from, from + length) s. */
  function silenced(fromSec: number, lengthSec: number): PackedStrides {
    const isHeard = (us: number): boolean => us < fromSec * 1e6 || us >= (fromSec + lengthSec) * 1e6;
    return recordsOf(pickSamples(walk, positionsWhere(walk, isHeard)));
  }
  const stride = whole.strideAt(5);
  const inSwingSec = (stride.terminalContactSec ?? 0) + 0.1;

  it("over 30 ms mark the stride", () => {
    expect(silenced(inSwingSec, 0.02).words[5 * RECORD_WORDS + WORD.flags]).toBe(0);
    const marked = silenced(inSwingSec, 0.04);
    expect(marked.words[5 * RECORD_WORDS + WORD.flags]).toBe(FLAG.lost);
    expect(marked.strideAt(5).qualityFraction).toBeLessThan(0.75 * stride.qualityFraction);
  });

  it("[STR17] over 50 ms leave the path null", () => {
    const gapped = silenced(inSwingSec, 0.06).strideAt(5);
    expect([
      gapped.strideLengthMeters,
      gapped.speedMps,
      gapped.heightChangeMeters,
      gapped.clearanceMeters,
      gapped.turnDeg,
    ]).toEqual([null, null, null, null, null]);
    expect(gapped.groundContactTimeMs).not.toBeNull();
  });

  it("over 120 ms end the chain", () => {
    const cut = [...silenced(inSwingSec, 0.15)];
    const measured = cut.filter((each) => each.strideLengthMeters !== null);
    for (const { midstanceSec, nextInitialContactSec } of measured) {
      expect(midstanceSec < inSwingSec && (nextInitialContactSec ?? 0) > inSwingSec).toBe(false);
    }
    expect(measured.length).toBeLessThan(whole.strideCount);
    expect(measured.length).toBeGreaterThanOrEqual(whole.strideCount - 3);
  });

  it("[STR17] what one swallowed of a moving foot is one unmeasured stride", () => {
    const swallowed = [...silenced(inSwingSec, 0.15)].filter((each) => each.qualityFraction === 0);
    expect(swallowed.length).toBe(1);
    const [lost] = swallowed;
    expect(lost?.midstanceSec).toBeCloseTo(stride.midstanceSec, 1);
    expect(lost?.activity).toBe(stride.activity);
    expect(lost?.strideLengthMeters).toBeNull();
    expect(lost?.terminalContactSec).toBeNull();
    expect(lost?.uncertainty).toEqual({});
  });

  it("[STR17] over 10 s are a pause of the recording, and no stride", () => {
    const shifted = { ...walk, timeUs: walk.timeUs.map((us) => (us < inSwingSec * 1e6 ? us : us + 11e6)) };
    expect([...recordsOf(shifted)].filter((each) => each.qualityFraction === 0)).toEqual([]);
  });
});
