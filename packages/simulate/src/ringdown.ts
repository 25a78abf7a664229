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

/** (1 − x)³ = Σ ONSET_WEIGHTS[k]·x^k, and the rate at which each power of x = e^(−t/onset) decays, 1/s. */
const ONSET_WEIGHTS = Float64Array.of(1, -3, 3, -1);
const ONSET_RATES = ONSET_WEIGHTS.map((_, k) => k / ONSET_SEC);

/** What oscillations of one frequency and decay share at an instant: a foot's pitch and roll ask one after the other. */
const shared = { t: Number.NaN, frequencyHz: Number.NaN, decaySec: Number.NaN, sine: 0, cosine: 0, slow: 0, fast: 0 };

/** Fills `shared`; false before the oscillation's start and after its end. */
function share(ringdown: Ringdown, timeSec: number): boolean {
  const t = timeSec - ringdown.startSec;
  if (t <= 0 || t >= GONE_DECAYS * ringdown.decaySec || ringdown.size === 0) return false;
  if (t === shared.t && ringdown.frequencyHz === shared.frequencyHz && ringdown.decaySec === shared.decaySec)
    return true;
  const w = 2 * Math.PI * ringdown.frequencyHz;
  shared.t = t;
  shared.frequencyHz = ringdown.frequencyHz;
  shared.decaySec = ringdown.decaySec;
  shared.sine = Math.sin(w * t);
  shared.cosine = Math.cos(w * t);
  shared.slow = Math.exp(-t / ringdown.decaySec);
  shared.fast = Math.exp(-t / ONSET_SEC);
  return true;
}

/** Writes the oscillation's state to `out`; false (and nothing written) before its start and after its end. */
export function evaluateRingdown(
  ringdown: Ringdown,
  timeSec: number,
  out: { value: number; rate: number; acceleration: number },
): boolean {
  if (!share(ringdown, timeSec)) return false;
  const { sine, cosine, fast } = shared;
  const w = 2 * Math.PI * ringdown.frequencyHz;
  const decayRate = 1 / ringdown.decaySec;
  let envelope = ringdown.size * shared.slow;
  let value = 0;
  let rate = 0;
  let acceleration = 0;
  for (let k = 0; k < 4; k++) {
    const c = decayRate + (ONSET_RATES[k] as number);
    const part = envelope * (ONSET_WEIGHTS[k] as number);
    value += part * sine;
    rate += part * (w * cosine - c * sine);
    acceleration += part * ((c * c - w * w) * sine - 2 * c * w * cosine);
    envelope *= fast;
  }
  out.value = value;
  out.rate = rate;
  out.acceleration = acceleration;
  return true;
}
