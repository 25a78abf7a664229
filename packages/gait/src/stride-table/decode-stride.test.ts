// Tests of what a record's words become in a Stride, by records made up here.
import { UNCERTAIN_STRIDE_FIELDS } from "@solewise/terms";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ABSENT, FLAG, RECORD_WORDS, WORD } from "../kernel/record-layout.ts";
import { decodeStride } from "./decode-stride.ts";
import { classifyFootStrike } from "./foot-strike.ts";
import { PackedStrides } from "./packed-strides.ts";
import { roundToFourDigits } from "./round-digits.ts";

type Words = Partial<Record<keyof typeof WORD, number>>;

/** A good running stride at 12 s; changes by word. */
function recordOf(changes: Words = {}): Int32Array {
  const words = new Int32Array(RECORD_WORDS);
  const values: Words = {
    sequence: 5,
    midstanceLow: 12_000_000,
    initialContact: -1204,
    terminalContact: 1311,
    nextInitialContact: 5903,
    nextMidstance: 7100,
    activity: 2,
    length: 2345,
    heightChange: -12,
    clearance: 211,
    turn: 34,
    strikeAngle: 123,
    eversion: 87,
    impact: 815,
    quality: 912,
    anchorEnergy: 2503,
    anchorTilt: 21,
    dominantAxis: 893,
    closure: 91,
    impactDelay: -35,
    speed: 3303,
    ...changes,
  };
  for (const [name, value] of Object.entries(values)) words[WORD[name as keyof typeof WORD]] = value;
  return words;
}

const decode = (changes: Words = {}) => decodeStride(recordOf(changes), 0, 7, "left");
const stride = decode();

describe("[STR1] figures are integers times their unit", () => {
  it("for a record with everything", () => {
    const { uncertainty, ...figures } = stride;
    expect(figures).toEqual({
      strideIndex: 7,
      side: "left",
      initialContactSec: 11.8796,
      midstanceSec: 12,
      terminalContactSec: 12.1311,
      nextInitialContactSec: 12.5903,
      activity: "run",
      groundContactTimeMs: 251.5,
      swingTimeMs: 459.2,
      strideTimeMs: 710.7,
      strideLengthMeters: 2.345,
      speedMps: 3.303,
      heightChangeMeters: -0.012,
      clearanceMeters: 0.211,
      turnDeg: 3.4,
      footStrikeAngleDeg: 12.3,
      footStrikePattern: "rearfoot",
      eversionExcursionDeg: 8.7,
      impactPeakG: 8.15,
      qualityFraction: 0.912,
      evidence: {
        anchorEnergyRad2PerSec2: 2.503,
        anchorTiltDeg: 2.1,
        dominantAxisPowerFraction: 0.893,
        closureResidualMps: 0.091,
        impactDelayMs: -3.5,
      },
    });
    expect(Object.keys(uncertainty).length).toBe(UNCERTAIN_STRIDE_FIELDS.length);
  });

  it("for an absent word, which is null and never 0", () => {
    const names = [
      "length",
      "speed",
      "heightChange",
      "clearance",
      "turn",
      "strikeAngle",
      "eversion",
      "impact",
    ] as const;
    const fields = [
      "strideLengthMeters",
      "speedMps",
      "heightChangeMeters",
      "clearanceMeters",
      "turnDeg",
      "footStrikeAngleDeg",
      "eversionExcursionDeg",
      "impactPeakG",
    ] as const;
    for (const [index, name] of names.entries()) {
      const field = fields[index] ?? "turnDeg";
      expect(decode({ [name]: ABSENT })[field]).toBeNull();
      expect(decode({ [name]: 0 })[field]).toBe(0);
    }
    expect(decode({ impactDelay: ABSENT }).evidence.impactDelayMs).toBeNull();
  });

  it("for any midstance, exactly", () => {
    const property = fc.property(fc.maxSafeInteger(), (us) => {
      const high = Math.floor(us / 2 ** 32);
      const decoded = decode({ midstanceLow: us - high * 2 ** 32, midstanceHigh: high });
      expect(decoded.midstanceSec).toBe(us / 1e6);
    });
    fc.assert(property);
  });
});

describe("[STR2] foot strike pattern", () => {
  it.each([
    [8.1, 0, "rearfoot"],
    [7.9, 0, "midfoot"],
    [-1.5, 0, "midfoot"],
    [-1.7, 0, "forefoot"],
    [10, 2.1, "uncertain"],
    [10, 1.9, "rearfoot"],
    [3, 4.5, "midfoot"],
    [3, 4.7, "uncertain"],
    [-4, 2.5, "uncertain"],
    [-4, 2.3, "forefoot"],
  ] as const)("%f° ± %f° is %s", (angleDeg, uncertaintyDeg, pattern) => {
    expect(classifyFootStrike(angleDeg, uncertaintyDeg)).toBe(pattern);
  });

  it("is null without an angle", () => {
    expect(decode({ strikeAngle: ABSENT }).footStrikePattern).toBeNull();
  });
});

