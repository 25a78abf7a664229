// A certificate and its private key in one PEM file, so that no crash can part them. Comes in: a path or the two. Goes out:
// the two, or null when there is no file, or a Refusal when it holds something else.
import { createPrivateKey, generateKeyPairSync, type KeyObject, X509Certificate } from "node:crypto";
import { chmod, readFile } from "node:fs/promises";
import { Refusal, messageOf, systemCode } from "../refusal.ts";
import { pemOf } from "./certificate.ts";

/** A certificate with the key it belongs to. */
export interface KeyPair {
  certificate: X509Certificate;
  key: KeyObject;
}

/** A new P-256 key. */
export function generateKey(): KeyObject {
  return generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
}

/** The text of the file. */
export function keyPairText(certificate: Uint8Array, key: KeyObject): string {
  return `${key.export({ format: "pem", type: "pkcs8" }).toString()}${pemOf(certificate)}`;
}

/** Reads both out of one text. Throws when one is missing or they do not belong together. */
export function parseKeyPair(text: string): KeyPair {
  const certificate = new X509Certificate(text.slice(Math.max(0, text.indexOf("-----BEGIN CERTIFICATE-----"))));
  const key = createPrivateKey(text);
  if (!certificate.checkPrivateKey(key)) throw new Error("the key is not the certificate's");
  return { certificate, key };
}

/** Reads the file and closes it to others; null when there is none. Throws Refusal. */
export async function loadKeyPair(path: string): Promise<KeyPair | null> {
  try {
    const text = await readFile(path, "utf8");
    await chmod(path, 0o600).catch(() => undefined); // a copy put back from a backup may be open to all
    return parseKeyPair(text);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null;
    throw new Refusal(
      `${path}: expected a certificate and its key; ${messageOf(error)}. ` +
        `Put the file back from a backup, or move it away: the next start makes a new one.`,
    );
  }
}
