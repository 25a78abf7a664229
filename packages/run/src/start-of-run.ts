// When a run began on each foot's clock, and what made its numbers: recordings in (RUN24, RUN25).
import { ALGORITHM_VERSION, type FootRecording, PACK_ID } from "@solewise/gait";
import type { AlgorithmDescription, Side } from "@solewise/terms";

/**
 * Instant on each foot's clock at which the run began, s: of the first sample of either foot when they share a clock. Two
 * recordings that never overlap on their own clocks have two of them: each begins with its own first sample.
 */
export function startOfRunSec(feet: readonly FootRecording[]): Record<Side, number> {
  const firstSec = Math.min(...feet.map(({ signal }) => signal.firstSampleSec));
  const shareClock = feet.every(({ signal }) =>
    feet.every((other) => signal.firstSampleSec < other.signal.lastSampleSec),
  );
  const startOf = (side: Side): number => feet.find((foot) => foot.side === side)?.signal.firstSampleSec ?? firstSec;
  return shareClock ? { left: firstSec, right: firstSec } : { left: startOf("left"), right: startOf("right") };
}

/**
 * What made the numbers. Samples are quantised a foot at a time; the wider range of two feet is stated. `kernelSha256` is
 * of the kernel's bytes, lower-case hex; undefined where the host could not compute it.
 */
export function describeAlgorithm(feet: readonly FootRecording[], kernelSha256?: string): AlgorithmDescription {
  return {
    version: ALGORITHM_VERSION,
    packId: PACK_ID,
    accRangeG: Math.max(...feet.map(({ accRangeG }) => accRangeG)),
    gyrRangeDps: Math.max(...feet.map(({ gyrRangeDps }) => gyrRangeDps)),
    ...(kernelSha256 === undefined ? {} : { kernelSha256 }),
  };
}
