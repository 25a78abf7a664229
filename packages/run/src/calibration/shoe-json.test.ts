// A shoe's calibration as a file: whole again after the way through text, and hostile text refused in a sentence.
import { InputError } from "@solewise/terms";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { syntheticRecording, syntheticStrides } from "../testing.ts";
import { type ShoeCalibration } from "./foot-calibration.ts";
import { calibrateByKnownDistance } from "./known-distance.ts";
import { parseShoeCalibration, shoeCalibrationJson } from "./shoe-json.ts";

function calibratedShoe(): ShoeCalibration {
  const left = syntheticRecording(
    "left",
    syntheticStrides("left", 1, 200, (index) => ({ strideLengthMeters: 2 + 0.1 * Math.sin(index) })),
  );
  return calibrateByKnownDistance(
    { left, right: null },
    { meters: 405, halfWidthMeters: 2 },
    { left: null, right: null },
  ).shoe;
}

const shoe = calibratedShoe();
const text = shoeCalibrationJson(shoe);

it("[RUN37] comes back bit for bit, and tells coefficients and half widths to a reader", () => {
  expect(parseShoeCalibration(text, "shoe.json")).toEqual(shoe);
  const told = JSON.parse(text) as { left: { coefficients: object; halfWidths: Record<string, number> }; right: null };
  expect(Object.keys(told.left.coefficients)).toEqual(Object.keys(told.left.halfWidths));
  expect(told.left.halfWidths["runScaleFraction"]).toBeGreaterThan(0);
  expect(told.right).toBeNull();
});

interface Whole {
  version: number;
  left: { packId: string; information: unknown[]; pull: number[]; sessions: { acceptedCount: number }[] };
}

function textWith(change: (whole: Whole) => void): string {
  const whole = JSON.parse(text) as Whole;
  change(whole);
  return JSON.stringify(whole);
}

it("[RUN37] refuses other files, other versions, other packs and damage with what to do", () => {
  const cases: [string, RegExp][] = [
    [
      "time_s,acc_x",
      /shoe\.json: expected the JSON of a shoe calibration, but found text that is no JSON; name a file/,
    ],
    ["{}", /expected a shoe calibration, but found JSON of another kind/],
    ["null", /JSON of another kind/],
    [textWith((whole) => void (whole.version = 2)), /expected version 1 of the format, but found version 2/],
    [textWith(({ left }) => void (left.packId = "older")), /made with “older”; calibrate these shoes anew/],
    [textWith(({ left }) => void (left.pull = [1, 2, 3])), /a left shoe without its numbers/],
    [textWith(({ left }) => void (left.information[0] = "1")), /without its numbers/],
    [textWith(({ left }) => void (left.information[1] = -1)), /without its numbers/],
    [textWith(({ left }) => void (left.information[0] = -1e9)), /do not belong together/],
    [textWith(({ left }) => left.sessions.forEach((session) => (session.acceptedCount = -1))), /without its figures/],
  ];
  for (const [hostile, sentence] of cases) {
    expect(() => parseShoeCalibration(hostile, "shoe.json")).toThrow(InputError);
    expect(() => parseShoeCalibration(hostile, "shoe.json")).toThrow(sentence);
  }
});

/** Undefined when a text was read, else what was thrown. */
function refusalOf(anyText: string): unknown {
  try {
    parseShoeCalibration(anyText, "any.json");
    return undefined;
  } catch (error) {
    return error;
  }
}

it("[RUN37] whatever the text, it is read or refused as input", () => {
  const cutText = fc.nat({ max: text.length - 3 }).map((length) => text.slice(0, length));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), cutText), (anyText) => {
      expect(refusalOf(anyText)).toBeInstanceOf(InputError);
    }),
  );
});
