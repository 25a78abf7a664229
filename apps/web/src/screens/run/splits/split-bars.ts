// How long each split's bar is, which splits are whole, and which whole one was the fastest (PGE17).
import type { Split } from "@solewise/insight";

/** Bars of all splits; arrays have one entry a split. */
export interface SplitBars {
  /** 0…1; the fastest split's bar is full. */
  fractions: number[];
  /** All but a rest that is shorter than the first. */
  isWhole: boolean[];
  /** Null where fewer than two whole splits can be compared, or all are alike. */
  fastestIndex: number | null;
}

/** A rest shorter than this share of a whole split is no whole one. */
const WHOLE_MIN_FRACTION = 0.98;

/** The slowest split's bar: differences show, and no bar vanishes. Range 0.1…0.6. Own choice. */
const SHORTEST_BAR_FRACTION = 0.3;

/** Speeds that span less, as share of the fastest, are not spread over the whole bar. Range 0.05…0.3. Own choice. */
const SPAN_MIN_FRACTION = 0.15;

/** Lays out the bars. */
export function splitBars(splits: readonly Split[]): SplitBars {
  const wholeMeters = splits[0] === undefined ? 0 : splits[0].endMeters - splits[0].startMeters;
  const isWhole = splits.map(
    ({ startMeters, endMeters }) => endMeters - startMeters >= WHOLE_MIN_FRACTION * wholeMeters,
  );
  const speeds = splits.map(({ speedMps }) => speedMps ?? 0);
  const [low, high] = [Math.min(...speeds.filter((speed) => speed > 0)), Math.max(...speeds)];
  const span = Math.max(high - low, SPAN_MIN_FRACTION * high);
  const fractions = speeds.map((speed) => (speed <= 0 ? 0 : 1 - ((1 - SHORTEST_BAR_FRACTION) * (high - speed)) / span));
  const whole = speeds.filter((_, index) => isWhole[index]);
  const fastest = Math.max(...whole);
  const isTold = whole.length >= 2 && fastest > Math.min(...whole);
  return { fractions, isWhole, fastestIndex: isTold ? speeds.indexOf(fastest) : null };
}
