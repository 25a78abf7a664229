// A reader of a run's page, for its browser tests: the charts' cursor, the run's menu, files that it makes. Comes in: a
// page. Goes out: what it says and does.
import { readFileSync } from "node:fs";
import type { Locator } from "playwright-core";
import { Visitor } from "./visitor.ts";

/** Longer than the cursor waits until it tells screen readers where it is, ms. */
const RESTS_AFTER_MS = 400;

/** For `expect.poll`: a busy machine may take this long until something is as expected. */
export const SOON = { timeout: 20_000 };

/** Throws an Error that tells what went wrong in a test's pages, if anything. */
export function failOn(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`The pages of this test had problems:\n${problems.join("\n")}`);
}

/** A run page with its parts, for one visitor. */
export class RunReader extends Visitor {
  get cursor(): Locator {
    return this.page.getByRole("slider", { name: this.messages.run.charts.cursor });
  }

  /** "1.20 km · 6:31 · Running". */
  get cursorWords(): Locator {
    return this.page.locator("[data-readout=place]");
  }

  /** The stride that screen readers are told, once the cursor rests. */
  async strideNumber(): Promise<number> {
    for (let before = ""; ;) {
      const now = (await this.cursor.getAttribute("aria-valuenow")) ?? "";
      if (now === before) return Number(now);
      before = now;
      await this.page.waitForTimeout(RESTS_AFTER_MS);
    }
  }

  /** Goes down the page until something far down is made and in sight. */
  async scrollTo(selector: string): Promise<void> {
    const wanted = this.page.locator(selector).first();
    await this.page.waitForFunction((wantedSelector) => {
      const element = document.querySelector(wantedSelector);
      const isInSight = element !== null && element.getBoundingClientRect().top < innerHeight;
      if (!isInSight) scrollBy({ top: innerHeight / 2, behavior: "instant" });
      return isInSight;
    }, selector);
    await wanted.scrollIntoViewIfNeeded();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async chooseAction(name: string): Promise<void> {
    await this.button(this.messages.run.head.menu).click();
    await this.page.getByRole("menuitem", { name, exact: true }).click();
  }

  dialog(name: string): Locator {
    return this.page.getByRole("dialog", { name });
  }

  /** The content of the file that an action of the menu makes. */
  async download(action: string): Promise<{ name: string; text: string }> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.chooseAction(action)]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  }
}
