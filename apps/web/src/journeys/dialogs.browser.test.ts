// End to end: every dialog with a field on a phone, with text at 200 % and with the phone's keyboard up.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findViolations } from "../../../../scripts/test/browser/accessibility.ts";
import { describeBrowser } from "../../../../scripts/test/browser/describe-browser.ts";
import { takeScreenshot } from "../../../../scripts/test/browser/screenshot.ts";
import { type StartedApp, startApp } from "../../../../scripts/test/browser/start-app.ts";
import { PHONE } from "../../../../scripts/test/browser/variant.ts";
import { AccountVisitor } from "./account-visitor.ts";
import { leaveQuestion, questionOf, waitForQuestion } from "./question.ts";
import { findOverflow } from "./screen-findings.ts";

/** What a keyboard leaves of 740 px. CSS pixels. */
const ABOVE_KEYBOARD_PX = 400;

describeBrowser("dialogs with a field", (stage) => {
  let app: StartedApp;

  beforeAll(async () => {
    app = await startApp();
  }, 400_000);
  afterAll(() => app.close());

  /** A keyboard that covers the page's lower part, as Chromium tells of one: the visual viewport is less high. */
  async function setVisibleHeight(page: Page, heightPx: number | null): Promise<void> {
    await page.evaluate(async (height) => {
      if (height === null) Reflect.deleteProperty(visualViewport ?? {}, "height");
      else Object.defineProperty(visualViewport, "height", { configurable: true, get: () => height });
      visualViewport?.dispatchEvent(new Event("resize"));
      for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    }, heightPx);
  }

  async function setTextSize(page: Page, size: string): Promise<void> {
    await page.evaluate((fontSize) => (document.documentElement.style.fontSize = fontSize), size);
  }

  /** Names what of the dialog is not to be seen and used above a line. */
  async function findHidden(page: Page, bottomPx: number): Promise<string[]> {
    const hidden: string[] = [];
    const box = await questionOf(page).boundingBox();
    if (box === null) return ["the dialog"];
    const frame = await page.locator(".dialog").boundingBox();
    if (frame === null || frame.y < 0 || frame.y + frame.height > bottomPx + 1) hidden.push(JSON.stringify(frame));
    for (const control of await questionOf(page).locator("button:visible, input:visible").all()) {
      await control.scrollIntoViewIfNeeded();
      const place = await control.boundingBox();
      const isSeen = place !== null && place.y >= -1 && place.y + place.height <= bottomPx + 1;
      if (!isSeen)
        hidden.push(`${await control.evaluate((element) => element.outerHTML.slice(0, 80))} ${JSON.stringify(place)}`);
    }
    return hidden;
  }

  /** What is wrong with the dialog that was just opened; closes it. */
  async function examine(page: Page, name: string): Promise<string[]> {
    await waitForQuestion(page);
    await setTextSize(page, "200%");
    const found = [...(await findViolations(page)), ...(await findOverflow(page)), ...(await findHidden(page, 740))];
    await takeScreenshot(page, `${name}-large-text`, PHONE, false);
    await setVisibleHeight(page, ABOVE_KEYBOARD_PX);
    const hidden = await findHidden(page, ABOVE_KEYBOARD_PX);
    await setTextSize(page, "");
    hidden.push(...(await findHidden(page, ABOVE_KEYBOARD_PX)));
    await takeScreenshot(page, `${name}-keyboard`, PHONE, false);
    await setVisibleHeight(page, null);
    await leaveQuestion(page);
    return [...found, ...hidden].map((each) => `${name}: ${each}`);
  }

  it("[WEB11] [WEB13] [UI23] of a run: its name from the list and from its page, its date", async () => {
    const visitor = new AccountVisitor(await stage.openPage({ variant: PHONE }));
    const { page } = visitor;
    const { home, importing, run, app: shell } = visitor.messages;
    await page.goto(app.address);
    await visitor.makeDemoRun();
    for (const [name, label] of [
      ["run-rename", run.head.rename],
      ["run-date", run.head.changeDate],
    ] as const) {
      await visitor.button(run.head.menu).click();
      await page.getByRole("menuitem", { name: label, exact: true }).click();
      expect(await examine(page, name)).toEqual([]);
    }
    await visitor.place(shell.runs).click();
    await visitor.button(home.menuOf(importing.nameDemo)).click();
    await page.getByRole("menuitem", { name: home.rename }).click();
    expect(await examine(page, "home-rename")).toEqual([]);
  }, 180_000);

  it("[WEB11] [WEB13] [UI23] of an account: a passkey's name, signing out", async () => {
    const visitor = new AccountVisitor(await stage.openPage({ variant: PHONE }));
    const { page, texts } = visitor;
    await page.goto(app.operatorLink(`http://localhost:${app.port}`));
    await visitor.join({ email: "ada@solewise.example" });
    await visitor.button(texts.passkeys.action).click();
    expect(await examine(page, "account-passkey")).toEqual([]);
    await visitor.button(texts.signOut.action).click();
    await page.getByText(texts.signOut.allThere).waitFor();
    expect(await examine(page, "account-sign-out")).toEqual([]);
  }, 180_000);
});
