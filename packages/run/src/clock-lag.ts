// Two recorders that were started by hand: whether one foot's times are later by strides and more than the other's, from
// when the feet begin and end to travel. In: columns and spans of both feet. Out: a lag, or 0 without clear evidence.
// Anti-phase (clock-offset.ts) sees an offset only modulo one stride; this sees the whole strides. // RUN40
import type { FootRecording } from "@solewise/gait";
import type { FootColumns } from "./foot-columns.ts";
import type { FootTravel } from "./presence-weights.ts";

/** Beginning and end must tell the same lag to this many strides; feet themselves begin and end half a stride apart. */
const AGREE_MAX_STRIDES = 1.5;

/** A smaller lag is told by anti-phase, or lost in how feet begin and end. Strides. Range 2…5. */
const LAG_MIN_STRIDES = 2;

/** Share of the lag, for beginning and end each, by which less time must be travelled by one foot alone. Range 0.5…1. */
const GAIN_MIN_FRACTION = 0.75;

/** Rest that shows that a foot set out, or stopped, rather than its recorder, s. Range 0.5…3. */
const REST_MIN_SEC = 1;

/** A foot's travel and the recording it is of. */
interface RecordedFoot extends FootTravel {
  recording: FootRecording;
}

/** A foot's travel with all instants moved; the columns are new where they change. */
export function shiftTravel<Foot extends FootTravel>(foot: Foot, shiftSec: number): Foot {
  if (shiftSec === 0) return foot;
  const moved = (instants: Float64Array): Float64Array => instants.map((instantSec) => instantSec + shiftSec);
  const { midstanceSec, initialContactSec } = foot.columns;
  const columns: FootColumns = {
    ...foot.columns,
    midstanceSec: moved(midstanceSec),
    initialContactSec: moved(initialContactSec),
  };
  return { ...foot, columns, spans: { ...foot.spans, endSec: moved(foot.spans.endSec) } };
}

/** When a foot set out and when it came to rest; null where its recorder began or ended while it travelled. */
function travelEnds({ columns, spans, recording }: RecordedFoot): { startSec: number; endSec: number } | null {
  const first = spans.endSec.findIndex((endSec) => !Number.isNaN(endSec));
  const last = spans.endSec.findLastIndex((endSec) => !Number.isNaN(endSec));
  if (first < 0) return null;
  const startSec = columns.midstanceSec[first] as number;
  const endSec = spans.endSec[last] as number;
  const { firstSampleSec, lastSampleSec } = recording.signal;
  const isWhole = startSec - firstSampleSec >= REST_MIN_SEC && lastSampleSec - endSec >= REST_MIN_SEC;
  return isWhole ? { startSec, endSec } : null;
}

/** Time that both feet travel when the right foot's times are moved, s. */
function sharedSec(left: FootTravel, right: FootTravel, rightShiftSec: number): number {
  let sum = 0;
  let first = 0;
  for (let index = 0; index < left.columns.strideCount; index++) {
    const fromSec = left.columns.midstanceSec[index] as number;
    const toSec = left.spans.endSec[index] as number;
    if (Number.isNaN(toSec)) continue;
    while (first < right.columns.strideCount && !((right.spans.endSec[first] as number) + rightShiftSec > fromSec))
      first++;
    for (let other = first; other < right.columns.strideCount; other++) {
      const otherFromSec = (right.columns.midstanceSec[other] as number) + rightShiftSec;
      if (otherFromSec >= toSec) break;
      const otherToSec = (right.spans.endSec[other] as number) + rightShiftSec;
      if (otherToSec > fromSec) sum += Math.min(toSec, otherToSec) - Math.max(fromSec, otherFromSec);
    }
  }
  return sum;
}

/** Strides to either side among which a known offset is looked for. Range 2…5. */
const STRIDES_AROUND = 3;

/** The feet must travel together longer by this share of a stride for another stride to be taken. Range 0.25…1. */
const OTHER_STRIDE_GAIN_FRACTION = 0.5;

/**
 * An offset that is known modulo one stride, by the stride that lets the feet travel together longest; the given one
 * when the others are no better by half a stride.
 */
export function chooseStride(left: FootTravel, right: FootTravel, offsetSec: number): number {
  const strideSec = left.spans.typicalStrideSec[0] as number;
  let chosenSec = offsetSec;
  let longestSec = sharedSec(left, right, -offsetSec) + OTHER_STRIDE_GAIN_FRACTION * strideSec;
  for (let strides = -STRIDES_AROUND; strides <= STRIDES_AROUND; strides++) {
    const candidateSec = offsetSec + strides * strideSec;
    const candidateSharedSec = sharedSec(left, right, -candidateSec);
    if (candidateSharedSec <= longestSec) continue;
    chosenSec = candidateSec;
    longestSec = candidateSharedSec;
  }
  return chosenSec;
}

/**
 * By how much the right foot's times are late: where it begins and ends to travel that much after the left, by at least
 * two strides, and the feet then travel together for that much longer. A foot that was lost at one end only does neither;
 * recorders that began or ended in motion tell nothing.
 */
export function estimateClockLagSec(left: RecordedFoot, right: RecordedFoot): number {
  const leftEnds = travelEnds(left);
  const rightEnds = travelEnds(right);
  if (leftEnds === null || rightEnds === null) return 0;
  const strideSec = left.spans.typicalStrideSec[0] as number;
  const startLagSec = rightEnds.startSec - leftEnds.startSec;
  const endLagSec = rightEnds.endSec - leftEnds.endSec;
  const lagSec = (startLagSec + endLagSec) / 2;
  if (Math.abs(startLagSec - endLagSec) > AGREE_MAX_STRIDES * strideSec) return 0;
  if (Math.abs(lagSec) < LAG_MIN_STRIDES * strideSec) return 0;
  const gainSec = sharedSec(left, right, -lagSec) - sharedSec(left, right, 0);
  return gainSec >= GAIN_MIN_FRACTION * Math.abs(lagSec) ? lagSec : 0;
}
