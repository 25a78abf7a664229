// The path of the foot through each stride, beside the kernel: samples go in as they are pushed, a path or its absence
// comes out for every record. One instance a foot and pass; fixed memory but for the paths. Rules PATH1 to PATH9.
import type { SampleBlock } from "@solewise/terms";
import { WORD } from "../kernel/record-layout.ts";
import { decodeStride } from "../stride-table/decode-stride.ts";
import { PackedPaths, PATH_WORDS } from "./packed-paths.ts";
import { shapePath } from "./path-shape.ts";
import { RestBias } from "./rest-bias.ts";
import { RING_BLOCK_SAMPLES, SampleRing } from "./sample-ring.ts";
import { Strapdown } from "./strapdown.ts";

const US_PER_SEC = 1e6;
const US_PER_TICK = 100;
const MM_PER_METER = 1000;
/** A stride whose length is less sure than this share of itself and this much more has no path [E]. */
const UNSURE_FRACTION = 0.15;
const UNSURE_METERS = 0.06;

/** Push samples through `take`, which calls back for each piece after it is kept; give every record to `trace`. */
export class PathTracer {
  readonly paths = new PackedPaths();
  readonly #ring = new SampleRing();
  readonly #bias = new RestBias();
  readonly #dead = new Strapdown(this.#bias.bias);
  readonly #path = new Int16Array(PATH_WORDS);

  /** Keeps a block's samples, piece by piece, and calls `push` for each piece [from, to) before the next is kept. */
  take(block: SampleBlock, push: (from: number, to: number) => void): void {
    for (let from = 0; from < block.sampleCount; from += RING_BLOCK_SAMPLES) {
      const to = Math.min(block.sampleCount, from + RING_BLOCK_SAMPLES);
      this.#ring.take(block, from, to);
      push(from, to);
    }
  }

  /** Appends the path of the stride whose record stands in `words` from `at` on. */
  trace(words: Int32Array, at: number): void {
    this.paths.append(this.#tracePath(words, at) ? this.#path : null);
  }

  #tracePath(words: Int32Array, at: number): boolean {
    const stride = decodeStride(words, at, 0, "right"); // the side changes no figure that is used here
    const { strideLengthMeters, heightChangeMeters, uncertainty } = stride;
    if (strideLengthMeters === null || heightChangeMeters === null) return false;
    const unsureMeters = UNSURE_FRACTION * strideLengthMeters + UNSURE_METERS;
    if (!((uncertainty.strideLengthMeters ?? Infinity) <= unsureMeters)) return false;
    const startUs = Math.round(stride.midstanceSec * US_PER_SEC);
    const spanUs = (words[at + WORD.nextMidstance] as number) * US_PER_TICK;
    if (!this.#integrate(startUs, startUs + spanUs)) return false;
    const ends = {
      lengthMm: strideLengthMeters * MM_PER_METER,
      riseMm: heightChangeMeters * MM_PER_METER,
      durationSec: spanUs / US_PER_SEC,
    };
    return shapePath(this.#dead, ends, this.#path);
  }

  /** False when the samples are no longer there, or are silent for too long. */
  #integrate(startUs: number, endUs: number): boolean {
    const position = this.#ring.positionAt(startUs);
    if (position < 0) return false;
    this.#bias.learn(this.#ring, position);
    return this.#dead.integrate(this.#ring, position, startUs, endUs);
  }
}
