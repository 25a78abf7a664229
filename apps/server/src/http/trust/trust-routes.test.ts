// The trust page and its files, as a phone gets them.
import { X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RawAnswer, rawRequest } from "../../testing/raw-request.ts";
import { startServer, stopAll, type TestServer } from "../../testing/running-server.ts";
import { mobileConfig } from "./mobile-config.ts";
import { chooseTexts, escapeHtml, trustPage } from "./trust-page.ts";
import { ENGLISH } from "./trust-texts.ts";
import { CHINESE } from "./trust-texts-zh-cn.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer(["--lan", "--name", "run.solewise.test"], { HOST: "127.0.0.1" });
});
afterAll(stopAll);

function get(path: string, headers: Record<string, string> = {}): Promise<RawAnswer> {
  return rawRequest({ port: server.port, path, headers: { host: `run.solewise.test:${server.port}`, ...headers } });
}

describe("/trust", () => {
  it("[SRV34] says what it is, the fingerprint, the steps, and leads to the app by HTTPS", async () => {
    const page = (await get("/trust")).body.toString();
    const ca = new X509Certificate((await get("/trust/solewise-ca.crt")).body);
    const shown = /<code>(.*?)<\/code>/u.exec(page)?.[1]?.replaceAll("<wbr>", "");
    expect(shown).toBe(ca.fingerprint256);
    for (const device of ["Android", "iPhone", "Computer", "Remove it again", "Certificate Trust Settings"])
      expect(page).toContain(device);
    expect(page).toContain(`<a class="button" href="https://run.solewise.test:${server.port}/">`);
    expect(page).not.toMatch(/<script|<style|style=|\son\w+=|\{\w+\}/u);
  });

  it("[SRV34] every link on the page is answered, and the style sheet is one", async () => {
    const page = (await get("/trust")).body.toString();
    const paths = [...page.matchAll(/(?:href)="(\/[^"]*)"/gu)].map((match) => match[1] ?? "");
    expect(new Set(paths).size).toBeGreaterThanOrEqual(5);
    for (const path of paths) expect([path, (await get(path)).status]).toEqual([path, 200]);
    expect((await get("/trust/style.css")).headers["content-type"]).toBe("text/css; charset=utf-8");
  });

  it("[SRV35] is in the reader's language, and ?lang= wins", async () => {
    const cases: [string, string | undefined, string][] = [
      ["/trust", "zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"],
      ["/trust", "en;q=0.4, zh;q=0.6", "zh-CN"],
      ["/trust", "de, en;q=0.5", "en"],
      ["/trust", "zh;q=0, en", "en"],
      ["/trust", undefined, "en"],
      ["/trust?lang=zh-CN", "en", "zh-CN"],
      ["/trust?lang=en&lang=zh", "zh", "en"],
    ];
    for (const [path, accept, language] of cases) {
      const { headers, body } = await get(path, accept === undefined ? {} : { "accept-language": accept });
      expect([path, accept, headers["content-language"]]).toEqual([path, accept, language]);
      expect(body.toString()).toContain(`<html lang="${language}">`);
    }
    expect(chooseTexts(undefined, ",;;q=x,zh-TW")).toBe(CHINESE);
  });

  it("[SRV35] Chinese says as much as English", () => {
    const shape = (texts: typeof ENGLISH): unknown => [
      texts.what.length,
      texts.remove.length,
      texts.devices.map(({ steps }) => steps.length),
    ];
    expect(shape(CHINESE)).toEqual(shape(ENGLISH));
    const marks = (texts: typeof ENGLISH): string[] => JSON.stringify(texts).match(/\{\w+\}/gu) ?? [];
    expect(marks(CHINESE)).toEqual(marks(ENGLISH));
  });

  it("[SRV36] names from outside are escaped in page and profile", () => {
    const evil = `"><script>alert('1')</script>&{ca}`;
    const page = trustPage(ENGLISH, { fingerprint: evil, caName: evil, appUrl: evil });
    expect(page).not.toContain("<script");
    expect(escapeHtml(evil)).toBe("&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;{ca}");
    const facts = { certificate: Buffer.from("x"), fingerprint: "", name: evil, appUrl: () => "" };
    expect(mobileConfig(facts)).not.toContain("<script");
  });

  it("[SRV37] certificate and profile hold the same bytes, by the types that phones take", async () => {
    const certificate = await get("/trust/solewise-ca.crt");
    expect(certificate.headers["content-type"]).toBe("application/x-x509-ca-cert");
    const profile = await get("/trust/solewise-ca.mobileconfig");
    expect(profile.headers["content-type"]).toBe("application/x-apple-aspen-config");
    const data = /<data>([^<]*)<\/data>/u.exec(profile.body.toString())?.[1] ?? "";
    expect(Buffer.from(data, "base64").equals(certificate.body)).toBe(true);
    expect((await get("/trust/solewise-ca.mobileconfig")).body.equals(profile.body)).toBe(true);
    expect(
      profile.body.toString().match(/[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}/gu),
    ).toHaveLength(3);
  });

  it("[SRV19] everything else is sent on to HTTPS, and no browser keeps that", async () => {
    const away = await get("/runs/1?tab=form");
    expect([away.status, away.headers.location, away.headers["cache-control"]]).toEqual([
      308,
      `https://run.solewise.test:${server.port}/runs/1?tab=form`,
      "no-store",
    ]);
    const proxied = await get("http://evil.example/x");
    expect(proxied.headers.location).toBe(`https://run.solewise.test:${server.port}/`);
  });

  it("[SRV33] is not there without a home CA, nor is anything else under it", async () => {
    const plain = await startServer();
    for (const path of ["/trust", "/trust/style.css", "/trust/x"])
      expect((await rawRequest({ port: plain.port, path, headers: { accept: "text/html" } })).status).toBe(404);
    expect((await get("/trust/nothing")).status).toBe(404);
  });
});
