// A satellite track becomes windows of known length. In: fixes with what the receiver said of them. Out: stretches of
// 30 s, each with its metres and how far they may be off, or with the reason why nothing can be said. Source of the idea:
// Falbriard 2021 (GNSS as teacher). The numbers are engineering estimates for phones and watches in the open.
import { WINDOW_SEC } from "./length-prior.ts";

/** Fixes in time order on the feet's clock (to about a second), shape [fixCount] each; NaN is "not told". */
export interface FixTrack {
  fixCount: number;
  timeSec: Float64Array;
  latitudeDeg: Float64Array;
  longitudeDeg: Float64Array;
  /** Radius that holds the place in two of three cases, as receivers state it. */
  accuracyMeters: Float64Array;
  /** The receiver's own speed, from Doppler shifts; better over a window than the difference of two places. */
  speedMps: Float64Array;
}

/** Why a window teaches nothing. `feet`: the feet were not steadily in one gait; `outlier`: it contradicts them. */
export type WindowRefusal = "gap" | "inaccurate" | "stop" | "bend" | "jump" | "feet" | "outlier";

/** A stretch of the track. */
export interface TrackWindow {
  startSec: number;
  endSec: number;
  /** Way travelled; NaN where refused. */
  meters: number;
  /** Standard deviation of it. */
  deviationMeters: number;
  refusal: WindowRefusal | null;
}

/** Longest time between two fixes of a window, s. Range 2…10. */
const GAP_MAX_SEC = 5;

/** Worst stated accuracy, m; range 10…30. And what is taken where none is stated. */
const ACCURACY_MAX_METERS = 20;
const ACCURACY_DEFAULT_METERS = 8;

/** Slower than this anywhere in a window is a stop, m/s. Range 0.3…1. */
const STOP_MAX_MPS = 0.5;

/** No runner is faster; a track that is has jumped, m/s. Range 10…14. */
const SPEED_MAX_MPS = 12;

/** A window's way is measured by chords of this time, s: long against the noise of a place, short against bends. */
const CHORD_SEC = 10;

/** Largest turn from chord to chord over a window, radians (30°): a corner then shortens its way by 1 %, a curve by 0.3 %. */
const TURN_MAX_RAD = Math.PI / 6;

/** Error of a receiver's speed, m/s, and the time over which it stays the same, s. */
const SPEED_DEVIATION_MPS = 0.15;
const SPEED_MEMORY_SEC = 3;

/** Accuracy at which that holds, m; speeds are worse in proportion where places are. */
const SPEED_ACCURACY_METERS = 5;

/** How much of a stated accuracy changes within a window; the rest is the same at both ends and cancels. Range 0.1…0.5. */
const ACCURACY_CHANGE_FRACTION = 0.3;

/** Places and speeds that differ by more than this share of the way and three deviations contradict each other. */
const DISAGREE_FRACTION = 0.08;

const METERS_PER_DEG = 111_195;
const RAD_PER_DEG = Math.PI / 180;

/** Metres from one fix to another, east and north; right within 0.1 % over a kilometre outside the polar circles. */
function stepMeters(track: FixTrack, from: number, to: number): { east: number; north: number } {
  const latitude = track.latitudeDeg[from] as number;
  const north = METERS_PER_DEG * ((track.latitudeDeg[to] as number) - latitude);
  const turnsDeg = (track.longitudeDeg[to] as number) - (track.longitudeDeg[from] as number);
  const wrappedDeg = turnsDeg - 360 * Math.round(turnsDeg / 360);
  return { east: METERS_PER_DEG * Math.cos(latitude * RAD_PER_DEG) * wrappedDeg, north };
}

/** Fixes that end the chords of a window: the first at or after each CHORD_SEC, and the window's last. */
function chordEnds(track: FixTrack, from: number, to: number): number[] {
  const ends = [from];
  let nextSec = (track.timeSec[from] as number) + CHORD_SEC;
  for (let index = from + 1; index < to; index++) {
    if ((track.timeSec[index] as number) < nextSec) continue;
    ends.push(index);
    nextSec += CHORD_SEC;
  }
  const shortSec = (track.timeSec[to] as number) - (track.timeSec[ends.at(-1) as number] as number);
  if (ends.length > 1 && shortSec < CHORD_SEC / 2) ends.pop();
  ends.push(to);
  return ends;
}

