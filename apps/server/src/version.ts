// The version that the start prints and /healthz tells: the one of this package.
import { readFileSync } from "node:fs";

function readVersion(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(text) as { version: string };
  return version;
}

/** Version of the server, semantic versioning. */
export const VERSION = readVersion();
