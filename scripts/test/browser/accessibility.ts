// Accessibility of a page by axe-core: WCAG 2.2 AA and good practice. Comes in: a page as it is now. Goes out: nothing,
// or an Error that names each violation with the elements.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What react-aria tells screen readers for seven seconds that a button is done; it names the button by its id, even where
 * the button is gone by then.
 */
const CONTEXT = { exclude: [["[data-live-announcer] [role=img]"]] };

const WHOLE: RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  resultTypes: ["violations"],
};

/** The rules of them that judge colours: all that another theme of the same page can break. */
const COLOURS: RunOptions = {
  runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
  resultTypes: ["violations"],
};

/** Throws an Error with a line for each violation: rule, what to do, the elements' selectors and why. */
export async function expectAccessible(page: Page): Promise<void> {
  const violations = await findViolations(page);
  if (violations.length > 0) throw new Error(`Not accessible: ${page.url()}\n${violations.join("\n")}`);
}

/**
 * A line for each violation, as above, of the page as a whole or of its colours alone. axe runs by the debugging protocol, which the page's content security policy does
 * not hold back.
 */
export async function findViolations(page: Page, judged: "whole" | "colours" = "whole"): Promise<string[]> {
  const options = judged === "whole" ? WHOLE : COLOURS;
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("Runtime.evaluate", { expression: `if (globalThis.axe === undefined) {${AXE_SOURCE}}` });
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
      expression: `axe.run(${JSON.stringify(CONTEXT)}, ${JSON.stringify(options)})`,
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
