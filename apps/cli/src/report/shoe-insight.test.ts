// How each finding is worded.
import type { ShoeInsight } from "@solewise/insight";
import { expect, it } from "vitest";
import { Pen } from "./pen.ts";
import { insightSentence } from "./shoe-insight.ts";

const PEN = new Pen({ widthColumns: 80, colour: false, unicode: true }, "metric");

it("[CLI35] words every kind of finding", () => {
  const cases: [ShoeInsight, string][] = [
    [
      { kind: "contact-balance", longerSide: "left", differenceMs: 12.1, differenceFraction: 0.0484 },
      "Your left foot stays on the ground 12 ms (4.8 %) longer than your right one.",
    ],
    [
      { kind: "contact-drift", differenceMs: 13 },
      "In the last third your feet stay on the ground 13 ms longer than in the first, at nearly the same pace.",
    ],
    [
      { kind: "contact-drift", differenceMs: -8.2 },
      "In the last third your feet stay on the ground 8 ms shorter than in the first, at nearly the same pace.",
    ],
    [
      { kind: "strike-shift", differenceDeg: -8.1, slowSpeedMps: 2.55, fastSpeedMps: 4.05 },
      "At 4:07 /km you land 8° flatter, nearer the forefoot than at 6:32.",
    ],
    [
      { kind: "strike-shift", differenceDeg: 4, slowSpeedMps: 2.55, fastSpeedMps: 4.05 },
      "At 4:07 /km you land 4° more on the heel than at 6:32.",
    ],
    [{ kind: "air-share", flightFraction: 0.297 }, "While running you are in the air 30 % of the time."],
    [{ kind: "ground-share", contactFraction: 0.62 }, "While walking each foot is on the ground 62 % of the time."],
  ];
  for (const [insight, sentence] of cases) expect(insightSentence(PEN, insight)).toBe(sentence);
});
