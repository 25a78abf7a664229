// Refusals of the server in words: every code that its routes about accounts can answer has its own.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { account as en } from "../../language/en/account.ts";
import { account as zhCn } from "../../language/zh-cn/account.ts";
import { ApiProblem } from "../../sync/account-link.ts";
import { stateOfFailure } from "./use-account.ts";
import { wordProblem } from "./word-problem.ts";

const SERVER = fileURLToPath(new URL("../../../../server/src", import.meta.url));
/** Rooms of the server whose refusals the screens can meet. */
const ROOMS = [
  "accounts",
  "policies",
  "http/access",
  "http/auth",
  "http/invitations",
  "http/me",
  "http/registration",
  "http/settings",
];

/** Everything in these rooms that looks like a code: lower-case words with hyphens after a status. */
function serverCodes(): Set<string> {
  const codes = new Set<string>();
  for (const room of ROOMS) {
    for (const name of readdirSync(join(SERVER, room))) {
      if (!name.endsWith(".ts") || name.endsWith(".test.ts")) continue;
      const source = readFileSync(join(SERVER, room, name), "utf8");
      const found = [
        ...source.matchAll(/new Problem\(\s*\d{3},\s*"([a-z-]+)"/g),
        ...source.matchAll(/: \[\d{3}, "([a-z-]+)"/g),
        ...source.matchAll(/sendProblem\([^;]*"([a-z]+(?:-[a-z]+)+)"\)/g),
      ];
      for (const [, code] of found) codes.add(code ?? "");
    }
  }
  for (const fault of ["too-short", "too-long", "too-common", "like-email"]) codes.add(`password-${fault}`);
  for (const refused of ["registration-closed", "invitation-needed", "invitation-not-valid"]) codes.add(refused);
  return codes;
}

const wording = { texts: en, defect: "a defect", number: String };
const problem = (code: string, retryAfterSec: number | null = null) =>
  new ApiProblem(403, code, "detail", { retryAfterSec });

describe("[SGN2] refusals", () => {
  it("have their own words for every code of the server, in both languages", () => {
    const codes = [...serverCodes()];
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !Object.hasOwn(en.problems, code) || !Object.hasOwn(zhCn.problems, code))).toEqual(
      [],
    );
  });

  it("tell a wait, and what they do not know as not accepted", () => {
    expect(wordProblem(wording, problem("too-many-attempts", 1))).toBe("Too many attempts. Try again in 1 second.");
    expect(wordProblem(wording, problem("too-many-attempts", 119))).toContain("119 seconds");
    expect(wordProblem(wording, problem("too-many-attempts", 121))).toContain("3 minutes");
    expect(wordProblem(wording, problem("constructor"))).toBe(en.problems["not-accepted"]);
    expect(wordProblem(wording, new ApiProblem(500, "http-500", "detail"))).toBe(en.problems["server-failed"]);
    expect(wordProblem(wording, new ApiProblem(502, "no-problem", "detail"))).toBe(en.problems["no-problem"]);
    expect(wordProblem(wording, new TypeError("x"))).toBe("a defect");
  });
});

it("[SGN1] no server, one that is away, and one that failed are three things", () => {
  expect(stateOfFailure(problem("no-server"))).toEqual({ kind: "no-server" });
  expect(stateOfFailure(new ApiProblem(0, "no-answer", "detail"))).toEqual({ kind: "away" });
  expect(stateOfFailure(new ApiProblem(502, "no-problem", "detail"))).toEqual({ kind: "away" });
  for (const error of [new ApiProblem(500, "http-500", "detail"), new TypeError("x")])
    expect(stateOfFailure(error)).toEqual({ kind: "failed", error });
});
