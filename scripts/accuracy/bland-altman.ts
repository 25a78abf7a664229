// One Bland–Altman plot (Lancet 1986;327:307): difference against mean, with bias and 95 % limits of agreement.
// In: paired readings. Out: a self-contained SVG, the same bytes for the same readings.
import { computeAgreement, type PairedReading } from "./statistics.ts";

const WIDTH = 480;
const HEIGHT = 300;
const FRAME = { left: 56, right: 12, top: 28, bottom: 40 } as const;

/** Dots beyond this are thinned evenly, so that a page stays small. */
const DOTS_MAX = 600;

interface Axis {
  from: number;
  to: number;
  place: (value: number) => number;
}

function axisOver(values: readonly number[], startPx: number, endPx: number): Axis {
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

const label = (x: number, y: number, anchor: string, text: string): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${text}</text>`;

function drawLevel(axis: Axis, value: number, text: string, dash: string): string {
  const y = axis.place(value);
  const right = WIDTH - FRAME.right;
  const line = `<path d="M${FRAME.left} ${y.toFixed(1)}H${right}" stroke="#c2410c" stroke-dasharray="${dash}"/>`;
  return line + label(right - 4, y - 4, "end", `${text} ${value.toFixed(1)}`);
}

function drawAxes(x: Axis, y: Axis, unit: string): string {
  const bottom = HEIGHT - FRAME.bottom;
  const alongX = ticksOf(x).map((value) => label(x.place(value), bottom + 16, "middle", String(value)));
  const alongY = ticksOf(y).map((value) => label(FRAME.left - 6, y.place(value) + 4, "end", String(value)));
  const frame = `<path d="M${FRAME.left} ${FRAME.top}V${bottom}H${WIDTH - FRAME.right}" fill="none" stroke="#555"/>`;
  const names =
    label((FRAME.left + WIDTH) / 2, HEIGHT - 8, "middle", `mean of both (${unit})`) +
    `<text x="14" y="${(FRAME.top + bottom) / 2}" text-anchor="middle" transform="rotate(-90 14 ${(FRAME.top + bottom) / 2})">ours − reference (${unit})</text>`;
  return frame + alongX.join("") + alongY.join("") + names;
}

/** Draws the plot; null under ten readings. */
export function drawBlandAltman(readings: readonly PairedReading[], title: string, unit: string): string | null {
  const { bias, limitLow, limitHigh } = computeAgreement([readings]);
  if (readings.length < 10 || bias === null || limitLow === null || limitHigh === null) return null;
  const every = Math.ceil(readings.length / DOTS_MAX);
  const dots = readings
    .filter((_, index) => index % every === 0)
    .map((r) => ({ mean: (r.found + r.truth) / 2, difference: r.found - r.truth }));
  const x = axisOver(
    dots.map((dot) => dot.mean),
    FRAME.left,
    WIDTH - FRAME.right,
  );
  const y = axisOver([...dots.map((dot) => dot.difference), limitLow, limitHigh, 0], HEIGHT - FRAME.bottom, FRAME.top);
  const marks = dots.map(
    (dot) => `<circle cx="${x.place(dot.mean).toFixed(1)}" cy="${y.place(dot.difference).toFixed(1)}" r="2"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11" role="img">`,
    `<title>${title}</title><rect width="100%" height="100%" fill="#fff"/>`,
    label(FRAME.left, 16, "start", `${title}, n ${readings.length}`),
    drawAxes(x, y, unit),
    `<g fill="#1d4ed8" fill-opacity="0.45">${marks.join("")}</g>`,
    drawLevel(y, bias, "bias", "none"),
    drawLevel(y, limitLow, "−1.96 SD", "4 3"),
    drawLevel(y, limitHigh, "+1.96 SD", "4 3"),
    "</svg>\n",
  ].join("\n");
}
