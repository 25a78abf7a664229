// Sessions, over HTTP on a real database.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signToken } from "../../accounts/session-token.ts";
import {
  type AccountApp,
  openAccountApp,
  PASSWORD,
  registerOperator,
  registerRunner,
  TestBrowser,
} from "../../testing/account-app.ts";
import { useTestDatabase } from "../../testing/test-database.ts";

const testDatabase = useTestDatabase();
let opened: AccountApp;
let operator: TestBrowser;
const DAY_MS = 86_400_000;

interface Listed {
  sessions: { sessionId: string; isCurrent: boolean; userAgent: string }[];
}

const sessionsOf = async (browser: TestBrowser): Promise<Listed["sessions"]> =>
  (await browser.ask("GET", "/api/auth/list-sessions")).json<Listed>().sessions;
const statusOf = async (browser: TestBrowser): Promise<number> => (await browser.ask("GET", "/api/v1/me")).statusCode;

beforeAll(async () => {
  opened = await openAccountApp(await testDatabase());
  operator = await registerOperator(opened);
});
afterAll(() => opened.app.close());

describe("signing in", () => {
  it("[ACT8] gives a cookie that no script reads, by HTTPS one for HTTPS alone; the address in any case", async () => {
    await registerRunner(opened, operator, "cookie@shoe.example");
    const browser = new TestBrowser(opened);
    const answer = await browser.signIn(" Cookie@Shoe.example ".trim());
    expect(answer.json()).toMatchObject({ me: { email: "cookie@shoe.example" }, token: null });
    const set = answer.cookies.find(({ name }) => name.includes("session_token"));
    expect(set).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax", path: "/" });
    expect(set?.name).toBe("__Secure-solewise.session_token");
    expect(answer.headers["cache-control"]).toBe("no-store");
    const plain = { origin: "http://shoe.example" };
    const other = await new TestBrowser(opened).ask(
      "POST",
      "/api/auth/sign-in/email",
      { email: "cookie@shoe.example", password: PASSWORD },
      plain,
    );
    expect(other.cookies[0]).toMatchObject({ name: "solewise.session_token", httpOnly: true });
    expect(other.cookies[0]?.secure).toBeUndefined();
  });

  it("[ACT8] outside of a browser gives a signed token, without a cookie; the token as the database has it opens nothing", async () => {
    const { database } = await testDatabase();
    const body = { email: "cookie@shoe.example", password: PASSWORD, keep: "token" };
    const answer = await opened.app.inject({ method: "POST", url: "/api/auth/sign-in/email", payload: body });
    const { token } = answer.json<{ token: string }>();
    expect(answer.cookies).toEqual([]);
    const ask = async (authorization: string): Promise<number> =>
      (await opened.app.inject({ url: "/api/v1/me", headers: { authorization } })).statusCode;
    expect(await ask(`Bearer ${token}`)).toBe(200);
    const kept = token.slice(0, token.lastIndexOf("."));
    const row = database.selectFrom("auth.session").where("token", "=", kept).select("id");
    expect(await row.executeTakeFirst()).toBeDefined();
    const forged = [kept, `${kept}.`, signToken(kept, "another secret"), `${token}x`, "a.b", "", "%zz.%zz"];
    for (const wrong of forged) expect(await ask(`Bearer ${wrong}`)).toBe(401);
    expect(await ask(`Basic ${token}`)).toBe(401);
    expect(await ask(`Bearer ${token}`)).toBe(200);
    const out = { method: "POST", url: "/api/auth/sign-out", headers: { authorization: `Bearer ${token}` } } as const;
    expect((await opened.app.inject(out)).statusCode).toBe(204);
    expect(await ask(`Bearer ${token}`)).toBe(401);
  });

  it("[ACT25] says the same of a wrong password and of an unknown address, after as long", async () => {
    const attempt = async (email: string) => {
      const startMs = performance.now();
      const answer = await new TestBrowser(opened, "203.0.113.99").signIn(email, "not the password");
      return { answer, timeMs: performance.now() - startMs };
    };
    const known = [
      await attempt("cookie@shoe.example"),
      await attempt("cookie@shoe.example"),
      await attempt("cookie@shoe.example"),
    ];
    const unknown = [
      await attempt("nobody@shoe.example"),
      await attempt("nobody@shoe.example"),
      await attempt("nobody@shoe.example"),
    ];
    expect(unknown[0]?.answer.body).toBe(known[0]?.answer.body);
    expect(known[0]?.answer.json()).toMatchObject({ status: 401, code: "wrong-credentials" });
    const fastest = (all: { timeMs: number }[]): number => Math.min(...all.map(({ timeMs }) => timeMs));
    // Both hash once; without it an unknown address takes a tenth of the time.
    expect(fastest(unknown)).toBeGreaterThan(fastest(known) / 3);
  });

  it("[ACT26] no other of better-auth's endpoints is there", async () => {
    for (const path of ["sign-up/email", "update-user", "delete-user", "error", "ok", "verify-email", "change-email"]) {
      expect((await operator.ask("POST", `/api/auth/${path}`, {})).statusCode).toBe(404);
      expect((await operator.ask("GET", `/api/auth/${path}`)).statusCode).toBe(404);
    }
  });
});

