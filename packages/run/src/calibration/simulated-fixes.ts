// A satellite receiver for tests and trials: a path in, fixes out whose errors are noise that fades like a real
// receiver's. Simulated, and simpler than any sky: no reflections, no filter that cuts corners.
import type { FixTrack } from "./track-windows.ts";

/** Time between two points of a path. */
export const PATH_STEP_SEC = 0.1;

/** Where a runner is each PATH_STEP_SEC, from 0 s on; shape [n] each. */
export interface RunnerPath {
  eastMeters: number[];
  northMeters: number[];
  speedMps: number[];
}

const METERS_PER_DEG = 111_195;
const LATITUDE_DEG = 48;

/** Small reproducible noise, roughly normal with standard deviation 1: the sum of twelve uniform numbers less six. */
export function normalNoise(seed: number): () => number {
  let state = seed >>> 0 || 1;
  const uniform = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return () => Array.from({ length: 12 }, uniform).reduce((sum, value) => sum + value, -6);
}

/** Noise of a given deviation that is forgotten within a given time, one number a second. */
function fading(noise: () => number, memorySec: number, deviation: number): () => number {
  const kept = Math.exp(-1 / memorySec);
  let value = deviation * noise();
  return () => (value = kept * value + deviation * Math.sqrt(1 - kept * kept) * noise());
}

/** One fix a second; places wander by 3 m within a minute and jitter by 0.3 m, speeds by 0.15 m/s within 3 s. */
export function simulateFixes(path: RunnerPath, seed: number, hasSpeed: boolean): FixTrack {
  const noise = normalNoise(seed);
  const fixCount = Math.floor((path.eastMeters.length - 1) * PATH_STEP_SEC) + 1;
  const [eastFades, northFades, speedFades] = [fading(noise, 60, 3), fading(noise, 60, 3), fading(noise, 3, 0.15)];
  const column = (valueAt: (step: number) => number): Float64Array =>
    Float64Array.from({ length: fixCount }, (_, index) => valueAt(Math.round(index / PATH_STEP_SEC)));
  const northOf = (step: number): number => (path.northMeters[step] as number) + northFades() + 0.3 * noise();
  const eastOf = (step: number): number => (path.eastMeters[step] as number) + eastFades() + 0.3 * noise();
  const eastMetersPerDeg = METERS_PER_DEG * Math.cos((LATITUDE_DEG * Math.PI) / 180);
  return {
    fixCount,
    timeSec: column((step) => step * PATH_STEP_SEC),
    latitudeDeg: column((step) => LATITUDE_DEG + northOf(step) / METERS_PER_DEG),
    longitudeDeg: column((step) => 11 + eastOf(step) / eastMetersPerDeg),
    accuracyMeters: new Float64Array(fixCount).fill(5),
    speedMps: column((step) => (hasSpeed ? Math.max(0, (path.speedMps[step] as number) + speedFades()) : Number.NaN)),
  };
}
