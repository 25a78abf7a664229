// A picture of median strides: recorded against virtual. In: two waveforms. Out: an SVG of |f| and pitch rate over the
// stride from midstance to midstance.
import type { StrideWaveform } from "./stride-figures.ts";

const WIDTH = 720;
const HEIGHT = 240;
const PANEL = { left: 52, top: 34, width: 290, height: 160, gap: 362 };
const COLOURS = { recorded: "#1f4e79", virtual: "#c8551b" };

function extent(...curves: readonly (readonly number[])[]): [number, number] {
  const values = curves.flat().filter((value) => Number.isFinite(value));
  const [low, high] = [Math.min(0, ...values), Math.max(...values)];
  return [low, high + 0.05 * (high - low)];
}

function path(values: readonly number[], x0: number, [low, high]: readonly [number, number], colour: string): string {
  const points = values.map((value, k) => {
    const x = x0 + (PANEL.width * k) / (values.length - 1);
    const y = PANEL.top + PANEL.height * (1 - (value - low) / (high - low));
    return `${k === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return `<path d="${points.join("")}" fill="none" stroke="${colour}" stroke-width="1.6"/>`;
}

function panel(index: number, title: string, recorded: readonly number[], virtual: readonly number[]): string {
  const x0 = PANEL.left + index * PANEL.gap;
  const range = extent(recorded, virtual);
  const step = [0.5, 1, 2, 5, 10].find((s) => (range[1] - range[0]) / s <= 6) ?? 20;
  const marks: string[] = [];
  for (let value = Math.ceil(range[0] / step) * step; value <= range[1]; value += step) {
    const y = PANEL.top + PANEL.height * (1 - (value - range[0]) / (range[1] - range[0]));
    const line = `<line x1="${x0}" x2="${x0 + PANEL.width}" y1="${y.toFixed(1)}" y2="${y.toFixed(1)}" stroke="#ddd"/>`;
    marks.push(`${line}<text x="${x0 - 6}" y="${(y + 4).toFixed(1)}" text-anchor="end">${value}</text>`);
  }
  const shares = [0, 50, 100].map((share) => {
    const x = x0 + (PANEL.width * share) / 100;
    return `<text x="${x}" y="${PANEL.top + PANEL.height + 16}" text-anchor="middle">${share} %</text>`;
  });
  const curves = path(recorded, x0, range, COLOURS.recorded) + path(virtual, x0, range, COLOURS.virtual);
  return `<text x="${x0}" y="22" font-weight="bold">${title}</text>${marks.join("")}${shares.join("")}${curves}`;
}

/** The SVG, with its own white ground so that it reads on dark pages too. */
export function drawStrides(title: string, recorded: StrideWaveform, virtual: StrideWaveform): string {
  const y = HEIGHT - 8;
  const legend =
    `<text x="${PANEL.left}" y="${y}" fill="${COLOURS.recorded}">recorded (median)</text>` +
    `<text x="${PANEL.left + 130}" y="${y}" fill="${COLOURS.virtual}">virtual (median)</text>` +
    `<text x="${WIDTH - 20}" y="${y}" text-anchor="end">stride, midstance to midstance</text>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="11">` +
    `<title>${title}</title><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>` +
    panel(0, "specific force |f|, g", recorded.forceG, virtual.forceG) +
    panel(1, "pitch rate, toe up, rad/s", recorded.pitchRadPerSec, virtual.pitchRadPerSec) +
    `${legend}</svg>\n`
  );
}
