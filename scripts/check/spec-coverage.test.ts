// Tests that the spec step finds rules without tests, tests without rules and ids given twice.
import { describe, expect, it } from "vitest";
import { inPlantedRepository } from "./planted-repository.ts";
import { checkSpecCoverage } from "./spec-coverage.ts";

const SPEC = "packages/gait/SPEC.md";
const TEST = "packages/gait/src/stride.test.ts";

async function judge(files: Record<string, string>): Promise<string[]> {
  return (await inPlantedRepository(files, checkSpecCoverage)).problems;
}

describe("[HOUSE16] rules and tests cite each other", () => {
  it("is content when every rule has a test", async () => {
    const tests = 'it("[GCT1] x", () => {});\nit.each(rows)("[GCT2] [GCT3] %s", () => {});\n';
    expect(await judge({ [SPEC]: "- **[GCT1]** a\n- **[GCT2]** b\n- **[GCT3]** c\n", [TEST]: tests })).toEqual([]);
  });

  it("lets a describe cite for its tests", async () => {
    expect(
      await judge({ [SPEC]: "- **[GCT1]** a\n", [TEST]: 'describe("[GCT1] x", () => it("y", () => {}));\n' }),
    ).toEqual([]);
  });

  it("finds a rule that no test cites", async () => {
    expect(await judge({ [SPEC]: "# Rules\n- **[GCT1]** a\n" })).toEqual([`${SPEC}:2: no test cites [GCT1]`]);
  });

  it("does not take a comment for a test", async () => {
    expect(await judge({ [SPEC]: "- **[GCT1]** a\n", [TEST]: '// it("[GCT1] x", () => {});\n' })).toHaveLength(1);
  });

  it("finds a test that cites an unknown rule, and one that cites none", async () => {
    const tests = 'it("[GCT9] x", () => {});\ntest("y", () => {});\n';
    expect(await judge({ [SPEC]: "", [TEST]: tests })).toEqual([
      `${TEST}:1: cites [GCT9], which no SPEC.md has`,
      `${TEST}:2: “y” cites no rule`,
    ]);
  });

  it("finds an id given twice, in other rooms too", async () => {
    const files = {
      [SPEC]: "- **[GCT1]** a\n",
      "packages/run/SPEC.md": "- **[GCT1]** b\n",
      [TEST]: 'it("[GCT1] x", f);\n',
    };
    expect(await judge(files)).toEqual([`packages/run/SPEC.md:1: [GCT1] is given at ${SPEC}:1 already`]);
  });
});
