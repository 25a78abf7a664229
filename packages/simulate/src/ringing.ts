// The sensor's vibration in its bed after landing: a small displacement of the sensor against the foot that starts and
// ends at rest. In: time. Out: displacement, velocity and acceleration added to the lever arm, so samples stay exact.
import type { FootPhase } from "./foot-phase.ts";
import { evaluateRingdown } from "./ringdown.ts";
import type { SensorArm } from "./rolling.ts";

/** Decay time of the vibration, s. [estimate] */
const DECAY_SEC = 0.014;
/** Direction in foot axes: mostly up, some along the foot. [estimate] */
const DIRECTION = [0.35, 0.15, 0.92] as const;

export interface Ringing {
  /** Size of the acceleration at 3 m/s, and frequency. */
  amplitudeMps2: number;
  frequencyHz: number;
}

/** The oscillation of the phase at hand. */
const landing = { startSec: 0, size: 0, frequencyHz: 0, decaySec: DECAY_SEC };
const state = { value: 0, rate: 0, acceleration: 0 };

/** Sets the arm to the lever plus what the landing of this phase left of vibration. */
export function setRinging(
  arm: SensorArm,
  lever: readonly [number, number, number],
  ringing: Ringing,
  phase: FootPhase,
  timeSec: number,
): void {
  const w = 2 * Math.PI * ringing.frequencyHz;
  const size = (ringing.amplitudeMps2 * phase.ringingFraction) / (w * w);
  landing.startSec = phase.landingSec;
  landing.size = size;
  landing.frequencyHz = ringing.frequencyHz;
  const rings = evaluateRingdown(landing, timeSec, state);
  for (let i = 0; i < 3; i++) {
    const share = rings ? (DIRECTION[i] as number) : 0;
    arm.position[i] = (lever[i] as number) + (rings ? state.value * share : 0);
    arm.velocity[i] = rings ? state.rate * share : 0;
    arm.acceleration[i] = rings ? state.acceleration * share : 0;
  }
}
