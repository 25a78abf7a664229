// The certificate that HTTPS shows: one that was given, or one of the home CA for this machine's names and addresses.
// Comes in: where it is from, the network, the time. Goes out: certificate and key as PEM, and what to tell about them.
import { randomBytes, type X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { join } from "node:path";
import type { Identity } from "../listen/front-door.ts";
import { Refusal } from "../refusal.ts";
import type { HttpsSource } from "../settings.ts";
import { issueServer, pemOf } from "./certificate.ts";
import { extensionValue, permittedHosts } from "./certificate-extensions.ts";
import * as der from "./der.ts";
import { loadGivenCertificate } from "./given-certificate.ts";
import { CLOCK_SLACK_MS, commonNameOf, homeCaPath, openHomeCa } from "./home-ca.ts";
import { generateKey, type KeyPair, keyPairText, loadKeyPair, parseKeyPair } from "./key-pair-file.ts";
import { generalName, isPermitted } from "./name-constraints.ts";
import { replaceSecretFile } from "./secret-file.ts";

const DAY_MS = 86_400_000;
/** Life of the server's certificate. Days; browsers take no more than 398. */
const SERVER_LIFE_DAYS = 397;
/** A certificate with less life left is renewed. Days. */
const RENEW_BELOW_DAYS = 30;

/** The machine as others see it. */
export interface NetworkPlace {
  /** DNS-ready, may be empty. */
  machineName: string;
  addresses: readonly string[];
}

/** What HTTPS serves with. */
export interface ServedCertificate {
  identity: Identity;
  certificate: X509Certificate;
  /** null: the certificate was given. */
  ca: X509Certificate | null;
  /** Addresses that the home CA may not speak for. */
  leftOut: string[];
}

/** Whether a certificate is for a host. */
export function certifies(certificate: X509Certificate, host: string): boolean {
  if (isIP(host) !== 0) return certificate.checkIP(host) !== undefined;
  return certificate.checkHost(host) !== undefined;
}

/** Names of the machine that a certificate can carry: with a dot, since a bare one could be a top-level domain. */
function machineHosts(machineName: string): string[] {
  if (machineName === "") return [];
  const local = `${machineName.split(".", 1)[0]}.local`;
  return machineName.includes(".") ? [machineName, local] : [local];
}

function wantedHosts(place: NetworkPlace, names: readonly string[]): string[] {
  const always = ["localhost", "127.0.0.1", "::1"];
  const hosts = [...always, ...machineHosts(place.machineName), ...place.addresses, ...names];
  return [...new Set(hosts)].sort();
}

function refuseNames(names: readonly string[], dataFolder: string): void {
  if (names.length === 0) return;
  throw new Refusal(
    `--name ${names.join(", ")}: expected names that this machine's certificate authority was made for; it may not ` +
      `speak for ${names.length === 1 ? "this one" : "these"}. Move ${homeCaPath(dataFolder)} away: the next start makes ` +
      `one that may, and each phone has to trust it again.`,
  );
}

function isStillGood(pair: KeyPair, ca: KeyPair, hosts: readonly string[], now: Date): boolean {
  const { certificate } = pair;
  const named = extensionValue(certificate.raw, "2.5.29.17");
  const left = certificate.validToDate.getTime() - now.getTime();
  return (
    certificate.verify(ca.certificate.publicKey) &&
    certificate.validFromDate <= now &&
    left > RENEW_BELOW_DAYS * DAY_MS &&
    named !== null &&
    named.equals(der.sequence(...hosts.map(generalName)))
  );
}

function issueFor(ca: KeyPair, hosts: readonly string[], now: Date): string {
  const key = generateKey();
  const notBefore = new Date(now.getTime() - CLOCK_SLACK_MS);
  const end = Math.min(notBefore.getTime() + SERVER_LIFE_DAYS * DAY_MS, ca.certificate.validToDate.getTime());
  const issue = { notBefore, notAfter: new Date(end), serial: randomBytes(16) };
  const issuer = { commonName: commonNameOf(ca.certificate), key: ca.key };
  return keyPairText(issueServer(issuer, key, issue, hosts), key);
}

/** The server's own pair, from its file or new. A file that cannot be used is replaced: it holds nothing of worth. */ // SRV29
async function openServerPair(path: string, ca: KeyPair, hosts: readonly string[], now: Date): Promise<KeyPair> {
  const there = await loadKeyPair(path).catch(() => null);
  if (there !== null && isStillGood(there, ca, hosts, now)) return there;
  const text = issueFor(ca, hosts, now);
  await replaceSecretFile(path, text);
  return parseKeyPair(text);
}

async function openHomeCertificate(
  names: readonly string[],
  dataFolder: string,
  place: NetworkPlace,
  now: Date,
): Promise<ServedCertificate> {
  const fullName = place.machineName.includes(".") ? [place.machineName] : [];
  const wish = { machineName: place.machineName, extraHosts: [...names, ...fullName] };
  const ca = await openHomeCa(dataFolder, wish, now);
  const permitted = permittedHosts(ca.certificate.raw);
  refuseNames(
    names.filter((name) => !isPermitted(name, permitted)),
    dataFolder,
  );
  const wanted = wantedHosts(place, names);
  const hosts = wanted.filter((host) => isPermitted(host, permitted));
  const pair = await openServerPair(join(dataFolder, "tls", "server.pem"), ca, hosts, now);
  return {
    identity: {
      cert: pemOf(pair.certificate.raw) + pemOf(ca.certificate.raw),
      key: pair.key.export({ format: "pem", type: "pkcs8" }),
    },
    certificate: pair.certificate,
    ca: ca.certificate,
    leftOut: wanted.filter((host) => !hosts.includes(host)),
  };
}

/** Opens the certificate for the network as it is now. Throws Refusal. */
export async function openCertificate(
  source: HttpsSource,
  dataFolder: string,
  place: NetworkPlace,
  now: Date,
): Promise<ServedCertificate> {
  if (source.kind === "home-ca") return openHomeCertificate(source.names, dataFolder, place, now);
  const { certificate, identity } = await loadGivenCertificate(source.certificatePath, source.keyPath, now);
  return { identity, certificate, ca: null, leftOut: [] };
}
