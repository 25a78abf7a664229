// Strike angle → pattern. Cuts: Altman & Davis 2012 (Gait Posture 35:298), as DESIGN §4 fixes them.
import type { FootStrikePattern } from "@solewise/terms";

const REARFOOT_FROM_DEG = 8;
const FOREFOOT_TO_DEG = -1.6;

/** The pattern of a strike angle, `uncertain` when a cut lies within ± `uncertaintyDeg`. // STR2 */
export function classifyFootStrike(angleDeg: number, uncertaintyDeg: number): FootStrikePattern {
  const near = (cutDeg: number) => Math.abs(angleDeg - cutDeg) < uncertaintyDeg;
  if (near(REARFOOT_FROM_DEG) || near(FOREFOOT_TO_DEG)) return "uncertain";
  if (angleDeg > REARFOOT_FROM_DEG) return "rearfoot";
  return angleDeg < FOREFOOT_TO_DEG ? "forefoot" : "midfoot";
}
