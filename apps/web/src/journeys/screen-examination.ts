// Looks at screens in one size and language, in both themes: what is wrong with each, and a picture of it. Comes in: a page
// and a walk from screen to screen. Goes out: findings by kind.
import type { Page } from "playwright-core";
import { findEnglish, findOverflow, findOverflowOfLargeText } from "./screen-findings.ts";
import type { LookAt } from "./screen-tour.ts";

/** What screens are looked at with; scripts/test/browser has them. */
export interface Instruments {
  /** A line for each violation of accessibility, of the page as a whole or of its colours alone. */
  findViolations: (page: Page, judged: "whole" | "colours") => Promise<string[]>;
  takePicture: (page: Page, screen: string, theme: "light" | "dark") => Promise<unknown>;
}

/** What was seen; a line for each finding. */
export interface Findings {
  screens: string[];
  accessibility: string[];
  width: string[];
  language: string[];
}

/** Goes through all screens of a walk and writes down what is wrong with each. */
export async function examineScreens(
  page: Page,
  language: "en" | "zh-CN",
  { findViolations, takePicture }: Instruments,
  walk: (look: LookAt) => Promise<void>,
): Promise<Findings> {
  const findings: Findings = { screens: [], accessibility: [], width: [], language: [] };
  await walk(async (screen) => {
    findings.screens.push(screen);
    const note = (list: string[], found: string[]): void =>
      void list.push(...found.map((each) => `${screen}: ${each}`));
    note(findings.width, await findOverflow(page));
    note(findings.width, await findOverflowOfLargeText(page));
    if (language === "zh-CN") note(findings.language, await findEnglish(page));
    for (const theme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      note(
        findings.accessibility,
        (await findViolations(page, theme === "dark" ? "whole" : "colours")).map((found) => `${theme}: ${found}`),
      );
      await takePicture(page, screen, theme);
    }
  });
  return findings;
}