/** Way, slowest chord and sum of the turns along the chords of a window. */
function followChords(track: FixTrack, from: number, to: number) {
  const ends = chordEnds(track, from, to);
  let [meters, slowestMps, turnSumRad, headingRad] = [0, Infinity, 0, Number.NaN];
  for (let chord = 1; chord < ends.length; chord++) {
    const [start, end] = [ends[chord - 1] as number, ends[chord] as number];
    const { east, north } = stepMeters(track, start, end);
    const chordMeters = Math.hypot(east, north);
    const chordRad = Math.atan2(east, north);
    meters += chordMeters;
    slowestMps = Math.min(
      slowestMps,
      chordMeters / ((track.timeSec[end] as number) - (track.timeSec[start] as number)),
    );
    const turnRad = Math.abs(Math.atan2(Math.sin(chordRad - headingRad), Math.cos(chordRad - headingRad)));
    if (chord > 1) turnSumRad += turnRad;
    headingRad = chordRad;
  }
  return { meters, slowestMps, turnSumRad };
}

/** Way by the receiver's own speeds; NaN when one is missing. And the slowest of them. */
function integrateSpeed(track: FixTrack, from: number, to: number): { meters: number; slowestMps: number } {
  let meters = 0;
  let slowestMps = track.speedMps[from] as number;
  for (let index = from + 1; index <= to; index++) {
    const stepSec = (track.timeSec[index] as number) - (track.timeSec[index - 1] as number);
    meters += 0.5 * stepSec * ((track.speedMps[index] as number) + (track.speedMps[index - 1] as number));
    slowestMps = Math.min(slowestMps, track.speedMps[index] as number);
  }
  return { meters, slowestMps };
}

/** What is wrong with single fixes of a window, and their mean accuracy. */
function judgeFixes(
  track: FixTrack,
  from: number,
  to: number,
): { refusal: WindowRefusal | null; accuracyMeters: number } {
  let accuracySumMeters = 0;
  let refusal: WindowRefusal | null = null;
  for (let index = from; index <= to; index++) {
    const statedMeters = track.accuracyMeters[index] as number;
    const accuracyMeters = Number.isNaN(statedMeters) ? ACCURACY_DEFAULT_METERS : statedMeters;
    accuracySumMeters += accuracyMeters;
    if (accuracyMeters > ACCURACY_MAX_METERS) refusal ??= "inaccurate";
    if (index === from) continue;
    const stepSec = (track.timeSec[index] as number) - (track.timeSec[index - 1] as number);
    const { east, north } = stepMeters(track, index - 1, index);
    if (!(stepSec <= GAP_MAX_SEC)) refusal ??= "gap";
    else if (!(Math.hypot(east, north) <= SPEED_MAX_MPS * stepSec + accuracyMeters)) refusal ??= "jump";
  }
  return { refusal, accuracyMeters: accuracySumMeters / (to - from + 1) };
}

function judgeWindow(track: FixTrack, from: number, to: number): TrackWindow {
  const [startSec, endSec] = [track.timeSec[from] as number, track.timeSec[to] as number];
  const fixes = judgeFixes(track, from, to);
  const refused = (refusal: WindowRefusal): TrackWindow => {
    return { startSec, endSec, meters: Number.NaN, deviationMeters: Number.NaN, refusal };
  };
  if (fixes.refusal !== null) return refused(fixes.refusal);
  const chords = followChords(track, from, to);
  const speed = integrateSpeed(track, from, to);
  if (chords.slowestMps < STOP_MAX_MPS || speed.slowestMps < STOP_MAX_MPS) return refused("stop");
  if (chords.turnSumRad > TURN_MAX_RAD) return refused("bend");
  const placeDeviationMeters = Math.SQRT2 * ACCURACY_CHANGE_FRACTION * fixes.accuracyMeters;
  if (Number.isNaN(speed.meters)) {
    return { startSec, endSec, meters: chords.meters, deviationMeters: placeDeviationMeters, refusal: null };
  }
  const differMeters = Math.abs(speed.meters - chords.meters);
  if (differMeters > DISAGREE_FRACTION * speed.meters + 3 * placeDeviationMeters) return refused("jump");
  const worse = Math.max(1, fixes.accuracyMeters / SPEED_ACCURACY_METERS);
  const deviationMeters = worse * SPEED_DEVIATION_MPS * Math.sqrt(2 * SPEED_MEMORY_SEC * (endSec - startSec));
  return { startSec, endSec, meters: speed.meters, deviationMeters, refusal: null };
}

/** Cuts a track into windows, one behind the other; after a gap the next begins behind it. A rest under 30 s is left out. */ // RUN38
export function deriveTrackWindows(track: FixTrack): TrackWindow[] {
  const windows: TrackWindow[] = [];
  let from = 0;
  for (let index = 1; index < track.fixCount; index++) {
    const sinceSec = (track.timeSec[index] as number) - (track.timeSec[from] as number);
    const stepSec = (track.timeSec[index] as number) - (track.timeSec[index - 1] as number);
    if (sinceSec < WINDOW_SEC && stepSec <= GAP_MAX_SEC) continue;
    windows.push(judgeWindow(track, from, index));
    from = index;
  }
  return windows;
}
