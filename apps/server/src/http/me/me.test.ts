// The caller's own page and leaving, over HTTP on a real database.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decideConsent, requireGaitConsent } from "../../accounts/consents.ts";
import { eraseRunner, runnersToErase } from "../../accounts/erase-runner.ts";
import { inTransaction } from "../../database/transaction.ts";
import {
  type AccountApp,
  openAccountApp,
  PASSWORD,
  registerOperator,
  registerRunner,
  registration,
  TestBrowser,
} from "../../testing/account-app.ts";
import { useTestDatabase } from "../../testing/test-database.ts";

const testDatabase = useTestDatabase();
let opened: AccountApp;
let operator: TestBrowser;

/** Decisions about one purpose at once. */
const AT_ONCE_COUNT = 12;

interface MeBody {
  runnerId: string;
  displayName: string;
  consents: { purpose: string; isGranted: boolean; decidedAtUtc: string | null; wordingVersion: number | null }[];
}

const readMe = async (browser: TestBrowser): Promise<MeBody> => (await browser.ask("GET", "/api/v1/me")).json<MeBody>();

beforeAll(async () => {
  opened = await openAccountApp(await testDatabase());
  operator = await registerOperator(opened);
});
afterAll(() => opened.app.close());

describe("consents", () => {
  it("[ACT13] are one a purpose, no unless given, each decision a row of its own with the wording's version", async () => {
    const runner = await registerRunner(opened, operator, "consents@shoe.example");
    const { runnerId, consents } = await readMe(runner);
    expect(consents.filter(({ isGranted }) => isGranted).map(({ purpose }) => purpose)).toEqual(["gait-analysis"]);
    expect(consents.find(({ purpose }) => purpose === "population-studies")).toMatchObject({ decidedAtUtc: null });
    const decide = (purpose: string, isGranted: boolean) =>
      runner.ask("PUT", `/api/v1/me/consents/${purpose}`, { isGranted });
    await decide("sharing", true);
    expect((await decide("sharing", false)).json()).toMatchObject({ message: null });
    expect((await decide("wallpaper", true)).statusCode).toBe(400);
    const { database } = await testDatabase();
    const rows = await database
      .selectFrom("directory.consent")
      .where("runner_id", "=", runnerId)
      .where("purpose", "=", "sharing")
      .select(["is_granted", "wording_version"])
      .orderBy("decided_at")
      .execute();
    expect(rows.map(({ is_granted }) => is_granted)).toEqual([true, false]);
    expect(rows.every(({ wording_version }) => wording_version === 1)).toBe(true);
    const now = (await runner.ask("GET", "/api/v1/me/consents")).json<MeBody>().consents;
    expect(now.find(({ purpose }) => purpose === "sharing")).toMatchObject({ isGranted: false, wordingVersion: 1 });
  });

  it("[ACT13] decisions of one millisecond, on as many connections, are all kept", async () => {
    const runner = await registerRunner(opened, operator, "hasty@shoe.example");
    const { database } = await testDatabase();
    const { runnerId } = await readMe(runner);
    const [now, purpose] = [new Date(), "sharing" as const];
    const decide = () =>
      inTransaction(database, (transaction) => decideConsent(transaction, { runnerId, purpose, isGranted: true }, now));
    await Promise.all(Array.from({ length: AT_ONCE_COUNT }, decide));
    const rows = await database
      .selectFrom("directory.consent")
      .where("runner_id", "=", runnerId)
      .where("purpose", "=", purpose)
      .select("decided_at")
      .execute();
    const times = rows.map(({ decided_at }) => decided_at.getTime() - now.getTime()).sort((one, two) => one - two);
    expect(times).toEqual(Array.from({ length: AT_ONCE_COUNT }, (_, index) => index));
  });

  it("[ACT14] without gait analysis no run is taken, and a withdrawal says what becomes of the kept ones", async () => {
    const runner = await registerRunner(opened, operator, "withdraws@shoe.example");
    const { database } = await testDatabase();
    const { runnerId } = await readMe(runner);
    await expect(requireGaitConsent(database, runnerId)).resolves.toBeUndefined();
    const answer = await runner.ask("PUT", "/api/v1/me/consents/gait-analysis", { isGranted: false });
    expect(answer.json<{ message: string }>().message).toMatch(/No new run is taken/u);
    await expect(requireGaitConsent(database, runnerId)).rejects.toMatchObject({
      statusCode: 403,
      code: "consent-missing",
    });
  });
});

