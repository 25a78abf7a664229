// Tests of how a stride's close is spread over calls, on the made-up foot of testing.ts: calls of one sample, as on a chip.
import { readFileSync } from "node:fs";
import type { SampleBlock } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { PackedStrides } from "../stride-table/packed-strides.ts";
import { walkNoisyFoot } from "../testing.ts";
import { kernelFrom } from "./kernel.ts";

const module = new WebAssembly.Module(readFileSync(new URL("../../kernel/kernel.wasm", import.meta.url)));
const walk = walkNoisyFoot();

/** What came of a block, and how often the kernel asked to be called again without having taken a sample. */
interface Played {
  words: number[];
  idleProcessCount: number;
  idleFinishCount: number;
  /** Records of the call that gave most. */
  recordsMax: number;
}

/** Plays samples [0, end) of a block, `size` a call. */
function play({ timeUs, values }: SampleBlock, size: number, end: number): Played {
  const exports = new WebAssembly.Instance(module, {}).exports as unknown as Parameters<typeof kernelFrom>[0];
  const played: Played = { words: [], idleProcessCount: 0, idleFinishCount: 0, recordsMax: 0 };
  const strides = new PackedStrides("right");
  const waiting = (): number => new Int32Array(exports.memory.buffer, exports.queueStatePointer(), 1)[0] as number;
  const kernel = kernelFrom({
    ...exports,
    process: (first, count) => {
      const taken = exports.process(first, count);
      if (taken === first) played.idleProcessCount++;
      played.recordsMax = Math.max(played.recordsMax, waiting());
      return taken;
    },
    finish: () => {
      const more = exports.finish();
      played.idleFinishCount += more;
      played.recordsMax = Math.max(played.recordsMax, waiting());
      return more;
    },
  });
  kernel.configure({ side: "right", accRangeG: 16, gyrRangeDps: 2000 });
  const keep = (words: Int32Array, at: number): void => strides.append(words, at);
  for (let from = 0; from < end; from += size) {
    kernel.push({ sampleCount: end, timeUs, values }, keep, from, Math.min(from + size, end));
    kernel.flush(keep);
  }
  kernel.finish(keep);
  played.words = [...strides.words];
  return played;
}

/** The block with a silence of 0.2 s before sample `at`. */
function withSilence(block: SampleBlock, at: number): SampleBlock {
  return { ...block, timeUs: block.timeUs.map((us, index) => (index < at ? us : us + 200_000)) };
}

/** Every third sample of two strides in the middle of the walk. */
const places = Array.from({ length: 140 }, (_, nth) => (walk.sampleCount >> 1) + 3 * nth);

describe("[KER31] a stride is closed step by step", () => {
  it("before a long silence the next sample waits for it, and the records are those of batches", () => {
    let idleCount = 0;
    for (const at of places) {
      const block = withSilence(walk, at);
      const single = play(block, 1, walk.sampleCount);
      expect(single.words).toEqual(play(block, 64, walk.sampleCount).words);
      expect(single.idleProcessCount).toBeLessThanOrEqual(4);
      expect(single.recordsMax).toBe(1);
      idleCount += single.idleProcessCount;
    }
    expect(idleCount).toBeGreaterThan(places.length / 4); // in stance, and while a stride is being closed
  });

  it("at the end `finish` asks to be called again until nothing is left", () => {
    let idleCount = 0;
    for (const end of places) {
      const single = play(walk, 1, end);
      expect(single.words).toEqual(play(walk, 64, end).words);
      expect(single.idleFinishCount).toBeLessThanOrEqual(4);
      idleCount += single.idleFinishCount;
    }
    expect(idleCount).toBeGreaterThan(places.length / 4);
  });
});
