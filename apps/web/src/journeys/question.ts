// Questions that lie over a page. Comes in: a page where one was just opened. Goes out: it is in front, or gone.
import type { Locator, Page } from "playwright-core";

/** The dialog that is open. */
export function questionOf(page: Page): Locator {
  return page.locator("[role=dialog], [role=alertdialog]");
}

/**
 * Waits until the dialog is what a reader sees: its code is loaded, it has the focus, and it is shown. Where a field in it has the
 * focus, react-aria shows it only after the time in which a phone's keyboard comes up, 0.6 s.
 */
export async function waitForQuestion(page: Page): Promise<void> {
  await page.locator(":is([role=dialog], [role=alertdialog]):focus-within").waitFor();
  await page.waitForFunction(() => {
    const scrim = document.querySelector(".scrim");
    const isShown = scrim !== null && getComputedStyle(scrim).clipPath === "none";
    return isShown && document.getAnimations().every(({ playState }) => playState !== "running");
  });
}

/** Closes it without an answer. */
export async function leaveQuestion(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await questionOf(page).waitFor({ state: "detached" });
}
