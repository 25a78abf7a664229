// Using a page by keyboard alone. Comes in: a page and what to reach. Goes out: the keys pressed; an Error where the
// keyboard does not get there.
import type { Locator, Page } from "playwright-core";

/** Most presses of Tab before an element counts as out of reach. */
const TAB_COUNT_MAX = 150;

/** Presses Tab until the element has the focus; throws an Error with what had it instead. */
export async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  await target.waitFor();
  const visited = new Set<string>();
  for (let count = 0; count < TAB_COUNT_MAX; count++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press("Tab");
    visited.add(await nameFocused(page));
  }
  throw new Error(`The keyboard does not reach ${String(target)}; the focus went: ${[...visited].join(" → ")}`);
}

/** Goes to the element by Tab and presses a key on it; default Enter. */
export async function pressOn(target: Locator, key = "Enter"): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press(key);
}

async function hasFocus(target: Locator): Promise<boolean> {
  return (await target.and(target.page().locator(":focus")).count()) === 1;
}

function nameFocused(page: Page): Promise<string> {
  return page.evaluate<string>(`document.activeElement?.outerHTML.slice(0, 60) ?? "nothing"`);
}
