// Seeded random numbers for spoiling recordings: the same seed and name give the same numbers on every machine.

export interface Random {
  /** Even in [0, 1). */
  uniform: () => number;
  /** Standard normal (Box–Muller). */
  gaussian: () => number;
}

/** 32-bit FNV-1a hash of a text, so that every recording gets numbers of its own. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Mulberry32 generator from a seed and a name. */
export function createRandom(seed: number, name: string): Random {
  let state = (seed ^ hashText(name)) >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const gaussian = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, gaussian };
}
