// The last samples of one foot, as they were read: SI units, any rate. In: blocks in time order. Out: instants and readings
// by position. Fixed memory; a position counts from the recording's first sample and never wraps.
import type { SampleBlock } from "@solewise/terms";

const CHANNELS = 6;

/**
 * Samples kept, a power of two: 9.1 s at 450 Hz. A stride that the kernel measures ends at most 2.56 s after its first
 * midstance, and RING_BLOCK_SAMPLES more may have come in before it is told.
 */
const RING_SAMPLES = 4096;

/** Most samples that one `take` may add, so that the last stride is still there when the kernel tells of it. */
export const RING_BLOCK_SAMPLES = 1024;

const MASK = RING_SAMPLES - 1;

/** One writer (`take`); readers mask a position to a slot. */
export class SampleRing {
  /** Sample instants, µs; shape [RING_SAMPLES]. */
  readonly timeUs = new Float64Array(RING_SAMPLES);
  /** Readings, m/s² and rad/s; shape [RING_SAMPLES × 6]. */
  readonly values = new Float64Array(RING_SAMPLES * CHANNELS);
  /** Samples taken so far: positions [max(0, count − RING_SAMPLES), count) are kept. */
  sampleCount = 0;

  /** Adds samples [from, to) of a block; at most RING_BLOCK_SAMPLES. */
  take(block: SampleBlock, from: number, to: number): void {
    const slot = this.sampleCount & MASK;
    const split = Math.min(to, from + RING_SAMPLES - slot);
    this.#put(block, from, split, slot);
    this.#put(block, split, to, 0);
    this.sampleCount += to - from;
  }

  #put(block: SampleBlock, from: number, to: number, slot: number): void {
    if (from >= to) return;
    this.timeUs.set(block.timeUs.subarray(from, to), slot);
    this.values.set(block.values.subarray(from * CHANNELS, to * CHANNELS), slot * CHANNELS);
  }

  slotOf(position: number): number {
    return position & MASK;
  }

  /** Position of the last sample at or before an instant; −1 when it is no longer (or not yet) kept. */
  positionAt(instantUs: number): number {
    const oldest = Math.max(0, this.sampleCount - RING_SAMPLES);
    for (let position = this.sampleCount - 1; position >= oldest; position--) {
      if ((this.timeUs[position & MASK] as number) <= instantUs) return position;
    }
    return -1;
  }
}
