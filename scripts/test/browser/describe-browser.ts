// A `describe` whose tests need Chromium (or another tool of the browser tests): without it they fail in CI, and on a
// contributor's machine they are left out and their title says why. It brings one browser for all its tests.
import { afterAll, afterEach } from "vitest";
import { describeWithTools } from "../tools/describe-with-tools.ts";
import { type TestTool, CHROMIUM } from "../tools/test-tools.ts";
import { BrowserStage } from "./browser-stage.ts";

/**
 * Defines tests with a browser; the title begins with the rule, or its tests' do. After each test the pages are closed
 * and what went wrong in them fails it (`BrowserStage.allowProblem`); of a failed test there are pictures. One in each file, so that a file has one browser.
 */
export function describeBrowser(
  title: string,
  define: (stage: BrowserStage) => void,
  tools: readonly TestTool[] = [CHROMIUM],
): void {
  describeWithTools(title, tools, () => {
    const stage = new BrowserStage();
    afterEach(async ({ task }) => {
      if (task.result?.state === "fail") await stage.pictureFailure(task.name);
      await stage.clear();
    });
    afterAll(() => stage.close());
    define(stage);
  });
}
