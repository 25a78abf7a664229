// A recorded set beside its virtual twin. In: a RecordedSet and a seed. Out: medians of the stride figures, band powers and
// median waveforms of both.
import { simulateRun, type VirtualFoot, type VirtualRun } from "@solewise/simulate";
import type { RecordedFoot, RecordedSet } from "./recorded-sets.ts";
import { orientPitch, reduceVirtualFoot } from "./samples.ts";
import { bandRms } from "./spectrum.ts";
import {
  measureStride,
  median,
  medianWaveform,
  sampleWaveform,
  type StrideFigures,
  type StrideWaveform,
} from "./stride-figures.ts";

/** One side of the comparison. */
export interface FeetFigures {
  strideCount: number;
  /** Median over strides; NaN where the reference is missing. */
  figures: Record<keyof StrideFigures, number>;
  forceBandsG: number[];
  turnBandsRadPerSec: number[];
  waveform: StrideWaveform | null;
}

export interface Comparison {
  set: RecordedSet;
  recorded: FeetFigures;
  virtual: FeetFigures;
}

const FIGURE_NAMES = [
  "strideTimeSec",
  "pushOffPitchRadPerSec",
  "swingPitchRadPerSec",
  "landingPitchRadPerSec",
  "turnPeakRadPerSec",
  "turnLeastRadPerSec",
  "landingPeakG",
  "strideP99G",
  "pushToSwingSec",
  "swingToLandingSec",
  "pushOffAfterTerminalMs",
  "landingAfterInitialMs",
  "jerkAfterInitialMs",
  "swingFraction",
] as const satisfies readonly (keyof StrideFigures)[];

/** Part of a recording from its first to its last stride; without strides all but its ends. */
function activePart(foot: RecordedFoot): [number, number] {
  const { timeSec, sampleRateHz } = foot.signals;
  const first = foot.windows[0];
  const last = foot.windows[foot.windows.length - 1];
  if (first === undefined || last === undefined) return [3 * sampleRateHz, timeSec.length - 3 * sampleRateHz];
  return [timeSec.findIndex((t) => t >= first.startSec), timeSec.findLastIndex((t) => t <= last.endSec)];
}

function describeFeet(feet: readonly RecordedFoot[]): FeetFigures {
  const strides: StrideFigures[] = [];
  const waveforms: StrideWaveform[] = [];
  for (const foot of feet) {
    orientPitch(foot.signals, foot.windows);
    for (const window of foot.windows) {
      const figures = measureStride(foot.signals, window);
      if (figures === null) continue;
      strides.push(figures);
      waveforms.push(sampleWaveform(foot.signals, window));
    }
  }
  const entries = FIGURE_NAMES.map((name) => [name, median(strides.map((stride) => stride[name] ?? Number.NaN))]);
  const parts = feet.map((foot) => ({ foot, part: activePart(foot) })).filter(({ part }) => part[1] - part[0] > 600);
  const bands = (pick: "forceG" | "turnRadPerSec"): number[] => {
    const each = parts.map(({ foot, part }) =>
      bandRms(foot.signals[pick].subarray(part[0], part[1]), foot.signals.sampleRateHz),
    );
    return (each[0] ?? []).map((_, k) => median(each.map((rms) => rms[k] ?? Number.NaN)));
  };
  return {
    strideCount: strides.length,
    figures: Object.fromEntries(entries) as Record<keyof StrideFigures, number>,
    forceBandsG: bands("forceG"),
    turnBandsRadPerSec: bands("turnRadPerSec"),
    waveform: waveforms.length === 0 ? null : medianWaveform(waveforms),
  };
}

/** Strides left out at either end of the virtual run, where it speeds up or slows down. */
const EDGE_STRIDES = 6;

function virtualFoot(foot: VirtualFoot, set: RecordedSet): RecordedFoot {
  const strides = foot.truth.filter((stride) => stride.activity === set.activity).slice(EDGE_STRIDES, -EDGE_STRIDES);
  return {
    signals: reduceVirtualFoot(foot),
    windows: strides.map((stride) => ({
      startSec: stride.midstanceSec,
      endSec: stride.nextMidstanceSec,
      terminalContactSec: stride.terminalContactSec,
      nextInitialContactSec: stride.nextInitialContactSec,
    })),
  };
}

/** The virtual run of a set, with its strides as windows. */
export function compareSet(set: RecordedSet, seed: number): Comparison {
  const run: VirtualRun = simulateRun(set.virtual, seed);
  return {
    set,
    recorded: describeFeet(set.feet),
    virtual: describeFeet([virtualFoot(run.left, set), virtualFoot(run.right, set)]),
  };
}