describe("a runner's page", () => {
  it("[ACT24] shows and changes the name, refuses control characters and members it does not know", async () => {
    const runner = await registerRunner(opened, operator, "named@shoe.example");
    expect((await runner.ask("PATCH", "/api/v1/me", { displayName: "Änne 跑" })).json()).toMatchObject({
      displayName: "Änne 跑",
    });
    expect((await runner.ask("PATCH", "/api/v1/me", { displayName: "a\u0000b" })).statusCode).toBe(400);
    expect((await runner.ask("PATCH", "/api/v1/me", { displayName: "x", role: "operator" })).statusCode).toBe(400);
    expect((await readMe(runner)).displayName).toBe("Änne 跑");
  });
});

describe("leaving", () => {
  it("[ACT22] needs the password, ends every session at once, and erases every row and blob of that runner alone", async () => {
    const { database } = await testDatabase();
    const runner = await registerRunner(opened, operator, "leaves@shoe.example");
    const stays = await registerRunner(opened, operator, "stays@shoe.example");
    const second = new TestBrowser(opened);
    await second.signIn("leaves@shoe.example");
    const [{ runnerId }, other] = [await readMe(runner), await readMe(stays)];
    const clock = (id: string) => ({ runner_id: id, last_change_number: 1 });
    await database
      .insertInto("runner.change_clock")
      .values([clock(runnerId), clock(other.runnerId)])
      .execute();

    const wrong = await runner.ask("DELETE", "/api/v1/me", { password: "not the password" });
    expect(wrong.json()).toMatchObject({ status: 403, code: "wrong-password" });
    expect((await runner.ask("DELETE", "/api/v1/me", { password: PASSWORD })).statusCode).toBe(204);
    for (const browser of [runner, second]) expect((await browser.ask("GET", "/api/v1/me")).statusCode).toBe(401);
    expect((await second.signIn("leaves@shoe.example")).statusCode).toBe(401);

    expect(await runnersToErase(database)).toEqual([runnerId]);
    const removed: string[] = [];
    const parts = { database, removeBlobs: (id: string) => Promise.resolve(void removed.push(id)) };
    await eraseRunner(parts, other.runnerId); // not being erased: nothing happens
    await eraseRunner(parts, runnerId);
    await eraseRunner(parts, runnerId);
    expect(new Set(removed)).toEqual(new Set([runnerId]));
    const clocks = await database.selectFrom("runner.change_clock").select("runner_id").execute();
    expect(clocks).toEqual([{ runner_id: other.runnerId }]);
    const left = await database.selectFrom("directory.consent").where("runner_id", "=", runnerId).selectAll().execute();
    expect(left).toEqual([]);
    expect(await runnersToErase(database)).toEqual([]);
    expect((await readMe(stays)).runnerId).toBe(other.runnerId);
  });

  it("[ACT22] takes open invitations along, and the address can be used again", async () => {
    const answer = await operator.ask("POST", "/api/v1/invitations", { role: "operator" });
    const { token } = answer.json<{ token: string }>();
    const leaving = new TestBrowser(opened);
    await leaving.ask("POST", "/api/v1/registration", registration("two@shoe.example", { invitationToken: token }));
    const invited = (await leaving.ask("POST", "/api/v1/invitations", {})).json<{ token: string }>();
    expect((await leaving.ask("DELETE", "/api/v1/me", { password: PASSWORD })).statusCode).toBe(204);
    const late = registration("late@shoe.example", { invitationToken: invited.token });
    const refused = await new TestBrowser(opened).ask("POST", "/api/v1/registration", late);
    expect(refused.json()).toMatchObject({ code: "invitation-not-valid" });
    await registerRunner(opened, operator, "two@shoe.example");
  });
});

describe("settings", () => {
  it("[ACT15] are the operator's, have defaults, and refuse what they cannot be", async () => {
    const read = async () => (await operator.ask("GET", "/api/v1/settings")).json<object>();
    expect(await read()).toEqual({
      registrationMode: "invitation",
      ageMinYears: 14,
      deletedRunsKeptDays: 30,
      recordingsKeptDays: null,
    });
    await operator.ask("PATCH", "/api/v1/settings", { recordingsKeptDays: 90 });
    await operator.ask("PATCH", "/api/v1/settings", { deletedRunsKeptDays: 7 });
    expect(await read()).toMatchObject({ recordingsKeptDays: 90, deletedRunsKeptDays: 7, ageMinYears: 14 });
    for (const change of [{ ageMinYears: 12 }, { registrationMode: "door" }, { deletedRunsKeptDays: 0 }, { x: 1 }])
      expect((await operator.ask("PATCH", "/api/v1/settings", change)).statusCode).toBe(400);
    const runner = await registerRunner(opened, operator, "nosy@shoe.example");
    expect((await runner.ask("GET", "/api/v1/settings")).statusCode).toBe(404);
  });
});
