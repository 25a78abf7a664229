// When the last backup was made, for the operator's page. Comes in: the data folder. Goes out: a small file in it; it is no
// part of a backup.
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Type } from "typebox";
import { Check } from "typebox/value";

/** The last backup. */
export interface LastBackup {
  createdAtUtc: string;
  fileBytes: number;
}

const Remembered = Type.Object({ createdAtUtc: Type.String(), fileBytes: Type.Integer() });

function fileIn(dataFolder: string): string {
  return join(dataFolder, "last-backup.json");
}

/** Remembers it. */
export async function rememberBackup(dataFolder: string, { createdAtUtc, fileBytes }: LastBackup): Promise<void> {
  const unfinished = `${fileIn(dataFolder)}.${process.pid}`;
  await writeFile(unfinished, JSON.stringify({ createdAtUtc, fileBytes }), { mode: 0o600 });
  await rename(unfinished, fileIn(dataFolder));
}

/** The last one; null: none, or none that is remembered. */
export async function readLastBackup(dataFolder: string): Promise<LastBackup | null> {
  try {
    const value: unknown = JSON.parse(await readFile(fileIn(dataFolder), "utf8"));
    return Check(Remembered, value) ? value : null;
  } catch {
    return null;
  }
}
