// The home CA and what it signs, judged by a TLS client that knows only that CA.
import { randomBytes } from "node:crypto";
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { connect, createServer } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/built-app.ts";
import { issueServer, pemOf } from "./certificate.ts";
import { permittedHosts } from "./certificate-extensions.ts";
import { commonNameOf, homeCaPath, openHomeCa } from "./home-ca.ts";
import { generateKey, type KeyPair } from "./key-pair-file.ts";
import { HOME_DOMAINS, HOME_NETWORKS } from "./name-constraints.ts";
import { certifies, type NetworkPlace, openCertificate, type ServedCertificate } from "./served-certificate.ts";

const NOW = new Date("2026-06-01T12:00:00Z");
const PLACE: NetworkPlace = { machineName: "kitchen", addresses: ["192.168.1.7", "fd12::7", "8.8.8.8"] };
const DAY_MS = 86_400_000;
const folders: string[] = [];

function newFolder(): string {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function open(folder: string, names: string[] = [], place = PLACE, now = NOW): Promise<ServedCertificate> {
  return openCertificate({ kind: "home-ca", names }, folder, place, now);
}

/** Whether the certificate was signed by the CA that is served with it. */
function isOwn({ ca, certificate }: ServedCertificate): boolean {
  return ca !== null && certificate.verify(ca.publicKey);
}

function daysLater(count: number): Date {
  return new Date(NOW.getTime() + count * DAY_MS);
}

/** What a client that trusts only `ca` says to a server with this identity: "trusted", or the error's code. */
async function handshake(identity: ServedCertificate["identity"], ca: string, servername: string): Promise<string> {
  const server = createServer(identity, (socket) => socket.end());
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const verdict = await new Promise<string>((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", ca, servername }, () => resolve("trusted"));
    socket.on("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "UNSPECIFIED" ? error.message : (error.code ?? error.message)),
    );
    socket.on("close", () => socket.destroy());
  });
  server.close();
  return verdict;
}

describe("the home CA", () => {
  it("[SRV27] is made once, and two starts at once agree on it", async () => {
    const folder = newFolder();
    const wish = { machineName: "kitchen", extraHosts: [] };
    const cas = await Promise.all([1, 2, 3, 4].map(() => openHomeCa(folder, wish, NOW)));
    expect(new Set(cas.map(({ certificate }) => certificate.fingerprint256)).size).toBe(1);
    const later = await open(folder, [], PLACE, daysLater(3000));
    expect(later.ca?.fingerprint256).toBe(cas[0]?.certificate.fingerprint256);
    expect(cas[0]?.certificate.subject).toBe("O=Solewise\nCN=Solewise at kitchen 2026-06-01");
  });

  it("[SRV27] lives ten years; out of its time it is told, not replaced", async () => {
    const folder = newFolder();
    await open(folder);
    await expect(open(folder, [], PLACE, daysLater(3651))).rejects.toThrow(/home-ca\.pem: expected .*valid now/u);
    await expect(open(folder, [], PLACE, daysLater(-2))).rejects.toThrow(/clock/u);
    await open(folder, [], PLACE, daysLater(3649));
  });

  it("[SRV27] a damaged file is told, not replaced", async () => {
    const folder = newFolder();
    await open(folder);
    const whole = readFileSync(homeCaPath(folder), "utf8");
    for (const damaged of ["", whole.slice(0, 200), whole.slice(0, -80)]) {
      writeFileSync(homeCaPath(folder), damaged);
      await expect(open(folder)).rejects.toThrow(/home-ca\.pem: expected a certificate and its key.*move it away/u);
      expect(readFileSync(homeCaPath(folder), "utf8")).toBe(damaged);
    }
  });

  it("[SRV28] certificate and key are files for this user only, and nothing unfinished stays", async () => {
    const folder = newFolder();
    const tls = join(folder, "tls");
    await open(folder);
    expect(readdirSync(tls).sort()).toEqual(["home-ca.pem", "server.pem"]);
    expect(statSync(tls).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(tls)) expect(statSync(join(tls, name)).mode & 0o777).toBe(0o600);
  });

  it("[SRV28] a file that was put back open to all is closed again", async () => {
    const folder = newFolder();
    const { ca } = await open(folder);
    chmodSync(homeCaPath(folder), 0o644);
    expect((await open(folder)).ca?.fingerprint256).toBe(ca?.fingerprint256);
    expect(statSync(homeCaPath(folder)).mode & 0o777).toBe(0o600);
  });

  it("[SRV28] what a killed start left behind is removed once it is old", async () => {
    const folder = newFolder();
    await open(folder, [], PLACE, new Date());
    const left = `${homeCaPath(folder)}.x.unfinished`;
    writeFileSync(left, "half a key");
    await open(folder, [], PLACE, new Date());
    expect(readdirSync(join(folder, "tls"))).toContain("home-ca.pem.x.unfinished");
    utimesSync(left, new Date(Date.now() - 120_000), new Date(Date.now() - 120_000));
    await open(folder, [], PLACE, new Date());
    expect(readdirSync(join(folder, "tls"))).not.toContain("home-ca.pem.x.unfinished");
  });

  it("[SRV31] has critical name constraints, path length 0, and is for servers", async () => {
    const { ca } = await open(newFolder(), ["run.example.org", "203.0.114.9", "more.lan"]);
    const { domains, networks } = permittedHosts(ca?.raw ?? Buffer.alloc(0));
    expect(domains).toEqual([...HOME_DOMAINS, "run.example.org"]);
    expect(networks.slice(0, 9)).toEqual(HOME_NETWORKS.slice(0, 9));
    expect(networks.at(-1)).toBe("203.0.114.9/32");
    const der = ca?.raw.toString("hex") ?? "";
    expect(der).toContain("0603551d1e0101ff"); // nameConstraints, critical
    expect(der).toContain("0603551d130101ff040830060101ff020100"); // basicConstraints, critical: CA, path length 0
    expect(der).toContain("06082b06010505070301"); // serverAuth
    expect(ca?.ca).toBe(true);
  });
});

describe("the server's certificate", () => {
  it("[SRV29] is trusted for every host it was made for, by a client that knows only the CA", async () => {
    const served = await open(newFolder(), ["run.example.org", "solewise.home.arpa"], PLACE, new Date());
    const ca = served.ca?.toString() ?? "";
    for (const host of [
      "localhost",
      "kitchen.local",
      "run.example.org",
      "solewise.home.arpa",
      "192.168.1.7",
      "fd12::7",
    ]) {
      expect([host, certifies(served.certificate, host)]).toEqual([host, true]);
    }
    for (const name of ["localhost", "kitchen.local", "run.example.org", "solewise.home.arpa"])
      expect([name, await handshake(served.identity, ca, name)]).toEqual([name, "trusted"]);
    expect(await handshake(served.identity, ca, "other.local")).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
    expect(await handshake(served.identity, (await open(newFolder())).ca?.toString() ?? "", "localhost")).not.toBe(
      "trusted",
    );
  });

  it("[SRV31] a certificate for a site of the web, signed with the stolen key, is refused", async () => {
    const now = new Date();
    const ca: KeyPair = await openHomeCa(newFolder(), { machineName: "kitchen", extraHosts: [] }, now);
    const issuer = { commonName: commonNameOf(ca.certificate), key: ca.key };
    const issue = { notBefore: new Date(now.getTime() - DAY_MS), notAfter: daysLater(3000), serial: randomBytes(16) };
    const key = generateKey();
    const identityFor = (host: string): ServedCertificate["identity"] => ({
      cert: pemOf(issueServer(issuer, key, issue, [host])),
      key: key.export({ format: "pem", type: "pkcs8" }),
    });
    const trusted = ca.certificate.toString();
    expect(await handshake(identityFor("shop.lan"), trusted, "shop.lan")).toBe("trusted");
    for (const host of ["www.example.org", "kitchen", "lan.example.org", "notlan"])
      expect([host, await handshake(identityFor(host), trusted, host)]).toEqual([host, "permitted subtree violation"]);
    expect(await handshake(identityFor("8.8.8.8"), trusted, "")).toBe("permitted subtree violation");
  });

  it("[SRV29] an address that the CA may not speak for is left out and told", async () => {
    const served = await open(newFolder());
    expect(served.leftOut).toEqual(["8.8.8.8"]);
    expect(certifies(served.certificate, "8.8.8.8")).toBe(false);
    expect(certifies(served.certificate, "kitchen")).toBe(false);
  });

  it("[SRV29] a name that an older CA may not speak for is refused with what to do", async () => {
    const folder = newFolder();
    await open(folder);
    await expect(open(folder, ["run.example.org"])).rejects.toThrow(/--name run\.example\.org: .*home-ca\.pem away/u);
    const served = await open(folder, ["run.home.arpa"]);
    expect(certifies(served.certificate, "run.home.arpa")).toBe(true);
  });

  it("[SRV29] is kept while it fits, and made anew when hosts change, under 30 days are left, or it is damaged", async () => {
    const folder = newFolder();
    const first = await open(folder);
    const print = (served: ServedCertificate): string => served.certificate.fingerprint256;
    expect(print(await open(folder))).toBe(print(first));
    expect(first.certificate.validToDate.getTime() - first.certificate.validFromDate.getTime()).toBe(397 * DAY_MS);
    expect(print(await open(folder, [], PLACE, daysLater(365)))).toBe(print(first));
    const renewed = await open(folder, [], PLACE, daysLater(367));
    expect(print(renewed)).not.toBe(print(first));
    const moved = await open(folder, [], { ...PLACE, addresses: ["192.168.1.8"] }, daysLater(367));
    expect([print(moved) === print(renewed), certifies(moved.certificate, "192.168.1.8")]).toEqual([false, true]);
    writeFileSync(join(folder, "tls", "server.pem"), "damaged");
    const mended = await open(folder, [], PLACE, daysLater(367));
    expect(isOwn(mended)).toBe(true);
  });

  it("[SRV29] a certificate of a CA that is gone is not used", async () => {
    const folder = newFolder();
    await open(folder);
    rmSync(homeCaPath(folder));
    expect(isOwn(await open(folder))).toBe(true);
  });
});
