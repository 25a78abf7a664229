// Frame, axes and ticks that the report's plots share. In: values and names. Out: pieces of SVG.

export const WIDTH = 480;
export const HEIGHT = 300;
export const FRAME = { left: 56, right: 12, top: 28, bottom: 40 } as const;

/** An axis of a plot: the values that it spans and where each lies, px. */
export interface Axis {
  from: number;
  to: number;
  place: (value: number) => number;
}

/** An axis over values, from one pixel to another, with a small margin. */
export function axisOver(values: readonly number[], startPx: number, endPx: number): Axis {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = (high - low || 1) * 0.05;
  const [from, to] = [low - margin, high + margin];
  return { from, to, place: (value) => startPx + ((value - from) / (to - from)) * (endPx - startPx) };
}

/** Round values between the ends of an axis: 1, 2 or 5 times a power of ten apart, about five of them. */
function ticksOf({ from, to }: Axis): number[] {
  const rough = (to - from) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((candidate) => candidate >= rough) ?? rough;
  const count = Math.floor(to / step) - Math.ceil(from / step) + 1;
  return Array.from({ length: count }, (_, k) => Number(((Math.ceil(from / step) + k) * step).toPrecision(12)));
}

/** A text at a place, px. */
export const label = (x: number, y: number, anchor: string, text: string): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${text}</text>`;

/** Axes with ticks and names. */
export function drawFrame(x: Axis, y: Axis, nameX: string, nameY: string): string {
  const bottom = HEIGHT - FRAME.bottom;
  const alongX = ticksOf(x).map((value) => label(x.place(value), bottom + 16, "middle", String(value)));
  const alongY = ticksOf(y).map((value) => label(FRAME.left - 6, y.place(value) + 4, "end", String(value)));
  const frame = `<path d="M${FRAME.left} ${FRAME.top}V${bottom}H${WIDTH - FRAME.right}" fill="none" stroke="#555"/>`;
  const middleY = (FRAME.top + bottom) / 2;
  const names =
    label((FRAME.left + WIDTH) / 2, HEIGHT - 8, "middle", nameX) +
    `<text x="14" y="${middleY}" text-anchor="middle" transform="rotate(-90 14 ${middleY})">${nameY}</text>`;
  return frame + alongX.join("") + alongY.join("") + names;
}

/** Opens a plot on white. */
export const openSvg = (title: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11" role="img">\n<title>${title}</title><rect width="100%" height="100%" fill="#fff"/>`;
