// For tests of the simulation itself: what the sensor adds is left out.
import type { SensorSettings } from "./settings.ts";

/** A sensor without any error: what is left is the motion itself. */
export const perfectSensor: Partial<SensorSettings> = {
  accNoiseMps2PerRootHz: 0,
  gyrNoiseRadPerSecPerRootHz: 0,
  accBiasMps2: 0,
  gyrBiasRadPerSec: 0,
  gyrWarmingRadPerSec: 0,
  accRangeG: null,
  gyrRangeDps: null,
  quantised: false,
};
