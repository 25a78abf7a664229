// The numbered SQL files of migrations/. Comes in: the folder. Goes out: each with its number, name and SHA-256, in order.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../migrations", import.meta.url));

/** One step forward. */
export interface Migration {
  /** 1, 2, 3, … without gaps. */
  number: number;
  /** The file's name, `0002-runs.sql`. */
  name: string;
  sql: string;
  /** Of the file's bytes, hex. */
  sha256: string;
}

function readMigration(folder: string, name: string, index: number): Migration {
  const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/u.exec(name)?.[1]);
  if (number !== index + 1) {
    const expected = String(index + 1).padStart(4, "0");
    throw new Error(`migrations/${name}: expected the name ${expected}-what-it-does.sql, without a gap`);
  }
  const bytes = readFileSync(join(folder, name));
  return { number, name, sql: bytes.toString("utf8"), sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** Reads them all. Throws an Error at a name that breaks the numbering. */
export function readMigrations(folder: string = FOLDER): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return names.sort().map((name, index) => readMigration(folder, name, index));
}
