// How often the foot landed how: columns of each foot in, the share of each strike pattern out (INS12).
import { type FootSeries, type RunView, SERIES_PATTERNS, type StrikeShares } from "./run-view.ts";

/** Shares over the figures' strides of the feet given that have a pattern; null of none. */
function sharesOf(feet: readonly (FootSeries | null)[]): StrikeShares | null {
  const counts = new Uint32Array(SERIES_PATTERNS.length);
  for (const foot of feet) {
    foot?.patternCodes.forEach((code, index) => {
      const count = counts[code];
      if (count !== undefined && foot.figuresFlags[index] === 1) counts[code] = count + 1;
    });
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const shareOf = (pattern: keyof StrikeShares): number => (counts[SERIES_PATTERNS.indexOf(pattern)] as number) / total;
  return {
    rearfoot: shareOf("rearfoot"),
    midfoot: shareOf("midfoot"),
    forefoot: shareOf("forefoot"),
    uncertain: shareOf("uncertain"),
  };
}

/** Shares of both feet together and of each. */
export function deriveStrikeShares({ left, right }: RunView["feet"]): RunView["strikeShares"] {
  const both = sharesOf([left, right]);
  return both === null ? null : { both, left: sharesOf([left]), right: sharesOf([right]) };
}