describe("a session", () => {
  it("[ACT5] that was ended is refused at the very next request: by sign-out, one by one, all others at once", async () => {
    const first = await registerRunner(opened, operator, "many@shoe.example");
    const [second, third] = [new TestBrowser(opened), new TestBrowser(opened)];
    await second.ask(
      "POST",
      "/api/auth/sign-in/email",
      { email: "many@shoe.example", password: PASSWORD },
      { "user-agent": "Fox" },
    );
    await third.signIn("many@shoe.example");
    const listed = await sessionsOf(first);
    expect(listed.map(({ isCurrent }) => isCurrent).filter(Boolean)).toHaveLength(1);
    const fox = listed.find(({ userAgent }) => userAgent === "Fox");
    const end = { sessionId: fox?.sessionId };
    expect((await operator.ask("POST", "/api/auth/revoke-session", end)).statusCode).toBe(404);
    expect(await statusOf(second)).toBe(200);
    expect((await first.ask("POST", "/api/auth/revoke-session", end)).statusCode).toBe(204);
    expect(await statusOf(second)).toBe(401);
    expect((await first.ask("POST", "/api/auth/revoke-other-sessions")).json()).toEqual({ endedCount: 1 });
    expect([await statusOf(third), await statusOf(first)]).toEqual([401, 200]);
    const cookies = new Map(first.cookies);
    expect((await first.ask("POST", "/api/auth/sign-out")).statusCode).toBe(204);
    expect(first.cookies.size).toBe(0);
    for (const [name, value] of cookies) first.cookies.set(name, value);
    expect(await statusOf(first)).toBe(401);
    expect((await first.ask("GET", "/api/auth/get-session")).json()).toEqual({ session: null });
  });

  it("[ACT27] ends 60 days after its last day of use, and use prolongs it, cookie and all", async () => {
    const browser = await registerRunner(opened, operator, "days@shoe.example");
    opened.clock.aheadMs = 50 * DAY_MS;
    const answer = await browser.ask("GET", "/api/v1/me");
    expect(answer.statusCode).toBe(200);
    expect(answer.cookies[0]).toMatchObject({ name: "__Secure-solewise.session_token", maxAge: 60 * 86_400 });
    expect((await browser.ask("GET", "/api/v1/me")).cookies).toEqual([]);
    opened.clock.aheadMs = 109 * DAY_MS;
    expect((await browser.ask("GET", "/api/auth/get-session")).json()).toMatchObject({ session: { isCurrent: true } });
    opened.clock.aheadMs = 111 * DAY_MS;
    expect(await statusOf(browser)).toBe(401);
    opened.clock.aheadMs = 0;
  });

  it("[ACT27] a clock that was ahead prolongs it until the clock is right again, and no longer", async () => {
    const browser = await registerRunner(opened, operator, "ahead@shoe.example");
    opened.clock.aheadMs = 20 * DAY_MS;
    expect(await statusOf(browser)).toBe(200);
    opened.clock.aheadMs = 0;
    expect(await statusOf(browser)).toBe(200);
    opened.clock.aheadMs = 61 * DAY_MS;
    expect(await statusOf(browser)).toBe(401);
    opened.clock.aheadMs = 0;
  });

  it.each([-2, -50, -400])("[ACT27] a clock that was behind by %i days does not end it", async (days) => {
    const browser = await registerRunner(opened, operator, `behind${days}@shoe.example`);
    opened.clock.aheadMs = days * DAY_MS;
    expect(await statusOf(browser)).toBe(200);
    opened.clock.aheadMs = 0;
    expect(await statusOf(browser)).toBe(200);
    opened.clock.aheadMs = 59 * DAY_MS;
    expect(await statusOf(browser)).toBe(200);
    opened.clock.aheadMs = 0;
  });

  it("[ACT3] is not used by a page of another site", async () => {
    const browser = await registerRunner(opened, operator, "crossed@shoe.example");
    for (const headers of [{ "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }])
      expect((await browser.ask("POST", "/api/auth/sign-out", undefined, headers)).statusCode).toBe(403);
    expect(await statusOf(browser)).toBe(200);
  });
});

it("[ACT23] the log has no e-mail, no password and no token", () => {
  expect(opened.log.join("\n")).not.toMatch(/@|four quiet|session_token/u);
});
