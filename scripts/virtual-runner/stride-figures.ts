// What one stride's signals look like, the same for recorded and virtual feet. In: signals and a window from midstance to
// midstance, with contact instants where a reference knows them. Out: peaks, instants and a normalised waveform.
import type { FootSignals } from "./samples.ts";

/** Midstance to next midstance, s; the contacts of the first one's end and the next one's start where known. */
export interface StrideWindow {
  startSec: number;
  endSec: number;
  terminalContactSec: number | null;
  nextInitialContactSec: number | null;
}

/** Figures of one stride; names carry the unit. */
export interface StrideFigures {
  strideTimeSec: number;
  pushOffPitchRadPerSec: number;
  swingPitchRadPerSec: number;
  landingPitchRadPerSec: number;
  turnPeakRadPerSec: number;
  turnLeastRadPerSec: number;
  landingPeakG: number;
  strideP99G: number;
  pushToSwingSec: number;
  swingToLandingSec: number;
  /** Of the reference's contacts; null without one. */
  pushOffAfterTerminalMs: number | null;
  landingAfterInitialMs: number | null;
  jerkAfterInitialMs: number | null;
  swingFraction: number | null;
}

/** Points of a normalised waveform. */
export const WAVEFORM_POINTS = 101;

export interface StrideWaveform {
  forceG: number[];
  pitchRadPerSec: number[];
}

function indexAt(signals: FootSignals, timeSec: number): number {
  const { timeSec: times } = signals;
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < timeSec) low = middle + 1;
    else high = middle;
  }
  return low;
}

function extreme(values: Float64Array, from: number, to: number, sign: 1 | -1): number {
  let best = from;
  for (let i = from; i < to; i++) if (sign * (values[i] ?? 0) > sign * (values[best] ?? 0)) best = i;
  return best;
}

/** Least mean |ω| over 65 ms near the window's start: how still the foot gets. */
function leastTurn(signals: FootSignals, from: number): number {
  const half = Math.round(0.0325 * signals.sampleRateHz);
  let least = Infinity;
  for (let c = from - 2 * half; c <= from + 2 * half; c++) {
    let sum = 0;
    for (let i = c - half; i <= c + half; i++) sum += signals.turnRadPerSec[i] ?? 0;
    least = Math.min(least, sum / (2 * half + 1));
  }
  return least;
}

function largestJerk(signals: FootSignals, around: number): number {
  const reach = Math.round(0.04 * signals.sampleRateHz);
  let best = around;
  let largest = 0;
  for (let i = around - reach; i <= around + reach; i++) {
    const jerk = Math.abs((signals.forceG[i + 1] ?? 0) - (signals.forceG[i] ?? 0));
    if (jerk > largest) {
      largest = jerk;
      best = i;
    }
  }
  return ((signals.timeSec[best] ?? 0) + (signals.timeSec[best + 1] ?? 0)) / 2;
}

/** Figures of a stride, or null where the samples do not cover it. */
export function measureStride(signals: FootSignals, window: StrideWindow): StrideFigures | null {
  const from = indexAt(signals, window.startSec);
  const to = indexAt(signals, window.endSec);
  const margin = Math.round(0.15 * signals.sampleRateHz);
  if (to - from < 0.3 * signals.sampleRateHz || from < margin || to + margin >= signals.timeSec.length) return null;
  const time = (i: number): number => signals.timeSec[i] ?? 0;
  const pitch = signals.pitchRadPerSec;
  const push = extreme(pitch, from, from + Math.round(0.6 * (to - from)), -1);
  const swing = extreme(pitch, push, to, 1);
  const landing = extreme(pitch, swing, to, -1);
  const landed = window.nextInitialContactSec === null ? landing : indexAt(signals, window.nextInitialContactSec);
  const peakFrom = landed - Math.round(0.03 * signals.sampleRateHz);
  const peakTo = landed + Math.round(0.06 * signals.sampleRateHz);
  const sorted = [...signals.forceG.subarray(from, to)].sort((a, b) => a - b);
  const { terminalContactSec: tc, nextInitialContactSec: ic } = window;
  return {
    strideTimeSec: window.endSec - window.startSec,
    pushOffPitchRadPerSec: pitch[push] ?? 0,
    swingPitchRadPerSec: pitch[swing] ?? 0,
    landingPitchRadPerSec: pitch[landing] ?? 0,
    turnPeakRadPerSec: signals.turnRadPerSec[extreme(signals.turnRadPerSec, from, to, 1)] ?? 0,
    turnLeastRadPerSec: leastTurn(signals, from),
    landingPeakG: signals.forceG[extreme(signals.forceG, peakFrom, peakTo, 1)] ?? 0,
    strideP99G: sorted[Math.floor(0.99 * sorted.length)] ?? 0,
    pushToSwingSec: time(swing) - time(push),
    swingToLandingSec: time(landing) - time(swing),
    pushOffAfterTerminalMs: tc === null ? null : (time(push) - tc) * 1000,
    landingAfterInitialMs: ic === null ? null : (time(landing) - ic) * 1000,
    jerkAfterInitialMs: ic === null ? null : (largestJerk(signals, indexAt(signals, ic)) - ic) * 1000,
    swingFraction: tc === null || ic === null ? null : (ic - tc) / (window.endSec - window.startSec),
  };
}

/** |f| and pitch rate at WAVEFORM_POINTS equal shares of the window. */
export function sampleWaveform(signals: FootSignals, window: StrideWindow): StrideWaveform {
  const read = (values: Float64Array): number[] =>
    Array.from({ length: WAVEFORM_POINTS }, (_, k) => {
      const at = window.startSec + ((window.endSec - window.startSec) * k) / (WAVEFORM_POINTS - 1);
      const i = Math.max(1, indexAt(signals, at));
      const [t0, t1] = [signals.timeSec[i - 1] ?? 0, signals.timeSec[i] ?? 0];
      const share = t1 > t0 ? (at - t0) / (t1 - t0) : 0;
      return (values[i - 1] ?? 0) + share * ((values[i] ?? 0) - (values[i - 1] ?? 0));
    });
  return { forceG: read(signals.forceG), pitchRadPerSec: read(signals.pitchRadPerSec) };
}

export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Point-wise median of many waveforms. */
export function medianWaveform(waveforms: readonly StrideWaveform[]): StrideWaveform {
  const at = (pick: (w: StrideWaveform) => number[]): number[] =>
    Array.from({ length: WAVEFORM_POINTS }, (_, k) => median(waveforms.map((w) => pick(w)[k] ?? Number.NaN)));
  return { forceG: at((w) => w.forceG), pitchRadPerSec: at((w) => w.pitchRadPerSec) };
}
