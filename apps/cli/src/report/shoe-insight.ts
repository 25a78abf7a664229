// The one thing that only a shoe could have told, in words. Comes in: the finding. Goes out: one sentence.
import type { ShoeInsight } from "@solewise/insight";
import type { Pen } from "./pen.ts";

type Finding<Kind extends ShoeInsight["kind"]> = Extract<ShoeInsight, { kind: Kind }>;

function balanceSentence(
  pen: Pen,
  { longerSide, differenceMs, differenceFraction }: Finding<"contact-balance">,
): string {
  const shorterSide = longerSide === "right" ? "left" : "right";
  return (
    `Your ${longerSide} foot stays on the ground ${pen.format.number(differenceMs, 0)} ms ` +
    `(${pen.format.percent(differenceFraction, 1)}) longer than your ${shorterSide} one.`
  );
}

function driftSentence(pen: Pen, { differenceMs }: Finding<"contact-drift">): string {
  const change = differenceMs > 0 ? "longer" : "shorter";
  return (
    `In the last third your feet stay on the ground ${pen.format.number(Math.abs(differenceMs), 0)} ms ${change} ` +
    `than in the first, at nearly the same pace.`
  );
}

function shiftSentence(pen: Pen, { differenceDeg, slowSpeedMps, fastSpeedMps }: Finding<"strike-shift">): string {
  const how = differenceDeg < 0 ? "flatter, nearer the forefoot" : "more on the heel";
  return (
    `At ${pen.format.pace(fastSpeedMps)} ${pen.format.paceUnit} you land ${pen.format.number(Math.abs(differenceDeg), 0)}` +
    `${pen.glyphs.degree} ${how} than at ${pen.format.pace(slowSpeedMps)}.`
  );
}

/** The finding as one sentence. */ // CLI35
export function insightSentence(pen: Pen, insight: ShoeInsight): string {
  switch (insight.kind) {
    case "contact-balance":
      return balanceSentence(pen, insight);
    case "contact-drift":
      return driftSentence(pen, insight);
    case "strike-shift":
      return shiftSentence(pen, insight);
    case "air-share":
      return `While running you are in the air ${pen.format.percent(insight.flightFraction)} of the time.`;
    case "ground-share":
      return `While walking each foot is on the ground ${pen.format.percent(insight.contactFraction)} of the time.`;
  }
}
