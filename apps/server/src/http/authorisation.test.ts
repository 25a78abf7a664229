// Who may ask what, over every route that the router of the whole application knows. Each route has a case in
// testing/route-cases.ts; a route without one fails here.
import { randomUUID } from "node:crypto";
import type { LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registerOperator, registerRunner, TestBrowser } from "../testing/account-app.ts";
import { makeThings } from "../testing/owned-things.ts";
import { PUBLIC_ROUTES, ROUTE_CASES, type RouteCase, type ThingIds } from "../testing/route-cases.ts";
import { useTestDatabase } from "../testing/test-database.ts";
import { type KnownRoute, openWholeApp, type WholeApp } from "../testing/whole-app.ts";
import { openapiDocument } from "./openapi/openapi.ts";

const testDatabase = useTestDatabase();
const OWNER = "owner@shoe.example";
const STRANGER = "stranger@shoe.example";
const RUN_NAME = "Along the river";

let whole: WholeApp;
let operator: TestBrowser;
let owner: TestBrowser;
let stranger: TestBrowser;
let newcomer: TestBrowser;
let things: ThingIds;
let strangersThings: ThingIds;
let revoked: { cookie: string; token: string };

type Method = Parameters<TestBrowser["ask"]>[0];

const nobody = (): TestBrowser => new TestBrowser(whole, freshAddress());
let addressCount = 0;
/** Attempts are counted by address; here each request comes from another. */
const freshAddress = (): string => `198.18.${Math.floor(++addressCount / 250)}.${(addressCount % 250) + 1}`;

const apiRoutes = (): KnownRoute[] => whole.routes.filter(({ access }) => access !== undefined);
const nameOf = ({ method, url }: KnownRoute): string => `${method} ${url}`;
/** HEAD that Fastify adds to each GET is judged as that GET. */
const caseOf = ({ method, url }: KnownRoute): RouteCase | undefined =>
  ROUTE_CASES[`${method} ${url}`] ?? (method === "HEAD" ? ROUTE_CASES[`GET ${url}`] : undefined);

/** Ids that never were. */
function unknownIds(): ThingIds {
  return Object.fromEntries(Object.keys(things).map((name) => [name, randomUUID()])) as unknown as ThingIds;
}

interface Asking {
  ids: ThingIds;
  headers?: Record<string, string>;
  method?: string;
}

function ask(browser: TestBrowser, route: KnownRoute, { ids, headers = {}, method }: Asking) {
  const known = caseOf(route);
  if (known === undefined) throw new Error(`${nameOf(route)} has no case in testing/route-cases.ts`);
  const values: Record<string, string> = { ...ids, ...known.params?.(ids) };
  const path = route.url.replaceAll(/:(\w+)/gu, (_, name: string) => values[name] ?? "missing");
  const url = known.query === undefined ? path : `${path}?${known.query}`;
  const used = method ?? route.method;
  const body = ["GET", "HEAD", "OPTIONS"].includes(used) ? undefined : known.body?.(ids);
  browser.address = freshAddress();
  return browser.ask(used as Method, url, body, { ...known.headers, ...headers });
}

const told = (route: KnownRoute, { statusCode, body }: LightMyRequestResponse) => [nameOf(route), statusCode, body];

