// Compares the files of one data set with their recorded SHA-256. Reads files one at a time; writes nothing.
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { FileHashes } from "./data-sets.ts";

/** How a set's files compare with what is recorded; paths from the set's folder. */
export interface Comparison {
  present: string[];
  missing: string[];
  differing: string[];
  /** Files that are there and not recorded: of interest, but no fault. */
  unknown: string[];
}

/** What a person reads about a set. "in part" has files missing, but none that differs. */
export type SetState = "present" | "missing" | "in part" | "differs";

export async function compareFiles(setFolder: string, expected: FileHashes): Promise<Comparison> {
  const found = new Set(listFiles(setFolder));
  const comparison: Comparison = { present: [], missing: [], differing: [], unknown: [] };
  for (const [path, hash] of Object.entries(expected)) {
    if (!found.delete(path)) comparison.missing.push(path);
    else if ((await hashFile(join(setFolder, path))) === hash) comparison.present.push(path);
    else comparison.differing.push(path);
  }
  comparison.unknown.push(...found);
  return comparison;
}

export function describeState(comparison: Comparison): SetState {
  if (comparison.differing.length > 0) return "differs";
  if (comparison.missing.length === 0) return "present";
  return comparison.present.length === 0 ? "missing" : "in part";
}

/** One SHA-256 for a whole set: over `hash  path` lines, sorted by path, as sha256sum prints them. */
export function hashSet(hashes: FileHashes): string {
  const lines = Object.entries(hashes)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, hash]) => `${hash}  ${path}\n`);
  return createHash("sha256").update(lines.join("")).digest("hex");
}

/** The hashes of what is in a set's folder, by path. */
export async function hashFiles(setFolder: string): Promise<FileHashes> {
  const hashes: FileHashes = {};
  for (const path of listFiles(setFolder)) hashes[path] = await hashFile(join(setFolder, path));
  return hashes;
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .toSorted();
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
