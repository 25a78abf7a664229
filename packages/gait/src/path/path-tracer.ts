// The path of the foot through each stride, beside the kernel: samples go in as they are pushed, a path or its absence
// comes out for every record. One instance a foot and pass; fixed memory but for the paths. Rules PATH1 to PATH10.
import { GAP_MAX_SEC } from "@solewise/terms";
import type { SampleBlock } from "@solewise/terms";
import { WORD } from "../kernel/record-layout.ts";
import { decodeStride } from "../stride-table/decode-stride.ts";
import { PackedPaths, PATH_WORDS } from "./packed-paths.ts";
import { shapePath } from "./path-shape.ts";
import { RestBias } from "./rest-bias.ts";
import { RING_BLOCK_SAMPLES, SampleRing } from "./sample-ring.ts";
import { Strapdown } from "./strapdown.ts";

const CHANNELS = 6;
const US_PER_SEC = 1e6;
const US_PER_TICK = 100;
const MM_PER_METER = 1000;
const SILENCE_MAX_US = GAP_MAX_SEC * US_PER_SEC;
/** A stride whose length is surer than this share of itself, and this much more, has a path [E]. */
const UNSURE_FRACTION = 0.15;
const UNSURE_METERS = 0.03;

/** Push samples through `take`, which calls back for each piece after it is kept; give every record to `trace`. */
export class PathTracer {
  readonly paths = new PackedPaths();
  readonly #ring = new SampleRing();
  readonly #bias = new RestBias();
  readonly #dead = new Strapdown(this.#bias.bias);
  readonly #path = new Int16Array(PATH_WORDS);
  /** A reading between two samples. */
  readonly #between = new Float64Array(CHANNELS);

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
    const { timeUs, values, sampleCount } = this.#ring;
    let position = this.#ring.positionAt(startUs);
    if (position < 0) return false;
    this.#bias.learn(this.#ring, position);
    if (!this.#interpolate(position, startUs)) return false;
    this.#dead.begin(startUs, endUs, this.#between, 0);
    let beforeUs = timeUs[this.#ring.slotOf(position)] as number;
    for (position += 1; position < sampleCount; position++) {
      const slot = this.#ring.slotOf(position);
      const instantUs = timeUs[slot] as number;
      if (instantUs - beforeUs > SILENCE_MAX_US) return false;
      if (instantUs >= endUs) break;
      this.#dead.advance(instantUs, values, slot * CHANNELS);
      beforeUs = instantUs;
    }
    if (!this.#interpolate(position - 1, endUs)) return false;
    this.#dead.advance(endUs, this.#between, 0);
    return true;
  }

  /** The reading at an instant from `position`'s sample to the next one; false when that is not there. */
  #interpolate(position: number, instantUs: number): boolean {
    if (position + 1 >= this.#ring.sampleCount) return false;
    const { timeUs, values } = this.#ring;
    const [before, after] = [this.#ring.slotOf(position), this.#ring.slotOf(position + 1)];
    const beforeUs = timeUs[before] as number;
    const share = (instantUs - beforeUs) / ((timeUs[after] as number) - beforeUs);
    for (let channel = 0; channel < CHANNELS; channel++) {
      const [from, to] = [values[before * CHANNELS + channel] as number, values[after * CHANNELS + channel] as number];
      this.#between[channel] = from + share * (to - from);
    }
    return true;
  }
}
