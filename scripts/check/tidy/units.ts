// Tidy rule: a number in the shared nouns (packages/terms) has its unit as the last word of its name. Source: STYLE,
// Names 1. Inner names of other rooms are left to the reader: vectors and polynomials have no one unit.
import ts from "typescript";
import { isTestPath, type RepositoryFile } from "../repository-files.ts";
import { lineOf, parseModule, visitNodes } from "../syntax.ts";

const UNIT =
  "(Us|Ms|Sec|Hz|Mm|Cm|Meters?|Mps2?|Deg|Rad2?|Sec2|Spm|Bpm|Kg|G|Dps|Ppm|Newtons|Joules|Kilojoules|BodyWeights|Fraction|Percent|Samples|Bytes|Count|Index)";
const ENDS_IN_UNIT = new RegExp(`${UNIT}(Per)?${UNIT}?$`);

/** Whole names of numbers that have no unit. */
const WITHOUT_UNIT = new Set(["line", "seed"]);

export function findUnitProblems(file: RepositoryFile): string[] {
  if (!file.path.startsWith("packages/terms/src/") || isTestPath(file.path)) return [];
  const source = parseModule(file);
  const problems: string[] = [];
  visitNodes(source, (node) => {
    if (!ts.isPropertySignature(node) || !isNumber(node.type)) return;
    const name = node.name.getText(source);
    if (ENDS_IN_UNIT.test(name) || WITHOUT_UNIT.has(name)) return;
    problems.push(`${file.path}:${lineOf(source, node)}: “${name}” is a number whose name does not end in its unit`);
  });
  return problems;
}

function isNumber(type: ts.TypeNode | undefined): boolean {
  return type !== undefined && /^number( \| (null|undefined))*$/.test(type.getText());
}
