// What the kernel may take of a chip, and the builds it is measured in. Comes in: a build's figures. Goes out: the limits it breaks.
import type { BuildOptions } from "./build-firmware.ts";
import type { BuildResult } from "./compare-places.ts";

/** Small: functions called once stay functions, nothing is moved about for speed; what that saves and costs: decision 0018. */
const SMALL = ["-Os", "-fno-inline-functions-called-once", "-fno-schedule-insns2", "-fno-move-loop-invariants"];
/** The build that goes into a shoe. */
export const SHIPPED_BUILD: BuildOptions = { name: "-Os", optimisation: SMALL };
/** Fused multiplications change bits: a comparison that finds this build equal compares nothing. */
export const FUSED_BUILD: BuildOptions = { name: "-Os, fused", optimisation: SMALL, isContracted: true };
/** Every address is compared with the kernel's bounds: shows that the shipped build needs no comparison. */
export const CHECKED_BUILD: BuildOptions = { name: "-Os, checked", optimisation: SMALL, isChecked: true };

export const ALL_BUILDS: readonly BuildOptions[] = [
  SHIPPED_BUILD,
  { name: "-O2", optimisation: ["-O2"] },
  { name: "-O3", optimisation: ["-O3"] },
  CHECKED_BUILD,
  FUSED_BUILD,
];
export const QUICK_BUILDS: readonly BuildOptions[] = [SHIPPED_BUILD, CHECKED_BUILD, FUSED_BUILD];

/** A figure of a build that has a limit. */
export interface LimitedFigure {
  name: string;
  unit: string;
  /** Largest value that is kept. */
  limit: number;
  of: (build: BuildResult) => number;
}

/** The largest call of any kind. */
export function largestCall(build: BuildResult): number {
  return Math.max(build.plain.instructions, build.closing.instructions, build.finish.instructions);
}

/** The shares of a chip with a 64 MHz core, 256 KB of RAM and 1 MB of flash that the whole firmware leaves to the kernel. */
export const LIMITS: readonly LimitedFigure[] = [
  { name: "text", unit: "B", limit: 20 * 1024, of: ({ textBytes }) => textBytes },
  { name: "RAM", unit: "B", limit: 12 * 1024, of: ({ staticBytes, stackBytes }) => staticBytes + stackBytes },
  { name: "a sample", unit: "instructions", limit: 2500, of: ({ instructionsPerSample }) => instructionsPerSample },
  { name: "largest call", unit: "instructions", limit: 200_000, of: largestCall },
];

/** One sentence for each limit that a build breaks. */
export function describeBrokenLimits(build: BuildResult): string[] {
  return LIMITS.filter(({ limit, of }) => !(of(build) <= limit)).map(
    ({ name, unit, limit, of }) =>
      `${build.options.name}: ${name}: expected at most ${limit} ${unit}, but found ${Math.ceil(of(build))}`,
  );
}
