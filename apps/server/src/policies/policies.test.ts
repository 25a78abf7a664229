// Who may open an account, with which password; what holds of many decisions.
import { dictionary } from "@zxcvbn-ts/language-common";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AGE_BANDS, AGE_LIMITS, isOldEnough, judgeAdmission, REGISTRATION_MODES } from "./admission.ts";
import { currentConsents, PURPOSES } from "./consent.ts";
import { MIN_PASSWORD_LENGTH, passwordFault } from "./password.ts";

const NOW = new Date("2026-06-01T00:00:00Z");
const usable = { expiresAt: new Date("2026-06-02T00:00:00Z"), isRevoked: false, isUsed: false, isStartLink: false };

describe("admission", () => {
  it("[ACT11] without an invitation only an open server lets in; a bad invitation lets in nowhere", () => {
    const bad = [null, { ...usable, isUsed: true }, { ...usable, isRevoked: true }, { ...usable, expiresAt: NOW }];
    const alone = REGISTRATION_MODES.map((mode) => judgeAdmission(mode, undefined, NOW));
    expect(alone).toEqual(["invitation-needed", null, "registration-closed"]);
    for (const mode of REGISTRATION_MODES)
      for (const invitation of bad) expect(judgeAdmission(mode, invitation, NOW)).toBe("invitation-not-valid");
    expect(REGISTRATION_MODES.map((mode) => judgeAdmission(mode, usable, NOW))).toEqual([
      null,
      null,
      "registration-closed",
    ]);
    expect(judgeAdmission("closed", { ...usable, isStartLink: true }, NOW)).toBeNull();
  });

  it("[ACT12] a band is old enough when its youngest is", () => {
    const allowed = AGE_LIMITS.map((limit) => AGE_BANDS.filter((band) => isOldEnough(band, limit)));
    expect(allowed).toEqual([["14-15", "16-17", "18-plus"], ["16-17", "18-plus"], ["18-plus"]]);
  });
});

describe("passwords", () => {
  it("[ACT10] known ones are refused, however they are dressed", () => {
    const known = [
      "1234567890",
      "0987654321",
      "qwertyuiop",
      "aaaaaaaaaaaa",
      "abcdefghij",
      "password123",
      "P@ssw0rd2026!",
      "12345123451",
      "1q2w3e4r5t",
      "iloveyou2024",
      "Solewise2026",
      "1234512345",
      "qwertzuiop1",
      "abc1234567890",
    ];
    expect(known.filter((password) => passwordFault(password, "a@b.example") === null)).toEqual([]);
  });

  it("[ACT10] nothing that a long list of leaked ones has passes, nor with a year behind it", () => {
    const leaked = dictionary["passwords-common"].filter((password) => password.length >= MIN_PASSWORD_LENGTH);
    expect(leaked.length).toBeGreaterThan(1500);
    expect(leaked.filter((password) => passwordFault(password, "a@b.example") === null)).toEqual([]);
    for (const dressed of ["Dragonball2026", "CHRISTOPHER!", "playstation_4", "harrypotter99", "qazwsxedcrfv"])
      expect([dressed, passwordFault(dressed, "a@b.example")]).toEqual([dressed, "too-common"]);
  });

  it("[ACT10] good ones pass, in any script, and length is counted in characters", () => {
    for (const password of [
      "four quiet green boats",
      "correct horse battery",
      "跑步鞋子里的小芯片很好",
      "Tr4m-hu7-Kn0pf",
      "marathonBerlinKaffee",
    ])
      expect([password, passwordFault(password, "runner@b.example")]).toEqual([password, null]);
    expect(passwordFault("👟🏃🌧️🌊⛰️", "a@b.example")).toBe("too-short");
    expect(passwordFault("x1y2z3".repeat(30), "a@b.example")).toBe("too-long");
    expect(passwordFault("annemarie.lang", "annemarie.lang@b.example")).toBe("like-email");
    expect(passwordFault("annemarielang1999", "annemarie.lang@b.example")).toBe("like-email");
  });

  it("[ACT10] it always answers, and random ones of 16 letters pass", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (password, email) => {
        passwordFault(password, email);
      }),
    );
    const letter = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz0123456789");
    const random = fc.array(letter, { minLength: 16, maxLength: 16 }).filter((all) => new Set(all).size > 8);
    fc.assert(fc.property(random, (letters) => passwordFault(letters.join(""), "a@b.example") === null));
  });
});

it("[ACT13] the newest decision of each purpose holds; none is a no", () => {
  const decision = (purpose: (typeof PURPOSES)[number], isGranted: boolean, second: number) => ({
    purpose,
    isGranted,
    decidedAt: new Date(1000 * second),
    wordingVersion: 1,
  });
  const current = currentConsents([
    decision("sharing", true, 1),
    decision("rewards", true, 2),
    decision("sharing", false, 3),
  ]);
  expect(current.map(({ isGranted }) => isGranted)).toEqual([false, false, true, false, false]);
  expect(current.map(({ purpose }) => purpose)).toEqual([...PURPOSES]);
});
