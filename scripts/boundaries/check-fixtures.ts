// Judges every rule's failing fixture, fixtures/<rule>/, by the command that judges the repository: the rule must be
// broken there, and no other. What a fixture imports need not be installed, so imports-resolve is judged in its own alone.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cruiseModules } from "./cruise.ts";
import type { BoundaryRule } from "./rules.ts";

/** One problem for each rule whose fixture is missing or not found broken, and for each fixture without a rule. */
export async function checkFixtures(rootFolder: string, rules: readonly BoundaryRule[]): Promise<string[]> {
  const folder = join(rootFolder, "scripts", "boundaries", "fixtures");
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const problems = names
    .filter((name) => !rules.some((rule) => rule.name === name))
    .map((name) => `scripts/boundaries/fixtures/${name}: no rule has this name`);
  for (const rule of rules) {
    const problem = await checkFixture(join(folder, rule.name), rule.name);
    if (problem !== null) problems.push(problem);
  }
  return problems;
}

async function checkFixture(fixtureFolder: string, ruleName: string): Promise<string | null> {
  if (!existsSync(fixtureFolder)) return `${ruleName}: has no failing fixture in scripts/boundaries/fixtures`;
  const paths = readdirSync(fixtureFolder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .toSorted();
  const { violations } = await cruiseModules(fixtureFolder, paths);
  const names = new Set(violations.map((violation) => violation.rule));
  if (ruleName !== "imports-resolve") names.delete("imports-resolve");
  const broken = [...names].toSorted();
  if (broken.length === 1 && broken[0] === ruleName) return null;
  const found = broken.length === 0 ? "nothing" : broken.join(", ");
  return `scripts/boundaries/fixtures/${ruleName}: must break ${ruleName} alone, but breaks ${found}`;
}
