// The sensor's vibration in its bed after landing: a small displacement q(t) of the sensor against the foot that starts
// and ends at rest. In: time since landing. Out: q, q′, q″ added to the lever arm, so the samples stay exact. [estimate]
import type { FootPhase } from "./foot-phase.ts";
import type { SensorArm } from "./rolling.ts";

/** Decay time of the vibration, s, and how fast it builds up, s. */
const DECAY_SEC = 0.014;
const ONSET_SEC = 0.004;
/** After this much time nothing is left (e^-14). */
const GONE_SEC = 0.2;
/** Direction in foot axes: mostly up, some along the foot. */
const DIRECTION = [0.35, 0.15, 0.92] as const;

export interface Ringing {
  /** Size of q″ at 3 m/s, and frequency. */
  amplitudeMps2: number;
  frequencyHz: number;
}

/** Sets the arm to the lever plus what the landing of this phase left of vibration: Σ ± binomial · e^(−ct) · sin(ωt). */
export function setRinging(
  arm: SensorArm,
  lever: readonly [number, number, number],
  ringing: Ringing,
  phase: FootPhase,
  timeSec: number,
): void {
  const t = timeSec - phase.landingSec;
  let q = 0;
  let rate = 0;
  let acceleration = 0;
  if (ringing.amplitudeMps2 > 0 && t > 0 && t < GONE_SEC) {
    const w = 2 * Math.PI * ringing.frequencyHz;
    const size = (ringing.amplitudeMps2 * phase.ringingFraction) / (w * w);
    const sine = Math.sin(w * t);
    const cosine = Math.cos(w * t);
    for (let k = 0; k < 4; k++) {
      const binomial = k === 0 ? 1 : k === 1 ? -3 : k === 2 ? 3 : -1;
      const c = 1 / DECAY_SEC + k / ONSET_SEC;
      const envelope = size * binomial * Math.exp(-c * t);
      q += envelope * sine;
      rate += envelope * (w * cosine - c * sine);
      acceleration += envelope * ((c * c - w * w) * sine - 2 * c * w * cosine);
    }
  }
  for (let i = 0; i < 3; i++) {
    const share = DIRECTION[i] ?? 0;
    arm.position[i] = (lever[i] ?? 0) + q * share;
    arm.velocity[i] = rate * share;
    arm.acceleration[i] = acceleration * share;
  }
}
