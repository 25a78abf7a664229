// Readings → a short text that is the same for two recordings with the same samples. It hashes the numbers, neither their
// spelling nor their times, so that a copy with other header lines or a shifted clock is recognised. Not cryptographic.

// Odd multipliers of MurmurHash3 (Appleby, public domain), which mix all bits of a 32-bit word.
const MULTIPLIER_LOW = 0xcc9e2d51 | 0;
const MULTIPLIER_HIGH = 0x1b873593;
const FINISHERS = [0x85ebca6b | 0, 0xc2b2ae35 | 0] as const;

/** A running hash over samples; two 32-bit lanes, one for each half of the doubles. */
export class SampleFingerprint {
  #low = 0;
  #high = 0;
  #sampleCount = 0;

  /** Takes `sampleCount` samples of six interleaved channels. */
  take(values: Float64Array, sampleCount: number): void {
    const words = new Int32Array(values.buffer, values.byteOffset, sampleCount * 12);
    let low = this.#low;
    let high = this.#high;
    for (let at = 0; at < words.length; at += 2) {
      low = Math.imul(low ^ (words[at] as number), MULTIPLIER_LOW);
      low ^= low >>> 15;
      high = Math.imul(high ^ (words[at + 1] as number), MULTIPLIER_HIGH);
      high ^= high >>> 13;
    }
    this.#low = low;
    this.#high = high;
    this.#sampleCount += sampleCount;
  }

  /** 16 hexadecimal digits and the sample count. */
  text(): string {
    const low = finish(this.#low);
    const high = finish(this.#high ^ low);
    return `${hexadecimal(high)}${hexadecimal(low)}-${this.#sampleCount}`;
  }
}

function finish(hash: number): number {
  let mixed = hash;
  for (const multiplier of FINISHERS) mixed = Math.imul(mixed ^ (mixed >>> 16), multiplier);
  return mixed ^ (mixed >>> 16);
}

function hexadecimal(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}
