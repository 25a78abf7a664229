// Which screen a link opens, who may join, what a form still lacks, how devices are called.
import { describe, expect, it } from "vitest";
import { addressOfLink, tokenOf } from "../../app/bearer-link.ts";
import type { RegistrationTerms } from "../../sync/account-link.ts";
import { nameDevice } from "./device-name.ts";
import { accountOf, closedDoor, type Draft, EMPTY_DRAFT, findGaps } from "./new-account.ts";

const TERMS: RegistrationTerms = {
  mode: "invitation",
  ageMinYears: 16,
  hasOperator: true,
  purposes: [
    { purpose: "gait-analysis", wordingVersion: 1, isDefaultGranted: false },
    { purpose: "sharing", wordingVersion: 1, isDefaultGranted: false },
  ],
  passkeys: false,
  mail: false,
};

const FULL: Draft = {
  displayName: " Ada ",
  email: " ada@b.example ",
  password: "four quiet green boats",
  ageBand: "16-17",
  granted: ["gait-analysis"],
};

describe("links", () => {
  it("[SGN5] of the server open their screen, with the token in the fragment", () => {
    expect(addressOfLink("#/join/inv_AbC-12345")).toBe("/join#inv_AbC-12345");
    expect(addressOfLink("#/reset/pwr_AbC-12345")).toBe("/reset#pwr_AbC-12345");
    expect(tokenOf("#inv_AbC-12345")).toBe("inv_AbC-12345");
  });

  it("[SGN5] of any other kind are left alone", () => {
    const others = [
      "",
      "#",
      "#content",
      "#/join/",
      "#/join/a b c d e f",
      "#/settings/inv_12345678",
      "#/join/x/inv_12345678",
    ];
    expect(others.map(addressOfLink)).toEqual(others.map(() => null));
    expect(["", "#", "#short", "#a/b/c/d/e/f/g"].map(tokenOf)).toEqual([null, null, null, null]);
  });
});

describe("joining", () => {
  it("[SGN3] is open as the server takes runners", () => {
    const doors = (["invitation", "open", "closed"] as const).flatMap((mode) =>
      [true, false].map((hasOperator) => [
        closedDoor({ mode, hasOperator }, null),
        closedDoor({ mode, hasOperator }, "inv_12345678"),
      ]),
    );
    expect(doors).toEqual([
      ["invitation", null],
      ["invitation", null],
      [null, null],
      [null, null],
      ["closed", "closed"],
      ["closed", null],
    ]);
  });

  it("[SGN3] says what is missing, in the form's order", () => {
    expect(findGaps(EMPTY_DRAFT, TERMS)).toEqual(["name", "email", "password", "age"]);
    expect(findGaps(FULL, TERMS)).toEqual([]);
    expect(findGaps({ ...FULL, ageBand: "14-15" }, TERMS)).toEqual(["tooYoung"]);
    expect(findGaps({ ...FULL, ageBand: "14-15" }, { ageMinYears: 14 })).toEqual([]);
    expect(findGaps({ ...FULL, email: "ada@", password: "ninechars" }, TERMS)).toEqual(["email", "password"]);
  });

  it("[SGN4] allows nothing by itself, and sends a decision about every purpose", () => {
    expect(EMPTY_DRAFT.granted).toEqual([]);
    expect(accountOf(FULL, TERMS, null)).toEqual({
      displayName: "Ada",
      email: "ada@b.example",
      password: "four quiet green boats",
      ageBand: "16-17",
      consents: [
        { purpose: "gait-analysis", isGranted: true },
        { purpose: "sharing", isGranted: false },
      ],
    });
    expect(accountOf(FULL, TERMS, "inv_12345678")?.invitationToken).toBe("inv_12345678");
    expect(accountOf(EMPTY_DRAFT, TERMS, null)).toBeNull();
  });
});

it("[SGN6] browsers are called by their own name, not by those they resemble", () => {
  const engine = "AppleWebKit/537.36 (KHTML, like Gecko)";
  const agents: [string, ReturnType<typeof nameDevice>][] = [
    [
      `Mozilla/5.0 (X11; Linux x86_64) ${engine} Chrome/156.0.0.0 Safari/537.36`,
      { browser: "Chrome", system: "Linux" },
    ],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${engine} Chrome/156.0 Mobile Safari/537.36`,
      { browser: "Chrome", system: "Android" },
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0) ${engine} Chrome/156.0 Safari/537.36 Edg/156.0`,
      { browser: "Edge", system: "Windows" },
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Safari/604.1",
      { browser: "Safari", system: "iOS" },
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:150.0) Gecko/20100101 Firefox/150.0",
      { browser: "Firefox", system: "macOS" },
    ],
    ["solewise/0.1.0 (linux)", { browser: "solewise", system: "Linux" }],
    ["curl/8", null],
    ["", null],
  ];
  expect(agents.map(([agent]) => nameDevice(agent))).toEqual(agents.map(([, name]) => name));
});
