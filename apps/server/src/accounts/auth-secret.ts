// The secret that signs sessions. Comes in: the data folder, or SOLEWISE_SECRET. Goes out: 43 characters or more. It is not
// in the database, so that a copy of the database signs nobody in.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal, systemCode, wrongSetting } from "../refusal.ts";
import { createSecretFile } from "../tls/secret-file.ts";

/** Random bytes of a secret that we make. */
const SECRET_BYTES = 32;
/** Shortest secret that is taken from a setting. Characters. */
const MIN_SECRET_LENGTH = 32;

/** Where it is kept, mode 0600. */
export function authSecretPath(dataFolder: string): string {
  return join(dataFolder, "secrets", "auth-secret");
}

async function readSecret(path: string): Promise<string | null> {
  try {
    const text = (await readFile(path, "utf8")).trim();
    if (text.length >= MIN_SECRET_LENGTH) return text;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null;
    throw error;
  }
  throw new Refusal(
    `${path}: expected a secret of ${MIN_SECRET_LENGTH} characters. Remove it: the next start makes one, and everybody signs in again.`,
  );
}

/** Takes the setting's secret, else the kept one, else makes one and keeps it. Throws Refusal. */ // ACT7
export async function openAuthSecret(dataFolder: string, given: string | null): Promise<string> {
  if (given !== null && given.length < MIN_SECRET_LENGTH) {
    const remedy = "Make one: openssl rand -base64 32";
    throw wrongSetting("SOLEWISE_SECRET", `${MIN_SECRET_LENGTH} characters or more`, String(given.length), remedy);
  }
  if (given !== null) return given;
  const path = authSecretPath(dataFolder);
  const kept = await readSecret(path);
  if (kept !== null) return kept;
  const made = randomBytes(SECRET_BYTES).toString("base64url");
  if (await createSecretFile(path, `${made}\n`)) return made;
  return (await readSecret(path)) ?? made;
}
