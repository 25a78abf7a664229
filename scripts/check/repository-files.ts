// The files that are, or are about to be, part of the repository: what git lists, tracked or not, less what it ignores.
import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Folder of modules that break a rule on purpose; no other check looks there. */
const FIXTURES = "scripts/boundaries/fixtures/";

/** A file of the repository; its text is read when asked for. */
export interface RepositoryFile {
  /** Path from the root, with forward slashes. */
  path: string;
  text: string;
}

/** Paths of the regular files that git lists under the folder, sorted; files deleted but not yet committed are left out. */
export function listRepositoryPaths(rootFolder: string): string[] {
  const listing = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: rootFolder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const paths = new Set(listing.split("\0").filter((path) => path !== "" && !path.startsWith(FIXTURES)));
  return [...paths].filter((path) => isRegularFile(join(rootFolder, path))).toSorted();
}

/** The listed files that the filter keeps, with their text. */
export function readRepositoryFiles(rootFolder: string, keep: (path: string) => boolean): RepositoryFile[] {
  return listRepositoryPaths(rootFolder)
    .filter(keep)
    .map((path) => ({ path, text: readFileSync(join(rootFolder, path), "utf8") }));
}

/** Modules written in TypeScript or JavaScript, the kernel's AssemblyScript included. */
export function isModulePath(path: string): boolean {
  return /\.(ts|tsx|mts|js|mjs|cjs)$/.test(path) && !path.endsWith(".d.ts");
}

/** Vitest finds its tests by this name. */
export function isTestPath(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

function isRegularFile(path: string): boolean {
  return existsSync(path) && lstatSync(path).isFile();
}
