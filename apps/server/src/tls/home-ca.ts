// The certificate authority of this home: made once, kept in the data folder, trusted by the phones by hand. Comes in: the
// folder, the hosts it may have to speak for. Goes out: the CA. It is never replaced by itself: every phone would have to
// trust the new one.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Refusal } from "../refusal.ts";
import { issueCa } from "./certificate.ts";
import { generateKey, type KeyPair, keyPairText, loadKeyPair, parseKeyPair } from "./key-pair-file.ts";
import { permitHosts } from "./name-constraints.ts";
import { createSecretFile, removeAbandoned } from "./secret-file.ts";

const DAY_MS = 86_400_000;
/** Life of the CA. Days; ten years, so that a phone is set up once. */
const CA_LIFE_DAYS = 3650;
/** Clocks may be wrong by this much. Milliseconds; one day. */
export const CLOCK_SLACK_MS = DAY_MS;

/** Where the CA lies in the data folder. */
export function homeCaPath(dataFolder: string): string {
  return join(dataFolder, "tls", "home-ca.pem");
}

/** Name of a CA, as devices list it: this machine and the day, so that two can be told apart. */
function caName(machineName: string, now: Date): string {
  const machine = machineName.split(".", 1)[0]?.slice(0, 30) ?? "";
  return `Solewise at ${machine === "" ? "home" : machine} ${now.toISOString().slice(0, 10)}`;
}

/** The common name of a certificate's subject. */
export function commonNameOf(certificate: KeyPair["certificate"]): string {
  return /^CN=(.*)$/mu.exec(certificate.subject)?.[1] ?? "Solewise";
}

/** What a new CA is made of. */
export interface CaWish {
  /** This machine's name, for the CA's. */
  machineName: string;
  /** Hosts outside the home's names and networks that it may speak for. */
  extraHosts: readonly string[];
}

function makeCa({ machineName, extraHosts }: CaWish, now: Date): string {
  const key = generateKey();
  const issue = {
    notBefore: new Date(now.getTime() - CLOCK_SLACK_MS),
    notAfter: new Date(now.getTime() + CA_LIFE_DAYS * DAY_MS),
    serial: randomBytes(16),
  };
  return keyPairText(issueCa({ commonName: caName(machineName, now), key }, issue, permitHosts(extraHosts)), key);
}

function checkLife(ca: KeyPair, path: string, now: Date): KeyPair {
  const { validFromDate, validToDate } = ca.certificate;
  if (validFromDate <= now && now < validToDate) return ca;
  throw new Refusal(
    `${path}: expected a certificate authority that is valid now, ${now.toISOString()}; it is from ` +
      `${validFromDate.toISOString()} to ${validToDate.toISOString()}. If this machine's clock is right, move the file ` +
      `away: the next start makes a new one, which each phone has to trust again.`,
  );
}

/** Loads the CA, or makes it. Throws Refusal. */ // SRV27
export async function openHomeCa(dataFolder: string, wish: CaWish, now: Date): Promise<KeyPair> {
  const path = homeCaPath(dataFolder);
  await removeAbandoned(path, now);
  const there = await loadKeyPair(path);
  if (there !== null) return checkLife(there, path, now);
  const text = makeCa(wish, now);
  if (await createSecretFile(path, text)) return parseKeyPair(text);
  const others = await loadKeyPair(path);
  if (others === null) throw new Refusal(`${path} was there and is gone. Start again.`);
  return others;
}