/** Everything a runner sees of itself, but when sessions were used. */
async function snapshot(browser: TestBrowser, { runId, analysisId }: ThingIds): Promise<string[]> {
  const paths = [
    "/api/v1/me",
    "/api/v1/me/consents",
    "/api/v1/runs",
    "/api/v1/runs?deleted=true",
    "/api/v1/changes?after=0",
    "/api/v1/weeks?from=2026-04-27&count=3",
    `/api/v1/runs/${runId}`,
    `/api/v1/runs/${runId}/analyses`,
    `/api/v1/runs/${runId}/analyses/${analysisId}`,
    `/api/v1/runs/${runId}/analyses/current/left/strides.bin`,
    `/api/v1/runs/${runId}/recordings/0`,
    "/api/auth/passkey/list-user-passkeys",
    "/api/auth/list-sessions",
  ];
  const answers = [];
  for (const path of paths) answers.push(await browser.ask("GET", path));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(paths.map(() => 200));
  return answers.map(({ body }) => body.replaceAll(/"lastUsedAtUtc":"[^"]*"/gu, ""));
}

beforeAll(async () => {
  whole = await openWholeApp(await testDatabase());
  operator = await registerOperator(whole);
  owner = await registerRunner(whole, operator, OWNER);
  stranger = await registerRunner(whole, operator, STRANGER);
  newcomer = await registerRunner(whole, operator, "newcomer@shoe.example");
  await new TestBrowser(whole, freshAddress()).signIn(OWNER);
  await new TestBrowser(whole, freshAddress()).signIn(STRANGER);
  things = await makeThings(whole, { browser: owner, operator, email: OWNER, startSec: 10, runName: RUN_NAME });
  strangersThings = await makeThings(whole, {
    browser: stranger,
    operator,
    email: STRANGER,
    startSec: 20,
    runName: "Round the lake",
  });
  const ended = new TestBrowser(whole, freshAddress());
  await ended.signIn(OWNER);
  const cookie = [...ended.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const password = { email: OWNER, password: "four quiet green boats", keep: "token" };
  const { token } = (await nobody().ask("POST", "/api/auth/sign-in/email", password)).json<{ token: string }>();
  revoked = { cookie, token };
  for (const headers of [{ cookie }, { authorization: `Bearer ${token}`, cookie: "" }]) {
    const answer = await nobody().ask("POST", "/api/auth/sign-out", undefined, headers);
    if (answer.statusCode !== 204) throw new Error(answer.body);
  }
}, 120_000);

afterAll(() => whole.close());

describe("every route of the router", () => {
  it("[API1] is described, and has a case here; what is not the API is public by name", () => {
    const { paths } = openapiDocument(whole.app) as { paths: Record<string, Record<string, object>> };
    const isDescribed = ({ method, url }: KnownRoute): boolean => {
      const path = paths[url.replaceAll(/:(\w+)/gu, "{$1}")] ?? {};
      return path[method.toLowerCase()] !== undefined || (method === "HEAD" && path["get"] !== undefined);
    };
    expect(apiRoutes().length).toBeGreaterThan(40);
    const undescribed = apiRoutes().filter((route) => !isDescribed(route));
    expect(undescribed.map(nameOf)).toEqual([]);
    expect(
      apiRoutes()
        .filter((route) => caseOf(route) === undefined)
        .map(nameOf),
    ).toEqual([]);
    const others = whole.routes.filter(({ access }) => access === undefined);
    const asGet = others.map(({ method, url }) => `${method === "HEAD" ? "GET" : method} ${url}`);
    expect(asGet.filter((name) => !PUBLIC_ROUTES.has(name))).toEqual([]);
  });

  it("[API1] no case is of a route that is gone, and each says of its route what the route says", () => {
    const names = new Set(whole.routes.map(nameOf));
    expect([...Object.keys(ROUTE_CASES), ...PUBLIC_ROUTES].filter((name) => !names.has(name))).toEqual([]);
    const accessOf = ({ kind }: RouteCase): string => (kind === "public" || kind === "operator" ? kind : "runner");
    for (const route of apiRoutes()) {
      const known = caseOf(route);
      expect([nameOf(route), known && accessOf(known)]).toEqual([nameOf(route), route.access]);
    }
    const withId = apiRoutes().filter(({ url }) => /:\w+Id\b/u.test(url));
    expect(withId.filter((route) => caseOf(route)?.kind === "own").map(nameOf)).toEqual([]);
  });
});

describe("asked by who may not", () => {
  it("[API3] nobody gets 401, unless the route is public", async () => {
    for (const route of apiRoutes()) {
      const { statusCode } = await ask(nobody(), route, { ids: things });
      const isPublic = route.access === "public";
      const what = statusCode === 401 ? "refused" : statusCode < 500 ? "taken" : "broken";
      expect([nameOf(route), what]).toEqual([nameOf(route), isPublic ? "taken" : "refused"]);
    }
  });

  it("[API3] a session that was ended opens nothing, by cookie and by bearer token", async () => {
    for (const route of apiRoutes().filter(({ access }) => access !== "public"))
      for (const headers of [{ cookie: revoked.cookie }, { authorization: `Bearer ${revoked.token}` }]) {
        const answer = await ask(nobody(), route, { ids: things, headers });
        expect([nameOf(route), answer.statusCode]).toEqual([nameOf(route), 401]);
      }
  });

  it("[API4] a stranger with another's ids is answered as for ids that never were", async () => {
    const before = await snapshot(owner, things);
    for (const route of apiRoutes().filter((one) => caseOf(one)?.kind === "object")) {
      const unknown = await ask(stranger, route, { ids: unknownIds() });
      const foreign = await ask(stranger, route, { ids: things });
      expect(told(route, foreign)).toEqual(told(route, unknown));
      expect([nameOf(route), foreign.statusCode]).toEqual([nameOf(route), 404]);
    }
    expect(await snapshot(owner, things)).toEqual(before);
  });

  it("[API4] another's analysis or edit of the stranger's own run is as one that never was", async () => {
    const before = await snapshot(owner, things);
    const ownRun = { runId: strangersThings.runId };
    const parts = apiRoutes().filter(({ url }) => /:(?:analysisId|editId)/u.test(url));
    expect(parts.length).toBeGreaterThan(3);
    for (const route of parts) {
      const foreign = await ask(stranger, route, { ids: { ...things, ...ownRun } });
      const unknown = await ask(stranger, route, { ids: { ...unknownIds(), ...ownRun } });
      expect(told(route, foreign)).toEqual(told(route, unknown));
      expect([nameOf(route), foreign.statusCode]).toEqual([nameOf(route), 404]);
    }
    expect(await snapshot(owner, things)).toEqual(before);
  });

  it("[API4] routes that name nothing tell a stranger nothing of another, and change nothing of another's", async () => {
    const before = await snapshot(owner, things);
    const secrets = [...Object.values(things as unknown as Record<string, string>), OWNER, RUN_NAME];
    for (const route of apiRoutes().filter((one) => caseOf(one)?.kind === "own")) {
      const used = caseOf(route)?.endsSession === true ? nobody() : stranger;
      if (used !== stranger) await used.signIn(STRANGER);
      const { body, statusCode } = await ask(used, route, { ids: things });
      const wanted = route.method === "GET" ? [200] : [200, 204, 400, 401, 403];
      expect([nameOf(route), wanted.includes(statusCode) ? wanted : statusCode]).toEqual([nameOf(route), wanted]);
      expect([nameOf(route), secrets.filter((secret) => body.includes(secret))]).toEqual([nameOf(route), []]);
    }
    expect(await snapshot(owner, things)).toEqual(before);
  });

  it("[API4] sums are over the caller's own: who has no runs has no mileage", async () => {
    const weeksOf = async (browser: TestBrowser): Promise<number> => {
      const answer = await browser.ask("GET", "/api/v1/weeks?from=2026-04-27&count=3");
      const { weeks } = answer.json<{ weeks: { runCount: number }[] }>();
      return weeks.reduce((sum, { runCount }) => sum + runCount, 0);
    };
    expect([await weeksOf(owner), await weeksOf(stranger), await weeksOf(newcomer)]).toEqual([1, 1, 0]);
  });

  it("[API4] a run made under another's id is the maker's own, and tells nothing", async () => {
    const before = await snapshot(owner, things);
    const routes = apiRoutes().filter((one) => caseOf(one)?.kind === "creates");
    expect(routes.length).toBeGreaterThan(0);
    for (const route of routes) {
      if (route.method === "HEAD") continue;
      const foreign = await ask(newcomer, route, { ids: things });
      expect([nameOf(route), foreign.statusCode]).toEqual([nameOf(route), 201]);
      expect(foreign.body).not.toContain(RUN_NAME);
    }
    expect(await snapshot(owner, things)).toEqual(before);
  });

  it("[API4] who made a run under another's id finds nothing of the other's run in it", async () => {
    const before = await snapshot(owner, things);
    const parts = apiRoutes().filter(({ url }) => /:(?:analysisId|editId)/u.test(url));
    for (const route of parts) {
      const ids = { ...unknownIds(), runId: things.runId };
      const foreign = await ask(newcomer, route, { ids: things });
      expect(told(route, foreign)).toEqual(told(route, await ask(newcomer, route, { ids })));
      expect([nameOf(route), foreign.statusCode]).toEqual([nameOf(route), 404]);
    }
    expect((await newcomer.ask("GET", `/api/v1/runs/${things.runId}`)).body).not.toContain(RUN_NAME);
    expect((await newcomer.ask("GET", `/api/v1/runs/${things.runId}/analyses`)).json()).toEqual({ analyses: [] });
    const current = `/api/v1/runs/${things.runId}/analyses/current`;
    for (const path of [current, `${current}/left/strides.bin`, `${current}/left/paths.bin`])
      expect((await newcomer.ask("GET", path)).statusCode).toBe(404);
    expect((await newcomer.ask("GET", `/api/v1/runs/${things.runId}/recordings/0`)).statusCode).toBe(409);
    expect(await snapshot(owner, things)).toEqual(before);
  });

  it("[API5] an operator's routes are not there for a runner, as no route is", async () => {
    const nothing = await stranger.ask("GET", "/api/v1/no-such-thing");
    for (const route of apiRoutes().filter(({ access }) => access === "operator")) {
      const { statusCode, body } = await ask(stranger, route, { ids: things });
      expect([nameOf(route), statusCode]).toEqual([nameOf(route), 404]);
      expect(body).toBe(route.method === "HEAD" ? "" : nothing.body);
    }
  });

  it("[API5] an operator sees a runner's things as any stranger does", async () => {
    for (const route of apiRoutes().filter((one) => caseOf(one)?.kind === "object")) {
      const { statusCode } = await ask(operator, route, { ids: things });
      expect([nameOf(route), statusCode]).toEqual([nameOf(route), 404]);
    }
  });

  it("[API6] a page of another site writes nothing with its visitor's cookie", async () => {
    const before = await snapshot(owner, things);
    const writes = apiRoutes().filter(({ method }) => !["GET", "HEAD"].includes(method));
    expect(writes.length).toBeGreaterThan(20);
    for (const route of writes)
      for (const headers of [
        { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
        { "sec-fetch-site": "same-site", origin: "https://other.shoe.example" },
      ]) {
        const { statusCode } = await ask(owner, route, { ids: things, headers });
        expect([nameOf(route), statusCode]).toEqual([nameOf(route), 403]);
      }
    expect(await snapshot(owner, things)).toEqual(before);
  });

  it("[API7] OPTIONS tells nobody anything: no route answers it, and no other origin is invited", async () => {
    const headers = { origin: "https://evil.example", "access-control-request-method": "PUT" };
    for (const route of apiRoutes()) {
      const answer = await ask(stranger, route, { ids: things, method: "OPTIONS", headers });
      expect([nameOf(route), answer.statusCode]).toEqual([nameOf(route), 404]);
      expect(Object.keys(answer.headers).filter((name) => /^(?:access-control|allow)/u.test(name))).toEqual([]);
    }
  });
});

describe("asked by who may", () => {
  it("[API4] the owner's own ids open what they were refused for", async () => {
    for (const [name, known] of Object.entries(ROUTE_CASES)) {
      if (known.ownerStatus === undefined) continue;
      const [method = "", url = ""] = name.split(" ");
      const answer = await ask(owner, { method, url, access: "runner" }, { ids: things });
      expect([name, answer.statusCode, answer.statusCode === known.ownerStatus ? "" : answer.body]).toEqual([
        name,
        known.ownerStatus,
        "",
      ]);
    }
    const withoutOwner = Object.entries(ROUTE_CASES).filter(
      ([, { kind, ownerStatus }]) => kind === "object" && ownerStatus === undefined,
    );
    expect(withoutOwner.map(([name]) => name)).toEqual([]);
    expect(whole.log.filter((line) => line.includes("at "))).toEqual([]);
  });
});
