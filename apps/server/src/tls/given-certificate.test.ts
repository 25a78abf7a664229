// TLS_CERT and TLS_KEY: served, renewed, refused.
import { randomBytes } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/built-app.ts";
import { rawRequest } from "../testing/raw-request.ts";
import { startServer, stopAll } from "../testing/running-server.ts";
import { issueServer, pemOf } from "./certificate.ts";
import { loadGivenCertificate } from "./given-certificate.ts";
import { generateKey } from "./key-pair-file.ts";

const YEAR_MS = 31_536_000_000;
let folder: string;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(async () => {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a self-signed pair for app.example.org and returns its paths. */
function writePair(name: string, fromMs = -YEAR_MS, toMs = YEAR_MS): { cert: string; key: string } {
  const key = generateKey();
  const at = (offset: number): Date => new Date(Date.now() + offset);
  const issue = { notBefore: at(fromMs), notAfter: at(toMs), serial: randomBytes(16) };
  const paths = { cert: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  const certificate = issueServer({ commonName: "Solewise server", key }, key, issue, ["app.example.org"]);
  writeFileSync(paths.cert, pemOf(certificate));
  writeFileSync(paths.key, key.export({ format: "pem", type: "pkcs8" }));
  return paths;
}

describe("a given certificate", () => {
  it("[SRV32] is served, with [SRV15] strict transport over HTTPS only, and [SRV33] no trust page", async () => {
    const { cert, key } = writePair("good");
    const server = await startServer([], { TLS_CERT: cert, TLS_KEY: key });
    const headers = { host: `app.example.org:${server.port}` };
    const ca = (await loadGivenCertificate(cert, key, new Date())).certificate.toString();
    const secure = await rawRequest({ port: server.port, headers, ca, servername: "app.example.org" });
    expect([secure.status, secure.headers["strict-transport-security"]]).toEqual([200, "max-age=15552000"]);
    const plain = await rawRequest({ port: server.port, headers, path: "/a?b=1" });
    expect([plain.status, plain.headers.location]).toEqual([308, `https://app.example.org:${server.port}/a?b=1`]);
    expect(plain.headers["strict-transport-security"]).toBeUndefined();
    expect((await rawRequest({ port: server.port, headers, path: "/trust" })).status).toBe(404);
    expect((await rawRequest({ port: server.port, headers, path: "/trust/solewise-ca.crt" })).status).toBe(404);
  });

  it("[SRV30] renewed files are taken up without a restart", async () => {
    const { cert, key } = writePair("renewed");
    const server = await startServer([], { TLS_CERT: cert, TLS_KEY: key }, { lookEveryMs: 20 });
    writePair("renewed");
    const ca = (await loadGivenCertificate(cert, key, new Date())).certificate.toString();
    // Between the two files a look may find a pair that does not fit, and says so; the next look takes the new one.
    await expect.poll(() => server.log.at(-1), { timeout: 10_000 }).toContain("New certificate");
    const headers = { host: "app.example.org" };
    const answer = await rawRequest({ port: server.port, headers, ca, servername: "app.example.org" });
    expect(answer.status).toBe(200); // the client trusts nothing but the new certificate
  });

  it("[SRV32] files that are missing, no PEM, of two pairs, or out of their time are told", async () => {
    const [good, other] = [writePair("one"), writePair("two")];
    const expired = writePair("old", -YEAR_MS, -1000);
    const early = writePair("early", YEAR_MS, 2 * YEAR_MS);
    const text = join(folder, "text");
    writeFileSync(text, "hello");
    const cases: [string, string, RegExp][] = [
      [join(folder, "nowhere"), good.key, /TLS_CERT: expected a PEM file that can be read; came .*no such file/u],
      [good.cert, join(folder, "nowhere"), /TLS_KEY: .*no such file/u],
      [text, good.key, /TLS_CERT: expected a certificate in PEM/u],
      [good.cert, text, /TLS_KEY: expected a private key in PEM/u],
      [good.cert, other.key, /TLS_KEY: expected the key of .*belongs to another/u],
      [expired.cert, expired.key, /TLS_CERT: .*expired on/u],
      [early.cert, early.key, /TLS_CERT: .*valid only from/u],
    ];
    for (const [cert, key, message] of cases) {
      const refused = (): Promise<unknown> => loadGivenCertificate(cert, key, new Date());
      await expect(refused()).rejects.toThrow(message);
      await expect(refused()).rejects.toMatchObject({ exitCode: 2 });
    }
  });
});
