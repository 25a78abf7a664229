// Opening accounts, over HTTP on a real database.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeServerSettings } from "../../accounts/server-settings.ts";
import { openStartLink } from "../../accounts/invitations.ts";
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

const REGISTRATION = "/api/v1/registration";
const invite = async (): Promise<string> =>
  (await operator.ask("POST", "/api/v1/invitations", {})).json<{ token: string }>().token;
const register = (body: object, address = "203.0.113.9") =>
  new TestBrowser(opened, address).ask("POST", REGISTRATION, body);
const countOf = async (table: "auth.login" | "directory.runner" | "directory.consent"): Promise<number> => {
  const { database } = await testDatabase();
  const row = await database
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return row.count;
};

beforeAll(async () => {
  opened = await openAccountApp(await testDatabase());
});
afterAll(() => opened.app.close());

describe("the first account", () => {
  it("[ACT18] comes by the start's link, which the next start replaces, and which is gone with an operator", async () => {
    const first = await openStartLink(opened.accounts);
    const second = await openStartLink(opened.accounts);
    const wish = (invitationToken: string | null) => registration("first@shoe.example", { invitationToken });
    expect((await register(wish(first))).json()).toMatchObject({ status: 403, code: "invitation-not-valid" });
    opened.clock.aheadMs = 25 * 3_600_000;
    expect((await register(wish(second))).json()).toMatchObject({ code: "invitation-not-valid" });
    opened.clock.aheadMs = 0;
    expect((await new TestBrowser(opened).ask("GET", REGISTRATION)).json()).toMatchObject({ hasOperator: false });
    operator = await registerOperator(opened);
    expect((await operator.ask("GET", "/api/v1/me")).json()).toMatchObject({ role: "operator" });
    expect(await openStartLink(opened.accounts)).toBeNull();
    const { database } = await testDatabase();
    const kept = await database.selectFrom("directory.invitation").select("token_sha256").execute();
    expect(kept.every(({ token_sha256 }) => token_sha256.length === 32)).toBe(true);
  });
});

