// Repeated measurements → the figure that is reported. In: a function that measures once. Out: the median of several
// rounds after warm-up.

/** The middle value; of an even count the upper one of the two. */
export function medianOf(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[values.length >> 1];
  if (middle === undefined) throw new RangeError("expected at least one measurement");
  return middle;
}

/** CPU time that this thread used, s: programs beside it do not count. */
export function threadSec(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}

/** 1234567 → "1,234,567"; three significant digits below 100. */
export function formatFigure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}
