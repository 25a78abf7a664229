// Where one foot travelled: columns in; for every stride the time it spans and the metres it counts for out.
// A length that is missing inside a bout is inferred from the bout's median speed (DESIGN §4, Distance; RUN4–RUN6).
import { type TravelColumns, OTHER } from "./foot-columns.ts";
import { medianOf } from "./order-statistics.ts";

/** Longest pause inside a bout, as a multiple of the foot's typical stride time. Default 2, range 1…4. Source: RUN4. */
const BOUT_PAUSE_MAX_STRIDES = 2;

/** Stride time taken where a foot measured none, seconds. Range 0.6…1.5; a slow walker's. Source: engineering estimate. */
const STRIDE_TIME_DEFAULT_SEC = 1.2;

/** A stride's end closer than this to the next midstance is that midstance: covers rounding of speed. Fraction of the stride. */
const SPAN_SNAP_FRACTION = 0.1;

/** Travel of one foot, shape [strideCount] each. Stride i spans [midstance i, endSec i). */
export interface TravelledSpans {
  /** NaN where a stride counts for nothing: not locomotion, or neither length nor time is known. */
  endSec: Float64Array;
  /** Metres the stride counts for; 0 where it counts for nothing. */
  travelledMeters: Float64Array;
  /** 1 where the metres are inferred. */
  inferred: Uint8Array;
  /** Typical stride time of the stride's activity on this foot, by activity code. */
  typicalStrideSec: readonly number[];
}

/** Median stride time by activity code; of all locomotion, else the default, where an activity has none. */
function typicalStrideTimes(columns: TravelColumns): number[] {
  const { activity, strideTimeMs } = columns;
  const anyMs = medianOf(strideTimeMs, (index) => activity[index] !== OTHER);
  const fallbackSec = Number.isNaN(anyMs) ? STRIDE_TIME_DEFAULT_SEC : anyMs / 1000;
  return [0, 1, 2, 3].map((code) => {
    const medianMs = medianOf(strideTimeMs, (index) => activity[index] === code);
    return Number.isNaN(medianMs) ? fallbackSec : medianMs / 1000;
  });
}

/** Whether stride `index` continues the bout of the stride before it (RUN4). */
function continuesBout(columns: TravelColumns, typicalStrideSec: readonly number[], index: number): boolean {
  if (index === 0 || columns.activity[index] === OTHER || columns.activity[index - 1] === OTHER) return false;
  const strideSec = typicalStrideSec[columns.activity[index - 1] as number] as number;
  const apartSec = (columns.midstanceSec[index] as number) - (columns.midstanceSec[index - 1] as number);
  return apartSec <= (1 + BOUT_PAUSE_MAX_STRIDES) * strideSec;
}

/** End of a stride whose length was measured: its midstance plus length ÷ speed, never past the next midstance. */
function measuredEndSec(columns: TravelColumns, index: number): number {
  const startSec = columns.midstanceSec[index] as number;
  const nextSec =
    index + 1 < columns.strideCount ? (columns.midstanceSec[index + 1] as number) : Number.POSITIVE_INFINITY;
  let durationSec = (columns.strideLengthMeters[index] as number) / (columns.speedMps[index] as number);
  if (!(durationSec > 0 && Number.isFinite(durationSec))) durationSec = (columns.strideTimeMs[index] as number) / 1000;
  if (Number.isNaN(durationSec)) durationSec = 0;
  const endSec = startSec + durationSec;
  return endSec > nextSec - SPAN_SNAP_FRACTION * durationSec && endSec < nextSec + SPAN_SNAP_FRACTION * durationSec
    ? nextSec
    : Math.min(endSec, nextSec);
}

/** Median speed of the bout [from, to): over strides of the same activity, else of any; NaN when none was measured. */
function boutSpeedMps(columns: TravelColumns, from: number, to: number, activity: number): number {
  const speeds = columns.speedMps.subarray(from, to);
  const same = medianOf(speeds, (offset) => columns.activity[from + offset] === activity);
  return Number.isNaN(same) ? medianOf(speeds) : same;
}

/** Infers the missing lengths of the bout [from, to) (RUN5). */
function inferInBout(columns: TravelColumns, spans: TravelledSpans, from: number, to: number): void {
  const speedByActivity = new Map<number, number>();
  for (let index = from; index < to; index++) {
    if (!Number.isNaN(columns.strideLengthMeters[index])) continue;
    const startSec = columns.midstanceSec[index] as number;
    const ownSec = startSec + (columns.strideTimeMs[index] as number) / 1000;
    const endSec = index + 1 < to ? (columns.midstanceSec[index + 1] as number) : ownSec;
    const activity = columns.activity[index] as number;
    const speedMps = speedByActivity.get(activity) ?? boutSpeedMps(columns, from, to, activity);
    speedByActivity.set(activity, speedMps);
    const travelledMeters = (endSec - startSec) * speedMps;
    if (Number.isNaN(travelledMeters)) continue;
    spans.endSec[index] = endSec;
    spans.travelledMeters[index] = travelledMeters;
    spans.inferred[index] = 1;
  }
}

/** Derives where a foot travelled from its columns. */
export function deriveTravelledSpans(columns: TravelColumns): TravelledSpans {
  const { strideCount } = columns;
  const spans: TravelledSpans = {
    endSec: new Float64Array(strideCount).fill(Number.NaN),
    travelledMeters: new Float64Array(strideCount),
    inferred: new Uint8Array(strideCount),
    typicalStrideSec: typicalStrideTimes(columns),
  };
  let boutFrom = 0;
  for (let index = 0; index < strideCount; index++) {
    if (!continuesBout(columns, spans.typicalStrideSec, index)) {
      inferInBout(columns, spans, boutFrom, index);
      boutFrom = columns.activity[index] === OTHER ? index + 1 : index;
    }
    const lengthMeters = columns.strideLengthMeters[index] as number;
    if (columns.activity[index] === OTHER || Number.isNaN(lengthMeters)) continue;
    spans.endSec[index] = measuredEndSec(columns, index);
    spans.travelledMeters[index] = lengthMeters;
  }
  inferInBout(columns, spans, boutFrom, strideCount);
  return spans;
}
