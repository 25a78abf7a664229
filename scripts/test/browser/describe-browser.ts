// A `describe` whose tests need Chromium (or another tool of the browser tests): without it they fail in CI, and on a
// contributor's machine they are left out and their title says why. It brings one browser for all its tests.
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { isContinuousIntegration } from "../recorded-data.ts";
import { listMissingTools, type TestTool, CHROMIUM } from "../tools/test-tools.ts";
import { BrowserStage } from "./browser-stage.ts";

type Environment = Record<string, string | undefined>;

/** What is to be done with tests that need tools. */
export interface BrowserTestsPlan {
  verdict: "run" | "fail" | "leave out";
  /** The missing tools, in words; empty where none is missing. */
  missing: string;
}

/** Judges the tools that tests need against what is on the machine. */
export function planBrowserTests(needed: readonly TestTool[], environment: Environment): BrowserTestsPlan {
  const missing = listMissingTools(environment).filter((tool) => needed.includes(tool));
  if (missing.length === 0) return { verdict: "run", missing: "" };
  const names = missing.map((tool) => `${tool.what} (Debian: ${tool.packageName})`).join(", ");
  return { verdict: isContinuousIntegration(environment) ? "fail" : "leave out", missing: names };
}

/**
 * Defines tests with a browser; the title begins with the rule, or its tests' do. After each test the pages are closed
 * and what went wrong in them fails it (`BrowserStage.allowProblem`); of a failed test there are pictures. One in each file, so that a file has one browser.
 */
export function describeBrowser(
  title: string,
  define: (stage: BrowserStage) => void,
  tools: readonly TestTool[] = [CHROMIUM],
): void {
  const plan = planBrowserTests(tools, process.env);
  if (plan.verdict === "fail") {
    it(`${title}: the tools are there`, () => {
      expect(plan.missing, "CI needs the tools of the browser tests: `npm test` installs them as root").toBe("");
    });
    return;
  }
  const reason = plan.verdict === "run" ? "" : ` (not run: no ${plan.missing})`;
  describe.runIf(plan.verdict === "run")(`${title}${reason}`, () => {
    const stage = new BrowserStage();
    afterEach(async ({ task }) => {
      if (task.result?.state === "fail") await stage.pictureFailure(task.name);
      await stage.clear();
    });
    afterAll(() => stage.close());
    define(stage);
  });
}
