// Tests that the boundaries step finds forbidden imports and modules it did not look at.
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkFixtures } from "../boundaries/check-fixtures.ts";
import { BOUNDARY_RULES, type BoundaryRule } from "../boundaries/rules.ts";
import { checkBoundaries } from "./boundaries.ts";
import { inPlantedRepository } from "./planted-repository.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const RUN = { "packages/run/src/index.ts": "export const run = 1;\n" };

describe("[HOUSE2] the table of rooms holds", () => {
  it("finds an import that the table forbids", async () => {
    const files = { ...RUN, "packages/gait/src/index.ts": 'export * from "../../run/src/index.ts";\n' };
    const { problems, lookedAtCount } = await inPlantedRepository(files, (folder) => checkBoundaries(folder));
    expect(problems).toEqual([expect.stringContaining("packages-gait-imports")]);
    expect(lookedAtCount).toBe(2);
  });

  it("finds an import of a type alone, which the compiler would erase", async () => {
    const files = { ...RUN, "packages/terms/src/index.ts": 'export type { Run } from "../../run/src/index.ts";\n' };
    const { problems } = await inPlantedRepository(files, (folder) => checkBoundaries(folder));
    expect(problems).toEqual([expect.stringContaining("terms-imports-nothing")]);
  });

  it("lets a test import every package", async () => {
    const files = { ...RUN, "packages/gait/src/stride.test.ts": 'import "../../run/src/index.ts";\n' };
    expect((await inPlantedRepository(files, (folder) => checkBoundaries(folder))).problems).toEqual([]);
  });
});

describe("[HOUSE3] each boundary rule has a fixture that breaks it alone", () => {
  it("is content with the fixtures there are", async () => {
    expect(await checkFixtures(ROOT, BOUNDARY_RULES)).toEqual([]);
  });

  it("misses the fixture of a new rule, and the rule of an old fixture", async () => {
    const newRule: BoundaryRule = { name: "new-rule", comment: "planted", severity: "error", from: {}, to: {} };
    const rules = [newRule, ...BOUNDARY_RULES.filter((rule) => rule.name !== "no-cycles")];
    const problems = await checkFixtures(ROOT, rules);
    expect(problems).toEqual([
      expect.stringContaining("no-cycles: no rule has this name"),
      expect.stringContaining("new-rule: has no failing fixture"),
    ]);
  });
});

describe("[HOUSE4] a module that git lists is looked at", () => {
  it("fails when the cruise saw nothing, as dependency-cruiser does under TypeScript 7", async () => {
    const blindCruise = () => Promise.resolve({ cruised: new Set<string>(), violations: [] });
    const result = await inPlantedRepository(RUN, (folder) => checkBoundaries(folder, blindCruise));
    expect(result).toMatchObject({ lookedAtCount: 0, problems: [expect.stringContaining("was not looked at")] });
  });
});
