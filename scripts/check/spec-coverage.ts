// Step: every rule of every SPEC.md (`- **[ID]** text`) has a test that cites it, every test cites a rule that exists,
// and no id is given twice.
import ts from "typescript";
import { isTestPath, readRepositoryFiles, type RepositoryFile } from "./repository-files.ts";
import type { CheckResult, CheckStep } from "./step.ts";
import { lineOf, literalHead, parseModule, rootName } from "./syntax.ts";

/** A rule id: letters and a number, as in GCT2. */
const RULE_LINE = /^\s*[-*] \*\*\[([A-Z]+\d+)\]\*\*/;
const CITATION = /\[([A-Z]+\d+)\]/g;

/** Something with an id and the place it stands at. */
interface Placed {
  id: string;
  place: string;
}

/** What the test files say: the rules their titles cite, and tests under no citing title. */
interface Citations {
  cited: Placed[];
  uncited: string[];
}

export const specCoverageStep: CheckStep = {
  name: "spec",
  remedy:
    'write the missing test or rule; a test\'s title, or that of its describe, begins with the rule: it("[GCT2] …")',
  check: (rootFolder) => Promise.resolve(checkSpecCoverage(rootFolder)),
};

/** Compares all SPEC.md files with all test files that git lists under the folder. */
export function checkSpecCoverage(rootFolder: string): CheckResult {
  const files = readRepositoryFiles(rootFolder, (path) => path.endsWith("SPEC.md") || isTestPath(path));
  const rules = files.filter((file) => !isTestPath(file.path)).flatMap(findRules);
  const citations = files.filter((file) => isTestPath(file.path)).map(findCitations);
  const cited = citations.flatMap((each) => each.cited);
  const ruleIds = new Set(rules.map((rule) => rule.id));
  const citedIds = new Set(cited.map((citation) => citation.id));
  const problems = [
    ...findRepeated(rules),
    ...rules.filter((rule) => !citedIds.has(rule.id)).map((rule) => `${rule.place}: no test cites [${rule.id}]`),
    ...cited
      .filter(({ id }) => !ruleIds.has(id))
      .map(({ id, place }) => `${place}: cites [${id}], which no SPEC.md has`),
    ...citations.flatMap((each) => each.uncited),
  ];
  return { lookedAtCount: rules.length, lookedAt: "rules", problems };
}

function findRules(file: RepositoryFile): Placed[] {
  return file.text.split("\n").flatMap((line, index) => {
    const id = RULE_LINE.exec(line)?.[1];
    return id === undefined ? [] : [{ id, place: `${file.path}:${index + 1}` }];
  });
}

function findRepeated(rules: Placed[]): string[] {
  const firstPlaces = new Map<string, string>();
  return rules.flatMap(({ id, place }) => {
    const firstPlace = firstPlaces.get(id);
    firstPlaces.set(id, firstPlace ?? place);
    return firstPlace === undefined ? [] : [`${place}: [${id}] is given at ${firstPlace} already`];
  });
}

function findCitations(file: RepositoryFile): Citations {
  const source = parseModule(file);
  const citations: Citations = { cited: [], uncited: [] };
  const walk = (node: ts.Node, isUnderRule: boolean): void => {
    const title = ts.isCallExpression(node) ? literalHead(node.arguments[0]) : null;
    const ids = title?.startsWith("[") ? [...title.matchAll(CITATION)].map((match) => match[1] ?? "") : [];
    const place = `${file.path}:${lineOf(source, node)}`;
    citations.cited.push(...ids.map((id) => ({ id, place })));
    const isNamed = isUnderRule || ids.length > 0;
    if (title !== null && isTestCall(node) && !isNamed) citations.uncited.push(`${place}: “${title}” cites no rule`);
    ts.forEachChild(node, (child) => walk(child, isNamed));
  };
  walk(source, false);
  return citations;
}

function isTestCall(node: ts.Node): boolean {
  return ts.isCallExpression(node) && ["it", "test"].includes(rootName(node.expression) ?? "");
}
