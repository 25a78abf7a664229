// The rules of `terms`: errors read as one sentence, codes stay codes, limits agree with each other.
import { expect, it } from "vitest";
import {
  ACC_PLAUSIBLE_MAX_MPS2,
  ACC_RANGE_DEFAULT_G,
  DEG_PER_RAD,
  GAP_MAX_SEC,
  GRAVITY_MPS2,
  GYR_PLAUSIBLE_MAX_RAD_PER_SEC,
  GYR_RANGE_DEFAULT_DPS,
  InputError,
  RECORDING_MIN_SEC,
  REFUSAL_CODES,
  SAMPLE_RATE_MAX_HZ,
  SAMPLE_RATE_MIN_HZ,
  WARNING_CODES,
} from "./index.ts";

it("[TRM1] an input error is one sentence with place, expectation, finding and remedy", () => {
  const error = new InputError({ file: "left.csv", line: 7 }, "a number", "“abc”", "mend the row");
  expect(error.message).toBe("left.csv, line 7: expected a number, but found “abc”; mend the row.");
  expect(error).toMatchObject({ expected: "a number", came: "“abc”", remedy: "mend the row", name: "InputError" });
});

it("[TRM1] an error of a whole file names no line", () => {
  const error = new InputError({ file: "left.csv", line: null }, "samples", "none", "record again");
  expect(error.message).toBe("left.csv: expected samples, but found none; record again.");
});

it("[TRM4] a refusal's code and values outlive its way through a thread", () => {
  const facts = { code: "cell-empty", values: { column: "acc_x" } } as const;
  const coded = new InputError({ file: "left.csv", line: 7 }, "a number", "an empty cell", "leave out the row", facts);
  const plain = new InputError({ file: "left.csv", line: null }, "samples", "none", "record again");
  for (const error of [coded, plain]) {
    const again = InputError.of(structuredClone(error.parts()));
    expect(again).toEqual(error);
    expect(again.parts()).toEqual(error.parts());
  }
  expect(coded).toMatchObject(facts);
  expect(Object.keys(plain.parts()).sort()).toEqual(["came", "expected", "place", "remedy"]);
});

it("[TRM4] refusal codes are unique and hyphenated", () => {
  expect(new Set(REFUSAL_CODES).size).toBe(REFUSAL_CODES.length);
  for (const code of REFUSAL_CODES) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

it("[TRM2] warning codes are unique and hyphenated", () => {
  expect(new Set(WARNING_CODES).size).toBe(WARNING_CODES.length);
  for (const code of WARNING_CODES) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

it("[TRM3] limits are those of the contract and ranges are plausible", () => {
  expect([SAMPLE_RATE_MIN_HZ, SAMPLE_RATE_MAX_HZ, RECORDING_MIN_SEC, GAP_MAX_SEC]).toEqual([80, 450, 3, 0.05]);
  expect(ACC_RANGE_DEFAULT_G * GRAVITY_MPS2).toBeLessThan(ACC_PLAUSIBLE_MAX_MPS2);
  expect(GYR_RANGE_DEFAULT_DPS / DEG_PER_RAD).toBeLessThan(GYR_PLAUSIBLE_MAX_RAD_PER_SEC);
});
