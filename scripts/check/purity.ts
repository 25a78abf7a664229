// Step: packages do no I/O and have no clock and no randomness of their own. Imports of Node are the boundaries step's;
// this one finds the globals that need no import. Tests and benches are free.
import ts from "typescript";
import { isModulePath, isTestPath, readRepositoryFiles, type RepositoryFile } from "./repository-files.ts";
import type { CheckResult, CheckStep } from "./step.ts";
import { lineOf, parseModule, visitNodes } from "./syntax.ts";

/** Globals of Node and of browsers through which the outside comes in. */
const OUTSIDE_GLOBALS = new Set(
  (
    "process Buffer console performance setTimeout setInterval setImmediate require __dirname __filename Deno Bun " +
    "globalThis window document navigator localStorage sessionStorage indexedDB fetch XMLHttpRequest WebSocket crypto"
  ).split(" "),
);

export const purityStep: CheckStep = {
  name: "purity",
  remedy: "take the clock, random numbers and anything read or written as an argument; apps hand them in",
  check: (rootFolder) => Promise.resolve(checkPurity(rootFolder)),
};

/** Judges the modules of packages/<room>/src that are no tests. */
export function checkPurity(rootFolder: string): CheckResult {
  const files = readRepositoryFiles(
    rootFolder,
    (path) => /^packages\/[^/]+\/src\//.test(path) && isModulePath(path) && !isTestPath(path),
  );
  return { lookedAtCount: files.length, lookedAt: "modules", problems: files.flatMap(findImpurities) };
}

function findImpurities(file: RepositoryFile): string[] {
  const source = parseModule(file);
  const declared = findDeclaredNames(source);
  const problems: string[] = [];
  visitNodes(source, (node) => {
    const what = describeImpurity(node, declared);
    if (what !== null) problems.push(`${file.path}:${lineOf(source, node)}: ${what}`);
  });
  return problems;
}

function describeImpurity(node: ts.Node, declared: Set<string>): string | null {
  if (ts.isPropertyAccessExpression(node)) {
    const name = node.getText();
    return name === "Math.random" || name === "Date.now" ? `${name} is not to be had in a package` : null;
  }
  if (ts.isNewExpression(node) && node.expression.getText() === "Date" && (node.arguments?.length ?? 0) === 0) {
    return "new Date() reads the clock";
  }
  const isOutside = ts.isIdentifier(node) && OUTSIDE_GLOBALS.has(node.text) && !declared.has(node.text);
  return isOutside && !isMemberName(node) ? `${node.text} is not to be had in a package` : null;
}

/** `x.process` and `{ process: 1 }` name a member, not the global. */
function isMemberName(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return ts.isPropertyAssignment(parent) && parent.name === node;
}

function findDeclaredNames(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  visitNodes(source, (node) => {
    const name = ts.isIdentifier(node) && "name" in node.parent && node.parent.name === node ? node : null;
    if (name !== null && !ts.isPropertyAccessExpression(node.parent)) names.add(name.text);
  });
  return names;
}
