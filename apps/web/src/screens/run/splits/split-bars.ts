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

/** Lays out the bars. */
export function splitBars(splits: readonly Split[]): SplitBars {
  const wholeMeters = splits[0] === undefined ? 0 : splits[0].endMeters - splits[0].startMeters;
  const isWhole = splits.map(
    ({ startMeters, endMeters }) => endMeters - startMeters >= WHOLE_MIN_FRACTION * wholeMeters,
  );
  const speeds = splits.map(({ speedMps }) => speedMps ?? 0);
  const [low, high] = [Math.min(...speeds.filter((speed) => speed > 0)), Math.max(...speeds)];
  const fractions = speeds.map((speed) => {
    if (speed <= 0) return 0;
    if (high === low) return 1;
    return SHORTEST_BAR_FRACTION + ((1 - SHORTEST_BAR_FRACTION) * (speed - low)) / (high - low);
  });
  const whole = speeds.filter((_, index) => isWhole[index]);
  const fastest = Math.max(...whole);
  const isTold = whole.length >= 2 && fastest > Math.min(...whole);
  return { fractions, isWhole, fastestIndex: isTold ? speeds.indexOf(fastest) : null };
}
