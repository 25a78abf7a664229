// A `describe` whose tests need tools of the system: without them they fail in CI, and on a contributor's machine they are left
// out and their title says why.
import { describe, expect, it } from "vitest";
import { isContinuousIntegration } from "../recorded-data.ts";
import { listMissingTools, type TestTool } from "./test-tools.ts";

type Environment = Record<string, string | undefined>;

/** What is to be done with tests that need tools. */
interface ToolTestsPlan {
  verdict: "run" | "fail" | "leave out";
  /** The missing tools, in words; empty where none is missing. */
  missing: string;
}

/** Judges the tools that tests need against what is on the machine. */
export function planToolTests(needed: readonly TestTool[], environment: Environment): ToolTestsPlan {
  const missing = listMissingTools(environment).filter((tool) => needed.includes(tool));
  if (missing.length === 0) return { verdict: "run", missing: "" };
  const names = missing.map((tool) => `${tool.what} (Debian: ${tool.packageName})`).join(", ");
  return { verdict: isContinuousIntegration(environment) ? "fail" : "leave out", missing: names };
}

/** Defines tests with tools; the title begins with the rule, or its tests' do. */
export function describeWithTools(title: string, tools: readonly TestTool[], define: () => void): void {
  const plan = planToolTests(tools, process.env);
  if (plan.verdict === "fail") {
    it(`${title}: the tools are there`, () => {
      expect(plan.missing, "CI needs the tools of the tests: `npm test` installs them as root").toBe("");
    });
    return;
  }
  const reason = plan.verdict === "run" ? "" : ` (not run: no ${plan.missing})`;
  describe.runIf(plan.verdict === "run")(`${title}${reason}`, () => {
    define();
  });
}
