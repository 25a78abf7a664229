// A column's whole numbers ⇄ small numbers without sign: nothing, differences, or differences of differences, whichever
// need the fewest bits, then zigzag. In place. OBJ2

/** How often differences are taken: 0, 1 or 2. */
export const ORDERS = [0, 1, 2] as const;
export type Order = (typeof ORDERS)[number];

function bitsOf(size: number): number {
  return size < 0xffffffff ? 32 - Math.clz32(size) : 40;
}

/** The order whose residuals need the fewest bits. */
export function chooseOrder(values: Float64Array): Order {
  const bits = [0, 0, 0];
  let [last, lastStep] = [0, 0];
  for (const value of values) {
    const step = value - last;
    bits[0] = (bits[0] as number) + bitsOf(Math.abs(value));
    bits[1] = (bits[1] as number) + bitsOf(Math.abs(step));
    bits[2] = (bits[2] as number) + bitsOf(Math.abs(step - lastStep));
    [last, lastStep] = [value, step];
  }
  return ORDERS.reduce<Order>((best, order) => ((bits[order] as number) < (bits[best] as number) ? order : best), 0);
}

/** Values → zigzag residuals; returns the largest. */
export function takeResiduals(values: Float64Array, order: Order): number {
  let [last, lastStep, largest] = [0, 0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    const step = value - last;
    const residual = order === 0 ? value : order === 1 ? step : step - lastStep;
    [last, lastStep] = [value, step];
    const folded = residual >= 0 ? residual * 2 : -residual * 2 - 1;
    values[index] = folded;
    if (folded > largest) largest = folded;
  }
  return largest;
}

/** Zigzag residuals → values. */
export function addResiduals(values: Float64Array, order: Order): void {
  let [last, lastStep] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    const folded = values[index] as number;
    const residual = folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
    const step = order === 2 ? lastStep + residual : residual;
    const value = order === 0 ? residual : last + step;
    [last, lastStep] = [value, step];
    values[index] = value;
  }
}
