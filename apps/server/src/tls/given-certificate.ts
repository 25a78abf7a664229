// A certificate that TLS_CERT and TLS_KEY name. Comes in: two paths. Goes out: the pair, checked, or a Refusal that says
// what is wrong with which file.
import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Identity } from "../listen/front-door.ts";
import { messageOf, systemCode, wrongSetting } from "../refusal.ts";

/** The first certificate of the file is the server's; the rest is its chain. */
export interface GivenCertificate {
  certificate: X509Certificate;
  identity: Identity;
}

async function readSetting(setting: string, path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const came = systemCode(error) === "ENOENT" ? "no such file" : messageOf(error);
    throw wrongSetting(
      setting,
      "a PEM file that can be read",
      `${path}: ${came}`,
      "Check the path and who may read it.",
    );
  }
}

function parseCertificate(text: string, path: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch {
    const remedy = "It starts with -----BEGIN CERTIFICATE-----; the server's certificate first, then its chain.";
    throw wrongSetting("TLS_CERT", "a certificate in PEM", `${path}, which holds none`, remedy);
  }
}

function parseKey(text: string, path: string): KeyObject {
  try {
    return createPrivateKey(text);
  } catch {
    const locked = /ENCRYPTED/u.test(text);
    const came = locked ? "which is locked by a passphrase" : "which holds none";
    const remedy = locked
      ? "Unlock it: openssl pkey -in LOCKED -out KEY"
      : "It starts with -----BEGIN PRIVATE KEY-----.";
    throw wrongSetting("TLS_KEY", "a private key in PEM", `${path}, ${came}`, remedy);
  }
}

function checkLife({ validFromDate, validToDate }: X509Certificate, path: string, now: Date): void {
  if (validFromDate <= now && now < validToDate) return;
  const [word, at] = now < validFromDate ? ["valid only from", validFromDate] : ["expired on", validToDate];
  const came = `${path}, ${word} ${at.toISOString()}`;
  throw wrongSetting("TLS_CERT", "a certificate that is valid now", came, "Renew it, and check this machine's clock.");
}

/** Reads and checks both. Throws Refusal. */ // SRV32
export async function loadGivenCertificate(
  certificatePath: string,
  keyPath: string,
  now: Date,
): Promise<GivenCertificate> {
  const cert = await readSetting("TLS_CERT", certificatePath);
  const key = await readSetting("TLS_KEY", keyPath);
  const certificate = parseCertificate(cert, certificatePath);
  if (!certificate.checkPrivateKey(parseKey(key, keyPath))) {
    const remedy = "The two files must come from one request for a certificate.";
    throw wrongSetting("TLS_KEY", `the key of ${certificatePath}`, `${keyPath}, which belongs to another`, remedy);
  }
  checkLife(certificate, certificatePath, now);
  return { certificate, identity: { cert, key } };
}