describe("[STR6] times", () => {
  it("are differences of events", () => {
    const property = fc.property(
      fc.integer({ min: 100, max: 9000 }),
      fc.integer({ min: 100, max: 9000 }),
      (contact, swing) => {
        const decoded = decode({
          initialContact: -1000,
          terminalContact: contact - 1000,
          nextInitialContact: contact + swing - 1000,
        });
        expect(decoded.groundContactTimeMs).toBe(contact / 10);
        expect(decoded.swingTimeMs).toBe(swing / 10);
        expect(decoded.strideTimeMs).toBe((contact + swing) / 10);
      },
    );
    fc.assert(property);
  });

  it("[STR3] are null without their event", () => {
    const decoded = decode({ initialContact: ABSENT });
    expect([decoded.initialContactSec, decoded.groundContactTimeMs, decoded.strideTimeMs]).toEqual([null, null, null]);
    expect(decoded.swingTimeMs).toBe(459.2);
  });
});

describe("[STR14] activity", () => {
  it("by its code, other for one that is not known", () => {
    const names = [0, 1, 2, 3, 4, 5, -1, 77].map((activity) => decode({ activity }).activity);
    expect(names).toEqual(["other", "walk", "run", "stairs-up", "stairs-down", "other", "other", "other"]);
  });
});

describe("[UNC1] half widths", () => {
  it("are in the field's unit, with four digits", () => {
    const { uncertainty } = stride;
    expect(uncertainty.groundContactTimeMs).toBeGreaterThan(3);
    expect(uncertainty.groundContactTimeMs).toBeLessThan(40);
    expect(uncertainty.initialContactSec).toBeLessThan(0.02);
    expect(uncertainty.strideLengthMeters).toBeGreaterThan(0.01);
    expect(uncertainty.strideLengthMeters).toBeLessThan(0.15);
    for (const width of Object.values(uncertainty)) expect(String(width)).toBe(String(Number(width.toPrecision(4))));
  });

  it("of length and speed are the same share", () => {
    const { uncertainty, strideLengthMeters, speedMps } = stride;
    const share = (uncertainty.strideLengthMeters ?? 0) / (strideLengthMeters ?? 1);
    expect((uncertainty.speedMps ?? 0) / (speedMps ?? 1)).toBeCloseTo(share, 4);
  });

  it("of a walking contact are wider than of a running one", () => {
    const walking = decode({ activity: 1 }).uncertainty.groundContactTimeMs ?? 0;
    expect(walking).toBeGreaterThan(stride.uncertainty.groundContactTimeMs ?? 0);
  });
});

describe("[UNC2] every measured field has one", () => {
  it("and a null field none", () => {
    const absent = fc.subarray([
      "initialContact",
      "length",
      "heightChange",
      "clearance",
      "turn",
      "strikeAngle",
      "eversion",
      "impact",
    ] as const);
    const property = fc.property(absent, (names) => {
      const words: Words = Object.fromEntries(names.map((name) => [name, ABSENT]));
      const decoded = decode(words.length === ABSENT ? { ...words, speed: ABSENT } : words);
      for (const field of UNCERTAIN_STRIDE_FIELDS) {
        const width = decoded.uncertainty[field];
        const isRight = decoded[field] === null ? width === undefined : width !== undefined && width > 0;
        expect(isRight, `${field} with uncertainty ${width}`).toBe(true);
      }
    });
    fc.assert(property);
  });
});

describe("[UNC3] it grows", () => {
  const widthOf = (changes: Words) => decode(changes).uncertainty;

  it("with the closure residual", () => {
    const calm = widthOf({ closure: 0 });
    const rough = widthOf({ closure: 2000 });
    for (const field of ["strideLengthMeters", "heightChangeMeters", "clearanceMeters"] as const) {
      expect(rough[field] ?? 0).toBeGreaterThan(1.5 * (calm[field] ?? 0));
    }
    expect(rough.turnDeg).toBe(calm.turnDeg);
  });

  it("with the length", () => {
    expect(widthOf({ length: 4000 }).strideLengthMeters ?? 0).toBeGreaterThan(
      widthOf({ length: 1000 }).strideLengthMeters ?? 0,
    );
  });

  it("with the share of the stride that was clipped", () => {
    const some = widthOf({ flags: FLAG.accClipped, clipped: 20 });
    const much = widthOf({ flags: FLAG.accClipped, clipped: 250 });
    expect(much.strideLengthMeters ?? 0).toBeGreaterThan(3 * (some.strideLengthMeters ?? 0));
    expect(much.heightChangeMeters ?? 0).toBeGreaterThan(3 * (some.heightChangeMeters ?? 0));
    expect(much.turnDeg).toBe(some.turnDeg);
  });

  const PATH_FIELDS = ["strideLengthMeters", "speedMps", "heightChangeMeters", "clearanceMeters"] as const;
  const isOfPath = (field: string) => PATH_FIELDS.some((each) => each === field);

  it("by a quarter for clipping and losses, and what is integrated by half for a clipped gyroscope", () => {
    const plain = widthOf({});
    const path = { [FLAG.accClipped]: 1, [FLAG.gyrClipped]: 1.5, [FLAG.lost]: 1.25, [FLAG.gap]: 1.25 };
    for (const [flag, pathFactor] of [...Object.entries(path), [FLAG.gyrClipped | FLAG.lost, 1.875] as const]) {
      const spoiled = widthOf({ flags: Number(flag) });
      for (const field of UNCERTAIN_STRIDE_FIELDS) {
        const factor = isOfPath(field) ? pathFactor : 1.25;
        expect((spoiled[field] ?? 0) / (plain[field] ?? 1), `${field}, flags ${flag}`).toBeCloseTo(factor, 2);
      }
    }
  });
});

