// Accessibility of a page by axe-core: WCAG 2.2 AA and good practice. Comes in: a page as it is now. Goes out: nothing,
// or an Error that names each violation with the elements.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const AXE_OPTIONS: RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  resultTypes: ["violations"],
};

/** Throws an Error with a line for each violation: rule, what to do, the elements' selectors and why. */
export async function expectAccessible(page: Page): Promise<void> {
  const violations = await findViolations(page);
  if (violations.length > 0) throw new Error(`Not accessible: ${page.url()}\n${violations.join("\n")}`);
}

/**
 * A line for each violation, as above. axe runs by the debugging protocol, which the page's content security policy does
 * not hold back.
 */
export async function findViolations(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("Runtime.evaluate", { expression: AXE_SOURCE });
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
      expression: `axe.run(document, ${JSON.stringify(AXE_OPTIONS)})`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(`axe did not run: ${exceptionDetails.text}`);
    return (result.value as AxeResults).violations.flatMap((violation) =>
      violation.nodes.map((node) => {
        const why = (node.failureSummary ?? "").replaceAll(/\s+/g, " ");
        return `${violation.id} (${violation.help}) at ${node.target.join(" ")}: ${why}`;
      }),
    );
  } finally {
    await session.detach();
  }
}
