// Where a value and its interval lie on a line. Comes in: value, half width, the ends of the line in one unit.
// Goes out: places in percent of the line, all within 0…100.

export interface IntervalPlace {
  startPercent: number;
  valuePercent: number;
  endPercent: number;
}

/** Clips the interval to the line; a line without length puts everything in its middle. */
export function placeInterval(value: number, halfWidth: number, min: number, max: number): IntervalPlace {
  if (!(max > min)) return { startPercent: 50, valuePercent: 50, endPercent: 50 };
  const percentOf = (at: number) => Math.min(100, Math.max(0, ((at - min) / (max - min)) * 100));
  const half = Math.abs(halfWidth);
  return { startPercent: percentOf(value - half), valuePercent: percentOf(value), endPercent: percentOf(value + half) };
}
