// Changing and resetting passwords, and how often they can be tried.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createResetLink, setPassword } from "../../accounts/passwords.ts";
import { limitAttempts, sweepAccounts } from "../../accounts/rate-limits.ts";
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
const NEXT = "seven slow copper clocks";

const statusOf = async (browser: TestBrowser): Promise<number> => (await browser.ask("GET", "/api/v1/me")).statusCode;
const signInStatus = async (email: string, password: string, address = "203.0.113.50"): Promise<number> =>
  (await new TestBrowser(opened, address).signIn(email, password)).statusCode;
const untilMailed = async (count: number): Promise<void> => {
  for (let tries = 0; opened.mails.length < count && tries < 100; tries++)
    await new Promise((resolve) => setTimeout(resolve, 20));
};

beforeAll(async () => {
  opened = await openAccountApp(await testDatabase(), true);
  operator = await registerOperator(opened);
});
afterAll(() => opened.app.close());

it("[ACT19] a change needs the old password, refuses a weak new one, and ends every other session", async () => {
  const email = "changes@shoe.example";
  const browser = await registerRunner(opened, operator, email);
  const other = new TestBrowser(opened);
  await other.signIn(email);
  const change = async (currentPassword: string, newPassword: string) =>
    browser.ask("POST", "/api/auth/change-password", { currentPassword, newPassword });
  expect((await change("not the password", NEXT)).json()).toMatchObject({ status: 403, code: "wrong-password" });
  expect((await change(PASSWORD, "1234567890")).json()).toMatchObject({ status: 400, code: "password-too-common" });
  expect((await change(PASSWORD, NEXT)).statusCode).toBe(204);
  expect([await statusOf(browser), await statusOf(other)]).toEqual([200, 401]);
  expect([await signInStatus(email, PASSWORD), await signInStatus(email, NEXT)]).toEqual([401, 200]);
});

it("[ACT20] a reset link sets a password once, within an hour, and ends every session; only its hash is kept", async () => {
  const email = "forgets@shoe.example";
  const browser = await registerRunner(opened, operator, email);
  const use = async (token: string, newPassword: string) =>
    new TestBrowser(opened).ask("POST", "/api/auth/reset-password", { token, newPassword });
  expect(await createResetLink(opened.accounts, "nobody@shoe.example")).toBeNull();
  const old = (await createResetLink(opened.accounts, email)) ?? "";
  const token = (await createResetLink(opened.accounts, ` ${email.toUpperCase()} `)) ?? "";
  const { database } = await testDatabase();
  const rows = await database.selectFrom("auth.verification").selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token.slice(4));
  expect((await use(old, NEXT)).json()).toMatchObject({ code: "link-not-valid" });
  expect((await use(token, "1234567890")).json()).toMatchObject({ code: "password-too-common" });
  const both = await Promise.all([use(token, NEXT), use(token, NEXT)]);
  expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([204, 403]);
  expect(await statusOf(browser)).toBe(401);
  expect(await signInStatus(email, NEXT)).toBe(200);
  const late = (await createResetLink(opened.accounts, email)) ?? "";
  opened.clock.aheadMs = 61 * 60_000;
  expect((await use(late, PASSWORD)).json()).toMatchObject({ code: "link-not-valid" });
  opened.clock.aheadMs = 0;
});

