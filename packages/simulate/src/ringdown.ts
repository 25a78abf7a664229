// A decaying oscillation that starts and ends at rest: x(t) = size·(1 − e^(−t/onset))³·e^(−t/decay)·sin(2πft), with its
// derivatives. In: its parameters and a time. Out: value, rate, acceleration. Smooth enough (C²) to be added to a motion.

/** One oscillation. `size` is in the unit of what it is added to. */
export interface Ringdown {
  startSec: number;
  size: number;
  frequencyHz: number;
  decaySec: number;
}

/** Build-up time; s. [estimate] */
const ONSET_SEC = 0.004;
/** After so many decay times nothing is left. */
const GONE_DECAYS = 14;

/** Writes the oscillation's state to `out`; false (and nothing written) before its start and after its end. */
export function evaluateRingdown(
  ringdown: Ringdown,
  timeSec: number,
  out: { value: number; rate: number; acceleration: number },
): boolean {
  const t = timeSec - ringdown.startSec;
  if (t <= 0 || t >= GONE_DECAYS * ringdown.decaySec || ringdown.size === 0) return false;
  const w = 2 * Math.PI * ringdown.frequencyHz;
  const sine = Math.sin(w * t);
  const cosine = Math.cos(w * t);
  const slow = ringdown.size * Math.exp(-t / ringdown.decaySec);
  const fast = Math.exp(-t / ONSET_SEC);
  let envelope = slow;
  out.value = 0;
  out.rate = 0;
  out.acceleration = 0;
  for (let k = 0; k < 4; k++) {
    const c = 1 / ringdown.decaySec + k / ONSET_SEC;
    const share = envelope * (k === 0 ? 1 : k === 1 ? -3 : k === 2 ? 3 : -1);
    out.value += share * sine;
    out.rate += share * (w * cosine - c * sine);
    out.acceleration += share * ((c * c - w * w) * sine - 2 * c * w * cosine);
    envelope *= fast;
  }
  return true;
}
