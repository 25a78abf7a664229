// A visitor of the app, for the end-to-end tests: finds what is on the screen by the words a person reads. Comes in: a
// page and its language. Goes out: steps that wait for what they lead to.
import type { Locator, Page } from "playwright-core";
import { en } from "../language/en/index.ts";
import type { Messages } from "../language/messages.ts";
import { zhCn } from "../language/zh-cn/index.ts";

/** How long an analysis may take on a busy machine, ms. */
const ANALYSIS_TIME_MAX_MS = 50_000;

/** The texts of a variant's language. */
export function messagesOf(language: "en" | "zh-CN"): Messages {
  return language === "zh-CN" ? zhCn : en;
}

export class Visitor {
  readonly page: Page;
  readonly messages: Messages;

  constructor(page: Page, language: "en" | "zh-CN" = "en") {
    this.page = page;
    this.messages = messagesOf(language);
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** A link of the navigation. */
  place(name: string): Locator {
    return this.page.getByRole("navigation").getByRole("link", { name, exact: true });
  }

  /** The screen's own heading. */
  heading(name: string): Locator {
    return this.page.getByRole("heading", { level: 1, name, exact: true });
  }

  /** The line that only a shoe could have said. */
  get insight(): Locator {
    return this.page.getByRole("complementary", { name: this.messages.run.insight.label });
  }

  /** Chooses files in the system's picker, which the given button opens. */
  async pickFiles(opener: Locator, paths: readonly string[]): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent("filechooser"), opener.click()]);
    await chooser.setFiles([...paths]);
  }

  /** From the list of an empty app to the page of a demo run. */
  async makeDemoRun(): Promise<void> {
    await this.button(this.messages.home.demoAction).first().click();
    await this.waitForRun();
  }

  /** From the first screen or the import's to the page of the imported run. */
  async importFiles(paths: readonly string[]): Promise<void> {
    await this.pickFiles(this.button(this.messages.home.chooseAction).first(), paths);
    await this.button(this.messages.importing.analyse).click();
    await this.waitForRun();
  }

  /** Waits for a run's page with its figures. */
  async waitForRun(): Promise<void> {
    await this.page.waitForURL(/\/runs\/[0-9a-f-]{36}$/, { timeout: ANALYSIS_TIME_MAX_MS });
    await this.page.locator("data[value]").first().waitFor();
  }

  /** Waits until this version's service worker holds the whole app and answers for this page. */
  async waitForOfflineCopy(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (navigator.serviceWorker.controller !== null) return;
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
      );
    });
  }

  /** The raw value that a figure of the run's page carries; empty when it was not measured. */
  async figureValue(figure: string): Promise<string | null> {
    return this.page.locator(`[data-figure="${figure}"] data`).getAttribute("value");
  }

  /** The raw values of all figures of the run's page. */
  figureValues(): Promise<string[]> {
    const values = this.page.locator("[data-figure] data");
    return values.evaluateAll((elements) => elements.map((element) => element.getAttribute("value") ?? ""));
  }
}
