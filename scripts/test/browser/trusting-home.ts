// A home folder whose user trusts a certificate authority, as Chromium on Linux reads it. Comes in: an empty folder and
// the CA's certificate (DER or PEM). Goes out: the folder with a certificate store made by certutil.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "../tools/test-tools.ts";

/** Makes the store. Throws an Error when there is no certutil or it fails. */
export function makeTrustingHome(homeFolder: string, certificate: Uint8Array): string {
  const certutil = findProgram("certutil");
  if (certutil === null) throw new Error("There is no certutil; `npm test` says how to get it.");
  const store = join(homeFolder, ".pki", "nssdb");
  const file = join(homeFolder, "ca.crt");
  mkdirSync(store, { recursive: true });
  writeFileSync(file, certificate);
  execFileSync(certutil, ["-N", "-d", `sql:${store}`, "--empty-password"]);
  execFileSync(certutil, ["-A", "-d", `sql:${store}`, "-n", "Solewise", "-t", "C,,", "-i", file]);
  return homeFolder;
}
