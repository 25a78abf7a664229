// Two histograms back to back, as SVG. Comes in: bins of both feet. Goes out: one path a foot; each foot's bars add up to
// the same area, so that a foot with fewer strides is not drawn thinner (PGE14).
import type { Distribution } from "@solewise/insight";

/** Size of a butterfly in its own units; the middle line is at half its width. */
export interface ButterflySize {
  width: number;
  height: number;
}

/** Bars of both feet: the left foot's to the left of the middle, high values on top. */
export function butterflyBars(
  { left, right }: Pick<Distribution, "left" | "right">,
  size: ButterflySize,
): { left: string; right: string } {
  const shares = { left: sharesOf(left), right: sharesOf(right) };
  const most = Math.max(...shares.left, ...shares.right, 1e-9);
  const reach = size.width / 2 - 2;
  const draw = (bins: number[], direction: 1 | -1) => {
    const rowHeight = size.height / Math.max(1, bins.length);
    return bins
      .map((share, bin) => {
        if (share === 0) return "";
        const top = size.height - (bin + 1) * rowHeight;
        const length = Math.max(1, (share / most) * reach);
        return `M${size.width / 2 + direction} ${round(top)}h${round(direction * length)}v${round(rowHeight * 0.92)}h${round(-direction * length)}Z`;
      })
      .join("");
  };
  return { left: draw(shares.left, -1), right: draw(shares.right, 1) };
}

/** Height of a value in the picture. */
export function valueY({ start, width, left }: Distribution, size: ButterflySize, value: number): number {
  const y = size.height * (1 - (value - start) / (width * left.length));
  return round(Math.min(size.height, Math.max(0, y)));
}

function sharesOf(bins: Uint32Array): number[] {
  const total = bins.reduce((sum, count) => sum + count, 0);
  return Array.from(bins, (count) => (total > 0 ? count / total : 0));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