describe("asking for a reset", () => {
  const ask = (email: string, address = "203.0.113.60", headers = {}) =>
    new TestBrowser(opened, address).ask("POST", "/api/auth/request-password-reset", { email }, headers);

  it("[ACT21] answers the same for an unknown address, and mails the link to a known one", async () => {
    await registerRunner(opened, operator, "mailed@shoe.example");
    const known = await ask("mailed@shoe.example");
    const unknown = await ask("nobody@shoe.example");
    expect([known.statusCode, unknown.body]).toEqual([202, known.body]);
    await untilMailed(1);
    expect(opened.mails).toHaveLength(1);
    expect(opened.mails[0]?.to).toBe("mailed@shoe.example");
    const token = /https:\/\/shoe\.example\/#\/reset\/(\S+)/u.exec(opened.mails[0]?.text ?? "")?.[1];
    const body = { token, newPassword: NEXT };
    expect((await new TestBrowser(opened).ask("POST", "/api/auth/reset-password", body)).statusCode).toBe(204);
  });

  it("[ACT21] whoever asks does not choose the address that the link leads to", async () => {
    const before = opened.mails.length;
    const elsewhere = { host: "198.51.100.66", origin: "https://198.51.100.66" };
    expect((await ask("mailed@shoe.example", "203.0.113.61", elsewhere)).statusCode).toBe(202);
    await untilMailed(before + 1);
    expect(opened.mails).toHaveLength(before);
  });

  it("[ACT21] without a mail server says whom to ask, and writes nothing", async () => {
    const silent = await openAccountApp(await testDatabase());
    const answer = await new TestBrowser(silent, "203.0.113.62").ask("POST", "/api/auth/request-password-reset", {
      email: "mailed@shoe.example",
    });
    expect(answer.json()).toMatchObject({ isMailed: false });
    expect(answer.json<{ message: string }>().message).toContain("npm run admin -- reset-password");
    await silent.app.close();
  });
});

it("[ACT20] the operator's command sets a password, ends every session, and refuses a weak one", async () => {
  const browser = await registerRunner(opened, operator, "helped@shoe.example");
  expect(await setPassword(opened.accounts, "nobody@shoe.example", NEXT)).toBe(false);
  await expect(setPassword(opened.accounts, "helped@shoe.example", "short")).rejects.toThrow(/10 characters/u);
  expect(await setPassword(opened.accounts, "Helped@shoe.example", NEXT)).toBe(true);
  expect(await statusOf(browser)).toBe(401);
  expect(await signInStatus("helped@shoe.example", NEXT)).toBe(200);
});

describe("guessing", () => {
  it("[ACT9] is limited for one e-mail from one address, with Retry-After; from elsewhere its owner still comes in", async () => {
    const email = "guessed@shoe.example";
    await registerRunner(opened, operator, email);
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt++) statuses.push(await signInStatus(email, "wrong", "198.51.100.1"));
    expect(statuses.indexOf(429)).toBe(10);
    const refused = await new TestBrowser(opened, "198.51.100.1").signIn(email);
    expect(refused.json()).toMatchObject({ status: 429, code: "too-many-attempts" });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(500);
    expect(await signInStatus(email, PASSWORD, "198.51.100.2")).toBe(200);
    opened.clock.aheadMs = 11 * 60_000;
    expect(await signInStatus(email, PASSWORD, "198.51.100.1")).toBe(200);
    opened.clock.aheadMs = 0;
  });

  it("[ACT9] a window that began by a clock that was ahead ends when the clock is put right", async () => {
    const [email, address] = ["ahead@shoe.example", "198.51.100.9"];
    const DAYS_400_MS = 400 * 86_400_000;
    opened.clock.aheadMs = DAYS_400_MS;
    for (let attempt = 0; attempt < 10; attempt++) await limitAttempts(opened.accounts, "sign-in", address, email);
    await expect(limitAttempts(opened.accounts, "sign-in", address, email)).rejects.toThrow("Too many attempts");
    opened.clock.aheadMs = 0;
    await limitAttempts(opened.accounts, "sign-in", address, email);
  });

  it("[ACT9] is limited for one address whatever the e-mail, counted exactly when asked at once, kept by hash", async () => {
    const { database } = await testDatabase();
    await database.deleteFrom("auth.rate_limit").execute();
    const all = Array.from({ length: 60 }, (_, index) =>
      limitAttempts(opened.accounts, "sign-in", "198.51.100.3", `u${index}@shoe.example`),
    );
    const refused = (await Promise.allSettled(all)).filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(10);
    expect(await signInStatus("u@shoe.example", "wrong", "198.51.100.3")).toBe(429);
    expect(JSON.stringify(await database.selectFrom("auth.rate_limit").selectAll().execute())).not.toContain("198.51");
    opened.clock.aheadMs = 2 * 3_600_000;
    await sweepAccounts(opened.accounts);
    opened.clock.aheadMs = 0;
    expect(await database.selectFrom("auth.rate_limit").selectAll().execute()).toEqual([]);
  });
});

it("[ACT23] the log has no e-mail, no password and no token", () => {
  expect(opened.log.join("\n")).not.toMatch(/@|four quiet|seven slow|pwr_/u);
});
