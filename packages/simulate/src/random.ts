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

function createSfc32(seed: number, streamHash: number): () => number {
  let a = seed | 0;
  let b = Math.floor(seed / 4294967296) | 0;
  let c = streamHash | 0;
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}

/** A stream that depends on the seed (a whole number) and the stream's name only. */
export function createRandomStream(seed: number, stream: string): RandomStream {
  const next = createSfc32(seed, hashText(stream));
  let spare: number | null = null;
  const uniform = (): number => next() / 4294967296;
  const normal = (): number => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    let u = 0;
    let v = 0;
    let radius = 0;
    do {
      u = 2 * uniform() - 1;
      v = 2 * uniform() - 1;
      radius = u * u + v * v;
    } while (radius >= 1 || radius === 0);
    const scale = Math.sqrt((-2 * Math.log(radius)) / radius);
    spare = v * scale;
    return u * scale;
  };
  return { uniform, normal };
}
