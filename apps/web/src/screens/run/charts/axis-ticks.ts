// Round numbers for axes. Comes in: a range and how many ticks fit. Goes out: ticks inside the range, rising (PGE7).

/** Steps of clocks, s. */
const TIME_STEPS_SEC = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400];

/** Steps of pace, seconds a kilometre or mile. */
const PACE_STEPS_SEC = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600];

/** Slowest pace that gets a tick, seconds a kilometre or mile: a slow walk. */
const PACE_MAX_SEC = 1500;

/** Multiples of 1, 2 or 5 × 10ⁿ. */
export function roundTicks([low, high]: readonly [number, number], count: number): number[] {
  if (!(high > low)) return [];
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((each) => each * power >= rough * 0.999) ?? 10) * power;
  return multiples(low, high, step);
}

/** Whole seconds, minutes or hours. */
export function timeTicks([low, high]: readonly [number, number], count: number): number[] {
  if (!(high > low)) return [];
  const rough = (high - low) / Math.max(1, count);
  return multiples(low, high, TIME_STEPS_SEC.find((step) => step >= rough) ?? 28_800);
}

/** Speeds whose pace is a round number; `metersPerUnit` is a kilometre or a mile. */
export function paceTicks([low, high]: readonly [number, number], count: number, metersPerUnit: number): number[] {
  if (!(high > 0) || !(high > low)) return [];
  const fastSec = metersPerUnit / high;
  const slowSec = Math.min(PACE_MAX_SEC, metersPerUnit / Math.max(low, 1e-6));
  const middle = (low + high) / 2;
  const rough = (metersPerUnit / middle ** 2) * ((high - low) / (count + 1)); // how far paces lie apart in the middle
  const step = PACE_STEPS_SEC.find((each) => each >= rough) ?? 900;
  const ticks = multiples(fastSec, slowSec, step).map((seconds) => metersPerUnit / seconds);
  return thinned(ticks.reverse(), (high - low) / (count + 2));
}

/** Drops ticks that stand closer than `gap` to the one before, from the top: fast paces lie far apart, slow ones not. */
function thinned(rising: readonly number[], gap: number): number[] {
  const kept: number[] = [];
  for (const tick of rising.toReversed()) {
    const last = kept.at(-1);
    if (last === undefined || last - tick >= gap) kept.push(tick);
  }
  return kept.reverse();
}

function multiples(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, position) => (first + position) * step);
}

/** Decimals that tell rising ticks apart, at most 3. */
export function tickDigits(ticks: readonly number[]): number {
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0));
  return step > 0 ? Math.min(3, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9))) : 0;
}
