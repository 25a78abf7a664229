// Step: no module imports across rooms what the table of rooms does not allow (scripts/boundaries). Fails also when
// fewer modules were looked at than git lists, and when a rule does not find its own failing fixture.
import { checkFixtures } from "../boundaries/check-fixtures.ts";
import { cruiseModules, type Cruise } from "../boundaries/cruise.ts";
import { BOUNDARY_RULES } from "../boundaries/rules.ts";
import { isModulePath, listRepositoryPaths } from "./repository-files.ts";
import type { CheckResult, CheckStep } from "./step.ts";

export const boundariesStep: CheckStep = {
  name: "boundaries",
  remedy: "take what you need as an argument, or move it to the room that may have it; the table is in ARCHITECTURE.md",
  async check(rootFolder) {
    const tree = await checkBoundaries(rootFolder);
    const fixtures = await checkFixtures(rootFolder, BOUNDARY_RULES);
    return { ...tree, problems: [...tree.problems, ...fixtures] };
  },
};

/** Looks at the modules given by path from the folder. */
type CruiseFunction = (folder: string, paths: string[]) => Promise<Cruise>;

/** Cruises every module that git lists in rooms under the folder; a listed module that was not cruised is a problem. */
export async function checkBoundaries(
  rootFolder: string,
  cruise: CruiseFunction = cruiseModules,
): Promise<CheckResult> {
  const paths = listRepositoryPaths(rootFolder).filter(
    (path) => /^(packages|apps|scripts|firmware)\//.test(path) && isModulePath(path),
  );
  const { cruised, violations } = await cruise(rootFolder, paths);
  const missed = paths
    .filter((path) => !cruised.has(path))
    .map((path) => `${path}: git lists it, but it was not looked at`);
  const broken = violations.map(({ from, to, rule }) => `${from} → ${to}: ${rule}, ${describeRule(rule)}`);
  return { lookedAtCount: paths.length - missed.length, lookedAt: "modules", problems: [...missed, ...broken] };
}

function describeRule(name: string): string {
  return BOUNDARY_RULES.find((rule) => rule.name === name)?.comment ?? "unknown rule";
}