describe("[UNC4] a walking event is a place on the foot's way", () => {
  const walking = (changes: Words) => decode({ activity: 1, speed: 1200, turn: 0, ...changes }).uncertainty;
  const running = (changes: Words) => decode(changes).uncertainty;
  const fields = ["initialContactSec", "terminalContactSec", "groundContactTimeMs", "swingTimeMs"] as const;

  it("known worse in slow strides and in turning ones, told alike below 0.1 m/s", () => {
    for (const field of [...fields, "strideTimeMs"] as const) {
      const brisk = walking({})[field] ?? 0;
      expect(walking({ speed: 250 })[field]).toBeGreaterThan(brisk * 1.5);
      expect(walking({ turn: 1200, speed: 400 })[field]).toBeGreaterThan((walking({ speed: 400 })[field] ?? 0) * 1.3);
      expect(walking({ turn: -900 })[field]).toBe(walking({ turn: 900 })[field]);
      expect(walking({ speed: 0 })[field]).toBe(walking({ speed: 100 })[field]);
      expect(walking({ speed: ABSENT })[field]).toBe(walking({ speed: 100 })[field]);
    }
  });

  it("and running ones are not", () => {
    for (const field of fields) {
      expect(running({ speed: 1000, turn: 500 })[field]).toBe(running({})[field]);
    }
  });
});

describe("[UNC5] the toe-out of a person is not known", () => {
  const widthOf = (changes: Words) => decode(changes).uncertainty;

  it("which tilts eversion by the strike angle and the strike angle by eversion, whatever their signs", () => {
    for (const [of, by] of [
      ["footStrikeAngleDeg", "eversion"],
      ["eversionExcursionDeg", "strikeAngle"],
    ] as const) {
      const level = widthOf({ [by]: 0 })[of] ?? 0;
      expect(widthOf({ [by]: 300 })[of]).toBeGreaterThan(level * 2);
      expect(widthOf({ [by]: -300 })[of]).toBe(widthOf({ [by]: 300 })[of]);
    }
  });
});

it("[UNC6] a foot that turns has a length less sure", () => {
  const straight = decode({ turn: 0 }).uncertainty.strideLengthMeters ?? 0;
  expect(decode({ turn: -1500 }).uncertainty.strideLengthMeters).toBeGreaterThan(straight * 1.5);
  expect(decode({ turn: -1500 }).uncertainty.strideLengthMeters).toBe(
    decode({ turn: 1500 }).uncertainty.strideLengthMeters,
  );
});

describe("[STR18] packed strides", () => {
  it("keep records in order, also past their first room", () => {
    const table = new PackedStrides("right");
    for (let index = 0; index < 700; index++) table.append(recordOf({ length: index }), 0);
    expect(table.strideCount).toBe(700);
    expect(table.strideAt(699).strideLengthMeters).toBe(0.699);
    expect([...table].map((each) => each.strideIndex)).toEqual([...Array(700).keys()]);
  });

  it("refuse a position outside", () => {
    const table = new PackedStrides("right");
    table.append(recordOf(), 0);
    for (const index of [-1, 1, Number.NaN]) expect(() => table.strideAt(index)).toThrow(RangeError);
  });

  it("are equal when made of another's words", () => {
    const table = new PackedStrides("left");
    for (let index = 0; index < 3; index++) table.append(recordOf({ length: 1000 + index }), 0);
    const copy = new PackedStrides("left", Int32Array.from(table.words), table.strideCount);
    expect([...copy]).toEqual([...table]);
    copy.append(recordOf({ length: 5 }), 0);
    expect(copy.strideAt(3).strideLengthMeters).toBe(0.005);
    expect(table.strideCount).toBe(3);
  });
});

it("[UNC1] four significant digits are those of toPrecision, bit for bit, at ties and powers of ten too", () => {
  const decimal = fc.tuple(fc.nat(100_000), fc.integer({ min: -9, max: 5 })).map(([digits, ten]) => digits * 10 ** ten);
  const tie = fc
    .tuple(fc.nat(9999), fc.integer({ min: -9, max: 3 }))
    .map(([digits, ten]) => (digits + 0.5) * 10 ** ten);
  fc.assert(
    fc.property(fc.oneof(decimal, tie, fc.double({ min: 0, max: 20_000, noNaN: true })), (value) => {
      for (const near of [value, value * (1 + Number.EPSILON), value * (1 - Number.EPSILON)]) {
        expect(roundToFourDigits(near)).toBe(Number(near.toPrecision(4)));
      }
    }),
    { numRuns: 2000 },
  );
});
