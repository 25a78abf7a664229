// Seeded randomness: sfc32 (Chris Doty-Humphrey, PractRand, public domain) on 32-bit integers, so that one seed gives
// the same numbers on every machine. In: a seed and a stream name. Out: uniform and normal deviates.

/** A stream of pseudo-random numbers. */
export interface RandomStream {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal (polar Box–Muller). */
  normal(): number;
}

function hashText(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash >>> 0;
}

/** Typed arrays hold the state: as plain numbers each step would allocate. */
class Sfc32Stream implements RandomStream {
  /** a, b, c and the counter. */
  private readonly state: Int32Array;
  private spare = Number.NaN;
  private hasSpare = false;

  constructor(seed: number, streamHash: number) {
    this.state = Int32Array.of(seed, Math.floor(seed / 4294967296), streamHash, 1);
    for (let i = 0; i < 15; i++) this.uniform();
  }

  uniform(): number {
    const { state } = this;
    const a = state[0] as number;
    const b = state[1] as number;
    const c = state[2] as number;
    const counter = state[3] as number;
    const t = (((a + b) | 0) + counter) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + t) | 0;
    state[3] = (counter + 1) | 0;
    return (t >>> 0) / 4294967296;
  }

  normal(): number {
    if (this.hasSpare) {
      this.hasSpare = false;
      return this.spare;
    }
    let u = 0;
    let v = 0;
    let radius = 0;
    do {
      u = 2 * this.uniform() - 1;
      v = 2 * this.uniform() - 1;
      radius = u * u + v * v;
    } while (radius >= 1 || radius === 0);
    const scale = Math.sqrt((-2 * Math.log(radius)) / radius);
    this.spare = v * scale;
    this.hasSpare = true;
    return u * scale;
  }
}

/** A stream that depends on the seed (a whole number) and the stream's name only. */
export function createRandomStream(seed: number, stream: string): RandomStream {
  return new Sfc32Stream(seed, hashText(stream));
}
