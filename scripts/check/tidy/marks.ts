// Tidy rule: no mark of unfinished or silenced work: focused, skipped or empty tests, casts to any, silenced types or
// lint, notes of things to do. Strings are not looked into, so that tests may speak of them.
import ts from "typescript";
import { isModulePath, type RepositoryFile } from "../repository-files.ts";
import { findComments, lineOf, parseModule, rootName, visitNodes } from "../syntax.ts";

const TEST_NAMES = new Set(["it", "test", "describe", "suite", "bench"]);
const TEST_MARKS = new Set(["only", "skip", "todo", "fails"]);
const COMMENT_MARKS = [
  { pattern: /@ts-(ignore|expect-error|nocheck)/, what: "silences the types" },
  { pattern: /\b(ox|es)lint-disable/, what: "silences the lint" },
  { pattern: /\b(TODO|FIXME|HACK|XXX)\b/, what: "notes a thing to do; do it or file an issue" },
];

export function findMarkProblems(file: RepositoryFile): string[] {
  if (!isModulePath(file.path)) return [];
  const source = parseModule(file);
  const problems = findComments(source).flatMap((comment) =>
    COMMENT_MARKS.filter((mark) => mark.pattern.test(comment.text)).map(
      (mark) => `${file.path}:${comment.line}: a comment ${mark.what}`,
    ),
  );
  visitNodes(source, (node) => {
    const what = describeMark(node);
    if (what !== null) problems.push(`${file.path}:${lineOf(source, node)}: ${what}`);
  });
  return problems;
}

function describeMark(node: ts.Node): string | null {
  if (ts.isAsExpression(node) && node.type.kind === ts.SyntaxKind.AnyKeyword) return "a cast to any";
  if (!ts.isPropertyAccessExpression(node)) return null;
  const isTestMark = TEST_MARKS.has(node.name.text) && TEST_NAMES.has(rootName(node.expression) ?? "");
  return isTestMark ? `a test marked .${node.name.text}` : null;
}
