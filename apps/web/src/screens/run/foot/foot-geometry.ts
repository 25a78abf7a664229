// Where a shoe stands on the ground line. Comes in: angles in degrees. Goes out: SVG transforms and paths of a shoe 200
// units long, heel at the origin, toe to the right, the ground at y = 0, up is negative (PGE11).

/** Places of the sole on the ground, in units of the drawing. */
export const HEEL_X = 4;
export const BALL_X = 148;

/** Half the width of the sole seen from behind. */
export const SOLE_HALF_WIDTH = 32;

/** Longest that a drawn angle may be: beyond, a reading is wrong or the picture would be. */
const ANGLE_MAX_DEG = 60;

/** Turns the shoe about the part of the sole that touches first: the heel when the toe is up, else the ball. */
export function strikeTransform(angleDeg: number): string {
  const angle = clampAngle(angleDeg);
  return `rotate(${round(-angle)} ${angle >= 0 ? HEEL_X : BALL_X} 0)`;
}

/** A wedge from the touching part of the sole along the sole, from angle − halfWidth to angle + halfWidth. */
export function strikeFan(angleDeg: number, halfWidthDeg: number): string {
  const angle = clampAngle(angleDeg);
  const [pivot, reach] = angle >= 0 ? [HEEL_X, 205 - HEEL_X] : [BALL_X, -BALL_X];
  return wedge(pivot, reach, clampAngle(angle - halfWidthDeg), clampAngle(angle + halfWidthDeg));
}

/**
 * Leans the heel as it was at landing, with the shoe now flat: rolling inward means that it landed on its outer edge.
 * Seen from behind, inward is to the right for a left foot.
 */
export function rollTransform(side: "left" | "right", excursionDeg: number): string {
  const angle = clampAngle(excursionDeg);
  const outward = side === "left" ? -1 : 1;
  const pivot = angle >= 0 ? outward * SOLE_HALF_WIDTH : -outward * SOLE_HALF_WIDTH;
  return `rotate(${round(outward * angle)} ${pivot} 0)`;
}

/** The wedge of the heel's line at landing, about the middle of the sole, `reach` units high. */
export function rollFan(side: "left" | "right", excursionDeg: number, halfWidthDeg: number, reach: number): string {
  const outward = side === "left" ? -1 : 1;
  const end = (angleDeg: number) => {
    const radians = (clampAngle(angleDeg) * Math.PI) / 180;
    return `${round(outward * Math.sin(radians) * reach)} ${round(-Math.cos(radians) * reach)}`;
  };
  const sweep = outward > 0 ? 1 : 0;
  return `M0 0L${end(excursionDeg - halfWidthDeg)}A${reach} ${reach} 0 0 ${sweep} ${end(excursionDeg + halfWidthDeg)}Z`;
}

/** The heel's line at landing. */
export function rollAxis(side: "left" | "right", excursionDeg: number, reach: number): string {
  const radians = (clampAngle(excursionDeg) * Math.PI) / 180;
  const outward = side === "left" ? -1 : 1;
  return `M0 0L${round(outward * Math.sin(radians) * reach)} ${round(-Math.cos(radians) * reach)}`;
}

function wedge(pivot: number, reach: number, lowDeg: number, highDeg: number): string {
  const end = (angleDeg: number) => {
    const radians = (angleDeg * Math.PI) / 180;
    return `${round(pivot + Math.cos(radians) * reach)} ${round(-Math.sin(radians) * reach)}`;
  };
  const radius = Math.abs(reach);
  return `M${pivot} 0L${end(lowDeg)}A${radius} ${radius} 0 0 0 ${end(highDeg)}Z`;
}

function clampAngle(angleDeg: number): number {
  return Math.min(ANGLE_MAX_DEG, Math.max(-ANGLE_MAX_DEG, angleDeg));
}

function round(value: number): number {
  const rounded = Math.round(value * 100) / 100;
  return rounded === 0 ? 0 : rounded;
}
