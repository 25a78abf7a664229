// The door, over a small application with a fake of who is signed in.
import Fastify, { type FastifyInstance } from "fastify";
import { describe, expect, it } from "vitest";
import { addAccess } from "./access.ts";
import type { Caller } from "./caller.ts";
import { callerByHeader } from "../../testing/caller-by-header.ts";
import type { Pace } from "./runner-pace.ts";

const RUNNER: Caller = { runnerId: "r", loginId: "l", sessionId: "s", role: "runner" };

async function makeApp(pace?: Pace): Promise<FastifyInstance> {
  const app = Fastify();
  addAccess(app, { authenticate: callerByHeader, nowMs: () => 0, ...(pace === undefined ? {} : { pace }) });
  app.addContentTypeParser("application/octet-stream", (_request, payload, done) => {
    payload.resume();
    done(null, null);
  });
  app.get("/api/v1/open", { config: { access: "public" } }, () => "open");
  app.get("/api/v1/mine", { config: { access: "runner" } }, (request) => request.caller);
  app.put("/api/v1/mine", { config: { access: "runner" } }, () => "written");
  app.patch("/api/v1/bytes", { config: { access: "runner", bodyKind: "bytes" } }, () => "taken");
  app.get("/api/v1/all", { config: { access: "operator" } }, () => "all");
  app.get("/*", () => "page");
  await app.ready();
  return app;
}

const as = (caller: Caller): Record<string, string> => ({ "x-caller": JSON.stringify(caller) });

describe("a route's access", () => {
  it("[ACT1] a route of the API without access stops the start, and so does none of the others", async () => {
    const app = Fastify();
    addAccess(app, { authenticate: callerByHeader, nowMs: () => 0 });
    expect(() => app.get("/healthz", () => "ok")).not.toThrow();
    expect(() => app.get("/api/v1/silent", () => "?")).toThrow(/GET \/api\/v1\/silent: expected config\.access/u);
    await app.close();
  });

  it("[ACT2] nobody gets 401, a runner 404 where only operators may, everybody what is public", async () => {
    const app = await makeApp();
    const statusOf = async (url: string, headers: Record<string, string> = {}): Promise<number> =>
      (await app.inject({ url, headers })).statusCode;
    expect(await statusOf("/api/v1/open")).toBe(200);
    expect(await statusOf("/api/v1/mine")).toBe(401);
    expect(await statusOf("/api/v1/all")).toBe(401);
    expect(await statusOf("/api/v1/all", as(RUNNER))).toBe(404);
    expect(await statusOf("/api/v1/all", as({ ...RUNNER, role: "operator" }))).toBe(200);
    expect((await app.inject({ url: "/api/v1/mine", headers: as(RUNNER) })).json()).toEqual(RUNNER);
    expect((await app.inject({ url: "/api/v1/mine" })).json()).toMatchObject({ status: 401, code: "not-signed-in" });
  });

  it("[ACT2] HEAD is judged as GET, and an unknown path under /api is 404 whatever pages answer elsewhere", async () => {
    const app = await makeApp();
    expect((await app.inject({ method: "HEAD", url: "/api/v1/mine" })).statusCode).toBe(401);
    expect((await app.inject({ url: "/api/v1/unknown", headers: { accept: "text/html" } })).statusCode).toBe(404);
    expect((await app.inject({ url: "/api?x=1" })).statusCode).toBe(404);
    expect((await app.inject({ url: "/apis" })).statusCode).toBe(200);
  });

  it("[ACT4] a body is JSON, or bytes where a route takes them; anything else is 415", async () => {
    const app = await makeApp();
    const write = async (method: "PUT" | "PATCH", url: string, type: string): Promise<number> =>
      (await app.inject({ method, url, headers: { ...as(RUNNER), "content-type": type }, payload: "{}" })).statusCode;
    expect(await write("PUT", "/api/v1/mine", "application/json; charset=utf-8")).toBe(200);
    expect(await write("PUT", "/api/v1/mine", "text/plain")).toBe(415);
    expect(await write("PUT", "/api/v1/mine", "application/x-www-form-urlencoded")).toBe(415);
    expect(await write("PATCH", "/api/v1/bytes", "application/octet-stream")).toBe(200);
    expect(await write("PATCH", "/api/v1/bytes", "application/json")).toBe(415);
    const untyped = await app.inject({
      method: "PUT",
      url: "/api/v1/mine",
      headers: as(RUNNER),
      payload: Buffer.of(1),
    });
    expect(untyped.statusCode).toBe(415);
  });

  it("[ACT6] a runner that asks too fast is told how long to wait, and no other waits for it", async () => {
    const app = await makeApp({ burstCount: 2, requestsPerSec: 0.5 });
    const ask = (runnerId: string) => app.inject({ url: "/api/v1/mine", headers: as({ ...RUNNER, runnerId }) });
    expect([(await ask("a")).statusCode, (await ask("a")).statusCode]).toEqual([200, 200]);
    const third = await ask("a");
    expect([third.statusCode, third.headers["retry-after"]]).toEqual([429, "2"]);
    expect((await ask("b")).statusCode).toBe(200);
  });
});

describe("a write of another site", () => {
  const write = async (headers: Record<string, string>): Promise<number> => {
    const app = await makeApp();
    const all = { host: "shoe.example:8787", cookie: "a=b", ...as(RUNNER), ...headers };
    return (await app.inject({ method: "PUT", url: "/api/v1/mine", headers: all })).statusCode;
  };

  it("[ACT3] is refused by Sec-Fetch-Site, else by Origin, else by a cookie that comes alone", async () => {
    expect(await write({ "sec-fetch-site": "same-origin" })).toBe(200);
    expect(await write({ "sec-fetch-site": "none" })).toBe(200);
    expect(await write({ "sec-fetch-site": "same-site" })).toBe(403);
    expect(await write({ "sec-fetch-site": "cross-site", origin: "https://shoe.example:8787" })).toBe(403);
    expect(await write({ origin: "https://shoe.example:8787" })).toBe(200);
    expect(await write({ origin: "http://SHOE.example:8787" })).toBe(200);
    expect(await write({ origin: "https://shoe.example" })).toBe(403);
    expect(await write({ origin: "https://shoe.example:8787@evil.example" })).toBe(403);
    expect(await write({ origin: "null" })).toBe(403);
    expect(await write({})).toBe(403);
  });

  it("[ACT3] a client that is no browser brings no cookie and passes", async () => {
    const app = await makeApp();
    const answer = await app.inject({ method: "PUT", url: "/api/v1/mine", headers: as(RUNNER) });
    expect(answer.statusCode).toBe(200);
  });
});
