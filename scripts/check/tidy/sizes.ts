// Tidy rule: a file has at most 400 lines, a function at most 70, its own nested functions counted in. Source: STYLE.
// A callback of `describe` is a list of tests and not counted as a function.
import ts from "typescript";
import { isModulePath, type RepositoryFile } from "../repository-files.ts";
import { lineOf, parseModule, rootName, visitNodes } from "../syntax.ts";

/** Most lines of a source file. */
export const FILE_LINES_MAX_COUNT = 400;

/** Most lines of a function, from its first to its last. */
export const FUNCTION_LINES_MAX_COUNT = 70;

const SOURCE = /\.(ts|tsx|mts|js|mjs|cjs|c|h|css|sql|sh)$/;

/** Files that programs write, a test comparing them with what is written today: nobody edits or splits them. */
const WRITTEN_FILES: ReadonlySet<string> = new Set([
  "apps/server/src/schema.sql", // from pg_catalog
  "apps/server/src/migrations/0003-jobs.sql", // by pg-boss
  "packages/client/src/api-types.ts", // from the OpenAPI document
]);

export function findSizeProblems(file: RepositoryFile): string[] {
  if (!SOURCE.test(file.path) || WRITTEN_FILES.has(file.path)) return [];
  const lineCount = file.text.replace(/\n$/, "").split("\n").length;
  const problems = isModulePath(file.path) ? findLongFunctions(file) : [];
  if (lineCount > FILE_LINES_MAX_COUNT) {
    problems.unshift(`${file.path}: ${lineCount} lines, at most ${FILE_LINES_MAX_COUNT}; split it by what it does`);
  }
  return problems;
}

function findLongFunctions(file: RepositoryFile): string[] {
  const source = parseModule(file);
  const problems: string[] = [];
  visitNodes(source, (node) => {
    if (!ts.isFunctionLike(node) || isDescribeCallback(node)) return;
    const firstLine = lineOf(source, node);
    const lineCount = source.getLineAndCharacterOfPosition(node.getEnd()).line + 2 - firstLine;
    if (lineCount <= FUNCTION_LINES_MAX_COUNT) return;
    problems.push(`${file.path}:${firstLine}: a function of ${lineCount} lines, at most ${FUNCTION_LINES_MAX_COUNT}`);
  });
  return problems;
}

function isDescribeCallback(node: ts.Node): boolean {
  const call = node.parent;
  return ts.isCallExpression(call) && (rootName(call.expression) ?? "").startsWith("describe");
}
