// A histogram of both feet together as one SVG path. Comes in: bins. Goes out: bars that stand on the bottom (PGE15).
import type { Distribution } from "@solewise/insight";

/** Size in the picture's own units. */
export interface HistogramSize {
  width: number;
  height: number;
}

/** Bars of left and right added up; the tallest reaches the top. */
export function histogramBars({ left, right }: Distribution, size: HistogramSize): string {
  const counts = Array.from(left, (count, bin) => count + (right[bin] ?? 0));
  const most = Math.max(...counts, 1);
  const barWidth = size.width / Math.max(1, counts.length);
  return counts
    .map((count, bin) => {
      if (count === 0) return "";
      const height = Math.max(1.5, (count / most) * size.height);
      return `M${round(bin * barWidth)} ${size.height}v${round(-height)}h${round(barWidth * 0.92)}v${round(height)}Z`;
    })
    .join("");
}

/** Place of a value, inside the picture. */
export function valueX({ start, width, left }: Distribution, size: HistogramSize, value: number): number {
  const share = (value - start) / (width * Math.max(1, left.length));
  return round(Math.min(1, Math.max(0, share)) * size.width);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
