// Passkeys, in Chromium with an authenticator of the DevTools protocol, on a real database.
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeBrowser } from "../../../../../scripts/test/browser/describe-browser.ts";
import {
  type AccountApp,
  openAccountApp,
  PASSWORD,
  registerOperator,
  registerRunner,
  type TestBrowser,
} from "../../testing/account-app.ts";
import { useTestDatabase } from "../../testing/test-database.ts";

const testDatabase = useTestDatabase();
let opened: AccountApp;
let operator: TestBrowser;
let address = "";

/** A phone that asks for the finger. */
const ASKS = {
  protocol: "ctap2",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;

/** A key that only wants to be touched. */
const ASKS_NOT = { protocol: "u2f", transport: "usb", hasResidentKey: false, hasUserVerification: false };

/** What a page does; it runs in the browser, so it is text here. */
const PAGE_SCRIPT = `
  const path = "/api/auth/passkey/";
  async function ask(method, url, body) {
    const headers = body === undefined ? {} : { "content-type": "application/json" };
    const answer = await fetch(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
  }
  async function makePasskey(name, change = (publicKey) => publicKey) {
    const options = await ask("GET", path + "generate-register-options");
    if (options.status !== 200) return options;
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.body);
    const made = await navigator.credentials.create({ publicKey: change(publicKey) });
    return ask("POST", path + "verify-registration", { response: made.toJSON(), name });
  }
  async function signInByPasskey(change = (response) => response) {
    const options = await ask("GET", path + "generate-authenticate-options");
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.body);
    const shown = await navigator.credentials.get({ publicKey });
    window.lastShown = change(shown.toJSON());
    return ask("POST", path + "verify-authentication", { response: window.lastShown });
  }
`;

interface Answer {
  status: number;
  body: {
    code?: string;
    me?: { email: string };
    email?: string;
    passkeys?: { passkeyId: string; name: string }[];
  } | null;
}

const run = (page: Page, code: string): Promise<Answer> => page.evaluate<Answer>(code);

beforeAll(async () => {
  opened = await openAccountApp(await testDatabase(), false, (app) => {
    app.get("/", (_request, reply) =>
      reply.type("text/html").send(`<!doctype html><title>t</title><script src="/p.js"></script>`),
    );
    app.get("/p.js", (_request, reply) => reply.type("text/javascript").send(PAGE_SCRIPT));
    app.get("/favicon.ico", (_request, reply) => reply.code(204).send());
  });
  await opened.app.listen({ port: 0, host: "127.0.0.1" });
  address = `http://localhost:${(opened.app.server.address() as AddressInfo).port}`;
  operator = await registerOperator(opened);
});
afterAll(() => opened.app.close());

describeBrowser("[ACT30] passkeys in a browser", (stage) => {
  async function openPage(device: object = ASKS): Promise<Page> {
    const page = await stage.openPage();
    const devTools = await page.context().newCDPSession(page);
    await devTools.send("WebAuthn.enable");
    await devTools.send("WebAuthn.addVirtualAuthenticator", { options: { ...ASKS, ...device } });
    await page.goto(`${address}/`);
    return page;
  }
  const signIn = (page: Page, email: string) =>
    run(page, `ask("POST", "/api/auth/sign-in/email", ${JSON.stringify({ email, password: PASSWORD })})`);

  it("[ACT30] one is made, listed, signs in without e-mail and password, and is gone when it is removed", async () => {
    stage.allowProblem(/40[0-9]/u); // the browser logs what is refused on purpose
    await registerRunner(opened, operator, "keys@shoe.example");
    const page = await openPage();
    expect((await run(page, `makePasskey("x")`)).status).toBe(401);
    expect((await signIn(page, "keys@shoe.example")).status).toBe(200);
    expect(await run(page, `makePasskey("Anna's phone")`)).toEqual({ status: 204, body: null });
    const listed = await run(page, `ask("GET", path + "list-user-passkeys")`);
    expect(listed.body?.passkeys?.map(({ name }) => name)).toEqual(["Anna's phone"]);
    expect((await run(page, `ask("POST", "/api/auth/sign-out")`)).status).toBe(204);
    expect((await run(page, `ask("GET", "/api/v1/me")`)).status).toBe(401);

    expect((await run(page, `signInByPasskey()`)).body?.me?.email).toBe("keys@shoe.example");
    expect((await run(page, `ask("GET", "/api/v1/me")`)).body?.email).toBe("keys@shoe.example");

    const passkeyId = listed.body?.passkeys?.[0]?.passkeyId;
    const stranger = await operator.ask("POST", "/api/auth/passkey/delete-passkey", { passkeyId });
    expect(stranger.statusCode).toBe(404);
    expect((await run(page, `ask("POST", path + "delete-passkey", { passkeyId: "${passkeyId}" })`)).status).toBe(204);
    expect((await run(page, `signInByPasskey()`)).status).toBe(403);
  });

  it("[ACT31] a key that only wants to be touched makes no passkey, also when the page asks it for no more", async () => {
    stage.allowProblem(/40[0-9]/u);
    await registerRunner(opened, operator, "unasked@shoe.example");
    const page = await openPage(ASKS_NOT);
    await signIn(page, "unasked@shoe.example");
    const lax = `makePasskey("lax", (publicKey) => ({
      ...publicKey,
      authenticatorSelection: { residentKey: "discouraged", userVerification: "discouraged" },
    }))`;
    expect(await run(page, lax)).toMatchObject({ status: 403, body: { code: "user-not-verified" } });
    expect((await run(page, `ask("GET", path + "list-user-passkeys")`)).body?.passkeys).toEqual([]);
  });

  it("[ACT30] an answer is good once, for its own challenge, unchanged", async () => {
    stage.allowProblem(/40[0-9]/u);
    await registerRunner(opened, operator, "once@shoe.example");
    const page = await openPage();
    await signIn(page, "once@shoe.example");
    await run(page, `makePasskey("once")`);
    await run(page, `ask("POST", "/api/auth/sign-out")`);
    const forge = `signInByPasskey((response) => ({ ...response, response: { ...response.response, signature: "AAAA" } }))`;
    expect((await run(page, forge)).status).toBeGreaterThanOrEqual(400);
    expect((await run(page, `ask("GET", "/api/v1/me")`)).status).toBe(401);
    expect((await run(page, `signInByPasskey()`)).status).toBe(200);
    await run(page, `ask("POST", "/api/auth/sign-out")`);
    const again = await run(page, `ask("POST", path + "verify-authentication", { response: window.lastShown })`);
    expect(again).toMatchObject({ status: 403, body: { code: "passkey-not-accepted" } });
  });
});

it("[ACT30] at a plain address they are refused with a sentence, and the registration says that there are none", async () => {
  const headers = { host: "192.168.1.2", origin: "https://192.168.1.2" };
  const url = "/api/auth/passkey/generate-authenticate-options";
  expect((await operator.ask("GET", url, undefined, headers)).json()).toMatchObject({
    status: 409,
    code: "no-passkeys-here",
  });
  expect((await operator.ask("GET", "/api/v1/registration", undefined, headers)).json()).toMatchObject({
    passkeys: false,
  });
  expect((await operator.ask("GET", "/api/v1/registration")).json()).toMatchObject({ passkeys: true });
});