describe("a registration", () => {
  it("[ACT11] needs an invitation by default, by which it becomes a runner that is signed in", async () => {
    expect((await register(registration("a@shoe.example"))).json()).toMatchObject({ code: "invitation-needed" });
    const unknown = registration("a@shoe.example", { invitationToken: "inv_unknownunknown" });
    expect((await register(unknown)).json()).toMatchObject({ code: "invitation-not-valid" });
    const browser = await registerRunner(opened, operator, "Anna@Shoe.example");
    const me = (await browser.ask("GET", "/api/v1/me")).json<object>();
    expect(me).toMatchObject({ email: "anna@shoe.example", role: "runner", ageBand: "18-plus" });
    expect((await browser.ask("GET", "/api/v1/invitations")).statusCode).toBe(404);
    const again = registration("anna@shoe.example", { invitationToken: await invite() });
    expect((await register(again)).json()).toMatchObject({ status: 409, code: "email-taken" });
  });

  it("[ACT11] is open or closed when the operator says so; an operator's invitation does not open a closed one", async () => {
    const { database } = await testDatabase();
    const change = (registrationMode: "open" | "closed" | "invitation") =>
      operator.ask("PATCH", "/api/v1/settings", { registrationMode });
    expect((await change("open")).json()).toMatchObject({ registrationMode: "open", ageMinYears: 14 });
    expect((await register(registration("open@shoe.example"))).statusCode).toBe(201);
    await change("closed");
    const closed = [
      registration("c@shoe.example"),
      registration("c@shoe.example", { invitationToken: await invite() }),
    ];
    for (const body of closed) expect((await register(body)).json()).toMatchObject({ code: "registration-closed" });
    await changeServerSettings(database, { registrationMode: "invitation" }, new Date());
  });

  it("[ACT12] of somebody under the age limit is refused with a sentence, and nothing of it is kept", async () => {
    const before = await Promise.all([
      countOf("auth.login"),
      countOf("directory.runner"),
      countOf("directory.consent"),
    ]);
    const invitationToken = await invite();
    const young = registration("child@shoe.example", { ageBand: "under-14", invitationToken });
    expect((await register(young)).json()).toMatchObject({ status: 403, code: "too-young" });
    await operator.ask("PATCH", "/api/v1/settings", { ageMinYears: 16 });
    const fifteen = registration("child@shoe.example", { ageBand: "14-15", invitationToken });
    expect((await register(fifteen)).json<{ detail: string }>().detail).toMatch(/16 or older/u);
    await operator.ask("PATCH", "/api/v1/settings", { ageMinYears: 14 });
    const after = await Promise.all([countOf("auth.login"), countOf("directory.runner"), countOf("directory.consent")]);
    expect(after).toEqual(before);
    expect((await register(registration("child@shoe.example", { ageBand: "14-15", invitationToken }))).statusCode).toBe(
      201,
    );
  });

  it("[ACT17] by one invitation twice at once opens exactly one account", async () => {
    for (let round = 0; round < 3; round++) {
      const invitationToken = await invite();
      const before = [await countOf("auth.login"), await countOf("directory.runner")];
      const all = [0, 1, 2, 3].map((index) =>
        register(
          registration(`race-${round}-${index}@shoe.example`, { invitationToken }),
          `198.51.100.${round}${index}`,
        ),
      );
      const statuses = (await Promise.all(all)).map(({ statusCode }) => statusCode);
      expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 403, 403, 403]);
      expect([await countOf("auth.login"), await countOf("directory.runner")]).toEqual(
        before.map((count) => count + 1),
      );
    }
  });

  it("[ACT11] of one e-mail many times at once opens one account, and the others are told", async () => {
    await operator.ask("PATCH", "/api/v1/settings", { registrationMode: "open" });
    const all = [0, 1, 2, 3].map((index) => register(registration("same@shoe.example"), `198.51.100.${index}`));
    const answers = await Promise.all(all);
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409]);
    await operator.ask("PATCH", "/api/v1/settings", { registrationMode: "invitation" });
  });

  it("[ACT10] with a weak password is refused before anything is asked of the invitation", async () => {
    const refused = async (password: string): Promise<string> =>
      (await register(registration("weak@shoe.example", { password }), "203.0.113.44")).json<{ code: string }>().code;
    expect(await refused("short")).toBe("password-too-short");
    expect(await refused("password123456")).toBe("password-too-common");
    expect(await refused("weak@shoe.example")).toBe("password-like-email");
  });

  it("[ACT11] refuses members that it does not know and purposes that come twice", async () => {
    expect((await register(registration("x@shoe.example", { role: "operator" }))).statusCode).toBe(400);
    const consents = [0, 1].map((index) => ({ purpose: "sharing", isGranted: index === 0 }));
    expect((await register(registration("x@shoe.example", { consents }))).json()).toMatchObject({
      code: "purpose-twice",
    });
  });
});

describe("invitations", () => {
  it("[ACT16] are listed without their bearer string, end when taken back, and tell that they were used", async () => {
    const made = (await operator.ask("POST", "/api/v1/invitations", { note: "Ben", days: 2 })).json<{
      invitationId: string;
      token: string;
      link: string;
    }>();
    expect(made.link).toBe(`https://shoe.example/#/join/${made.token}`);
    const list = await operator.ask("GET", "/api/v1/invitations");
    expect(list.body).not.toContain(made.token);
    expect(list.json<{ invitations: object[] }>().invitations[0]).toMatchObject({ note: "Ben", state: "open" });
    const url = `/api/v1/invitations/${made.invitationId}`;
    expect((await operator.ask("DELETE", url)).statusCode).toBe(204);
    expect((await operator.ask("DELETE", url)).statusCode).toBe(404);
    const late = registration("late@shoe.example", { invitationToken: made.token });
    expect((await register(late)).json()).toMatchObject({ code: "invitation-not-valid" });
    const states = (await operator.ask("GET", "/api/v1/invitations")).json<{ invitations: { state: string }[] }>();
    expect(new Set(states.invitations.map(({ state }) => state))).toEqual(new Set(["open", "used", "revoked"]));
  });
});

it("[ACT23] the log has no e-mail, no password and no bearer string, whatever was refused", () => {
  const log = opened.log.join("\n");
  for (const secret of ["@", PASSWORD, "inv_"]) expect(log).not.toContain(secret);
});
