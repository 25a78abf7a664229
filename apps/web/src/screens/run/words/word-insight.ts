// The one line that only the shoe could have told, in the reader's words (PGE2).
import type { ShoeInsight } from "@solewise/insight";
import { joinQuantity, type Wording } from "./quantity-words.ts";

/** One sentence for a finding. */
export function wordInsight(wording: Wording, insight: ShoeInsight): string {
  const { format, messages } = wording;
  const { insight: texts, units } = messages.run;
  switch (insight.kind) {
    case "contact-balance": {
      const ms = joinQuantity({ text: format.number(insight.differenceMs), unit: units.ms });
      return texts.contactBalance(insight.longerSide, ms, format.percent(insight.differenceFraction, 1));
    }
    case "contact-drift": {
      const ms = joinQuantity({ text: format.number(Math.abs(insight.differenceMs)), unit: units.ms });
      return insight.differenceMs > 0 ? texts.contactDriftLonger(ms) : texts.contactDriftShorter(ms);
    }
    case "strike-shift": {
      const degrees = joinQuantity({ text: format.number(Math.abs(insight.differenceDeg), 1), unit: units.degrees });
      const word = insight.differenceDeg < 0 ? texts.strikeShiftFlatter : texts.strikeShiftSteeper;
      return word(degrees, paceOf(wording, insight.slowSpeedMps), paceOf(wording, insight.fastSpeedMps));
    }
    case "air-share":
      return texts.airShare(format.percent(insight.flightFraction));
    case "ground-share":
      return texts.groundShare(format.percent(insight.contactFraction));
  }
}

function paceOf({ format }: Wording, speedMps: number): string {
  return joinQuantity(format.pace(speedMps));
}
