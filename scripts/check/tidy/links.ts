// Tidy rule: a relative link in a Markdown page leads to a file or folder of the repository.
import { posix } from "node:path";
import type { RepositoryFile } from "../repository-files.ts";

const LINK = /\]\(([^)\s]+)\)/g;

export function findLinkProblems(files: RepositoryFile[], paths: readonly string[]): string[] {
  const known = new Set(paths.flatMap((path) => [path, ...foldersOf(path)]));
  return files
    .filter((file) => file.path.endsWith(".md"))
    .flatMap((file) => file.text.split("\n").flatMap((line, index) => findBroken(file.path, line, index + 1, known)));
}

function findBroken(path: string, line: string, lineNumber: number, known: Set<string>): string[] {
  const targets = [...line.matchAll(LINK)].map((match) => (match[1] ?? "").replace(/#.*$/, ""));
  return targets
    .filter((target) => target !== "" && !/^[a-z]+:/.test(target))
    .filter((target) => !known.has(posix.join(posix.dirname(path), target).replace(/\/$/, "")))
    .map((target) => `${path}:${lineNumber}: links to ${target}, which is not there`);
}

function foldersOf(path: string): string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}
