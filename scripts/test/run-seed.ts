// The seed of a test run's property tests: what SOLEWISE_SEED says, else a random one.

/** Seeds are whole numbers below this, so that they fit every generator we use. */
const SEED_LIMIT = 2 ** 31;

/** Throws RangeError when SOLEWISE_SEED is set to anything but a whole number from 0 to 2³¹ − 1. */
export function readRunSeed(environment: Record<string, string | undefined>): number {
  const given = environment["SOLEWISE_SEED"];
  if (given === undefined || given === "") return Math.floor(Math.random() * SEED_LIMIT);
  const seed = Number(given);
  if (/^\d+$/.test(given) && seed < SEED_LIMIT) return seed;
  throw new RangeError(`SOLEWISE_SEED must be a whole number from 0 to ${SEED_LIMIT - 1}, but is “${given}”.`);
}
