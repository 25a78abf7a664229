// Tidy rule: a module opens with a comment of one to six lines: what it is, what comes in, what goes out, the source.
import { isModulePath, type RepositoryFile } from "../repository-files.ts";

/** Most lines of the opening comment. */
export const OPENING_LINES_MAX_COUNT = 6;

export function findOpeningProblems(file: RepositoryFile): string[] {
  if (!isModulePath(file.path) && !/\.(sh|sql|c|h)$/.test(file.path)) return [];
  const lines = file.text.split("\n");
  const first = lines[0]?.startsWith("#!") ? 1 : 0;
  const lineCount = countOpeningLines(lines.slice(first));
  if (lineCount === 0) return [`${file.path}: opens without a comment that says what it is`];
  if (lineCount <= OPENING_LINES_MAX_COUNT) return [];
  return [`${file.path}: the opening comment has ${lineCount} lines, at most ${OPENING_LINES_MAX_COUNT}`];
}

function countOpeningLines(lines: string[]): number {
  if (lines[0]?.trimStart().startsWith("/*")) return lines.findIndex((line) => line.includes("*/")) + 1;
  const end = lines.findIndex((line) => !/^\s*(\/\/|#|--)/.test(line));
  return end === -1 ? lines.length : end;
}
