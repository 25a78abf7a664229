// One Bland–Altman plot (Lancet 1986;327:307): difference against mean, with bias and 95 % limits of agreement.
// In: paired readings. Out: a self-contained SVG, the same bytes for the same readings.
import { type Axis, axisOver, drawFrame, FRAME, HEIGHT, label, openSvg, WIDTH } from "./plot-frame.ts";
import { computeAgreement, type PairedReading } from "./statistics.ts";

/** Dots beyond this are thinned evenly, so that a page stays small. */
const DOTS_MAX = 600;

function drawLevel(axis: Axis, value: number, text: string, dash: string): string {
  const y = axis.place(value);
  const right = WIDTH - FRAME.right;
  const line = `<path d="M${FRAME.left} ${y.toFixed(1)}H${right}" stroke="#c2410c" stroke-dasharray="${dash}"/>`;
  return line + label(right - 4, y - 4, "end", `${text} ${value.toFixed(1)}`);
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
    openSvg(title),
    label(FRAME.left, 16, "start", `${title}, n ${readings.length}`),
    drawFrame(x, y, `mean of both (${unit})`, `ours − reference (${unit})`),
    `<g fill="#1d4ed8" fill-opacity="0.45">${marks.join("")}</g>`,
    drawLevel(y, bias, "bias", "none"),
    drawLevel(y, limitLow, "−1.96 SD", "4 3"),
    drawLevel(y, limitHigh, "+1.96 SD", "4 3"),
    "</svg>\n",
  ].join("\n");
}
