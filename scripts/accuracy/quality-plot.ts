// Whether quality means something: one plot of error against quality. In: readings. Out: a self-contained SVG with a dot
// a stride and a step line of the mean error in tenths of the strides, the same bytes for the same readings.
import { axisOver, drawFrame, FRAME, HEIGHT, label, openSvg, WIDTH } from "./plot-frame.ts";
import { mean, type PairedReading } from "./statistics.ts";

/** Dots beyond this are thinned evenly, so that a page stays small. */
const DOTS_MAX = 600;

/** The line has a step for every tenth of the strides. */
const PARTS = 10;

const errorOf = (reading: PairedReading): number => Math.abs(reading.found - reading.truth);

interface Step {
  fromQuality: number;
  toQuality: number;
  meanError: number;
}

/** Mean error of the strides in equal parts, from the lowest quality to the highest. */
function stepsOf(sorted: readonly PairedReading[]): Step[] {
  return Array.from({ length: PARTS }, (_, part) => {
    const [from, to] = [part, part + 1].map((k) => Math.round((k * sorted.length) / PARTS));
    const inside = sorted.slice(from, to);
    return {
      fromQuality: inside[0]?.qualityFraction ?? 0,
      toQuality: inside.at(-1)?.qualityFraction ?? 0,
      meanError: mean(inside.map(errorOf)) ?? 0,
    };
  });
}

/** Draws the plot; null under twenty readings. */
export function drawQuality(readings: readonly PairedReading[], title: string, unit: string): string | null {
  if (readings.length < 20) return null;
  const sorted = readings.toSorted((a, b) => a.qualityFraction - b.qualityFraction);
  const every = Math.ceil(sorted.length / DOTS_MAX);
  const dots = sorted.filter((_, index) => index % every === 0);
  const x = axisOver(
    dots.map((dot) => dot.qualityFraction),
    FRAME.left,
    WIDTH - FRAME.right,
  );
  const y = axisOver([0, ...dots.map(errorOf)], HEIGHT - FRAME.bottom, FRAME.top);
  const marks = dots.map(
    (dot) => `<circle cx="${x.place(dot.qualityFraction).toFixed(1)}" cy="${y.place(errorOf(dot)).toFixed(1)}" r="2"/>`,
  );
  const steps = stepsOf(sorted).map(
    ({ fromQuality, toQuality, meanError }) =>
      `M${x.place(fromQuality).toFixed(1)} ${y.place(meanError).toFixed(1)}H${x.place(toQuality).toFixed(1)}`,
  );
  return [
    openSvg(title),
    label(FRAME.left, 16, "start", `${title}, n ${readings.length}`),
    drawFrame(x, y, "quality (line: mean of each tenth of the strides)", `|ours − reference| (${unit})`),
    `<g fill="#1d4ed8" fill-opacity="0.45">${marks.join("")}</g>`,
    `<path d="${steps.join("")}" stroke="#c2410c" stroke-width="2" fill="none"/>`,
    "</svg>\n",
  ].join("\n");
}
