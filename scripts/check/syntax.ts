// A module's syntax tree with what the checks ask of it: lines, comments, names. Types are not needed, so each file
// is parsed alone; the kernel's AssemblyScript parses as TypeScript.
import ts from "typescript";
import type { RepositoryFile } from "./repository-files.ts";

/** A comment with its text, markers included, and the 1-based line it starts on. */
export interface SourceComment {
  text: string;
  line: number;
}

export function parseModule(file: RepositoryFile): ts.SourceFile {
  return ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
}

/** Calls `visit` for every node of the tree, parents first. */
export function visitNodes(root: ts.Node, visit: (node: ts.Node) => void): void {
  visit(root);
  ts.forEachChild(root, (child) => visitNodes(child, visit));
}

/** 1-based line a node's first token is on. */
export function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

/** Every comment of a module, in order. Text in strings is no comment. */
export function findComments(source: ts.SourceFile): SourceComment[] {
  const ranges = new Map<number, ts.CommentRange>();
  const collect = (node: ts.Node): void => {
    for (const child of node.getChildren(source)) collect(child);
    const leading = ts.getLeadingCommentRanges(source.text, node.pos) ?? [];
    const trailing = ts.getTrailingCommentRanges(source.text, node.end) ?? [];
    for (const range of [...leading, ...trailing]) ranges.set(range.pos, range);
  };
  collect(source);
  return [...ranges.values()]
    .toSorted((a, b) => a.pos - b.pos)
    .map((range) => ({
      text: source.text.slice(range.pos, range.end),
      line: source.getLineAndCharacterOfPosition(range.pos).line + 1,
    }));
}

/** The leftmost name of a callee: `it` for `it`, `it.each(rows)` and `it.for(rows)`. */
export function rootName(callee: ts.Expression): string | null {
  if (ts.isIdentifier(callee)) return callee.text;
  if (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee)) return rootName(callee.expression);
  return null;
}

/** The text a string, or the fixed head of a template, begins with; null for anything else. */
export function literalHead(node: ts.Node | undefined): string | null {
  if (node === undefined) return null;
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.head.text : null;
}
