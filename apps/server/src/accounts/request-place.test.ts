// Where requests come from and to.
import Fastify from "fastify";
import { expect, it } from "vitest";
import { addressOf, allowsPasskeys, originOf } from "./request-place.ts";

async function place(headers: Record<string, string>, remoteAddress: string): Promise<[string, string]> {
  const app = Fastify({ trustProxy: ["loopback", "10.0.0.0/8"] });
  app.get("/", (request) => [originOf(request), addressOf(request)]);
  const answer = await app.inject({ url: "/", headers: { host: "Run.Example:8443", ...headers }, remoteAddress });
  await app.close();
  return answer.json<[string, string]>();
}

it("[ACT29] the origin is what the browser shows, also behind a proxy that says nothing", async () => {
  expect((await place({}, "203.0.113.1"))[0]).toBe("http://run.example:8443");
  expect((await place({ "x-forwarded-proto": "https" }, "127.0.0.1"))[0]).toBe("https://run.example:8443");
  expect((await place({ origin: "https://run.example:8443" }, "127.0.0.1"))[0]).toBe("https://run.example:8443");
  expect((await place({ "sec-fetch-site": "same-origin" }, "127.0.0.1"))[0]).toBe("https://run.example:8443");
  const local = { host: "localhost:8787", "sec-fetch-site": "same-origin" };
  expect((await place(local, "127.0.0.1"))[0]).toBe("http://localhost:8787");
  expect((await place({ origin: "https://evil.example" }, "127.0.0.1"))[0]).toBe("http://run.example:8443");
});

it("[ACT29] a proxy is believed on this machine and where it was named, and only its own last word", async () => {
  const forwarded = { "x-forwarded-for": "198.51.100.1, 203.0.113.9", "x-forwarded-proto": "https" };
  for (const proxy of ["127.0.0.1", "::ffff:127.0.0.1", "10.1.2.3", "::1"])
    expect(await place(forwarded, proxy)).toEqual(["https://run.example:8443", "203.0.113.9"]);
  for (const stranger of ["203.0.113.50", "192.168.1.2", "172.17.0.1"])
    expect(await place(forwarded, stranger)).toEqual(["http://run.example:8443", stranger]);
});

it("[ACT30] passkeys are offered at names by HTTPS and on this machine, not at addresses", () => {
  const origins = [
    "https://run.example",
    "http://localhost:8787",
    "http://run.example",
    "https://192.168.1.2",
    "https://[fd00::2]",
  ];
  expect(origins.map(allowsPasskeys)).toEqual([true, true, false, false, false]);
});
