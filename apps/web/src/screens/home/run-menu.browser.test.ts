// The menu of a run in the list, in Chromium, before its code is there: renaming and deleting, the focus, a question whose
// code does not come.
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findViolations } from "../../../../../scripts/test/browser/accessibility.ts";
import { describeBrowser } from "../../../../../scripts/test/browser/describe-browser.ts";
import { pressOn } from "../../../../../scripts/test/browser/keyboard.ts";
import { type StartedApp, startApp } from "../../../../../scripts/test/browser/start-app.ts";
import { DESKTOP, PHONE, type Variant } from "../../../../../scripts/test/browser/variant.ts";
import { Visitor } from "../../journeys/visitor.ts";

/** react-aria's overlays, and the question for a name. */
const OVERLAYS = /\/assets\/Dialog-[\w-]+\.js$/;
const QUESTION = /\/assets\/rename-dialog-[\w-]+\.js$/;

describeBrowser("the menu of a run in the list", (stage) => {
  let app: StartedApp;

  beforeAll(async () => {
    app = await startApp();
  }, 400_000);
  afterAll(() => app.close());

  /** Somebody with a demo run, on a page that was just loaded without the service worker's copies. */
  async function openList(variant: Variant) {
    const visitor = new Visitor(await stage.openPage({ variant, context: { reducedMotion: "reduce" } }));
    await visitor.page.addInitScript("delete Navigator.prototype.serviceWorker");
    await visitor.page.goto(app.address);
    await visitor.makeDemoRun();
    const asked: string[] = [];
    visitor.page.on("request", (request) => asked.push(request.url()));
    await visitor.page.goto(app.address);
    const { home, importing } = visitor.messages;
    const button = visitor.button(home.menuOf(importing.nameDemo));
    await button.waitFor();
    return { visitor, button, asked };
  }

  const hasFocus = (target: Locator) => target.evaluate((element) => element.matches(":focus"));

  it("[UI21] the list needs no overlays; the menu renames by keyboard and gives the focus back", async () => {
    const { visitor, button, asked } = await openList(DESKTOP);
    const { home, app: shell } = visitor.messages;
    await visitor.page.waitForLoadState("networkidle");
    expect(asked.filter((url) => OVERLAYS.test(url))).toEqual([]);
    await pressOn(button, "ArrowDown");
    const rename = visitor.page.getByRole("menuitem", { name: home.rename });
    await expect.poll(() => rename.count().then((count) => count === 1 && hasFocus(rename))).toBe(true);
    expect(await findViolations(visitor.page)).toEqual([]);
    await visitor.page.keyboard.press("Enter");
    const dialog = visitor.page.getByRole("dialog", { name: home.renameTitle });
    await expect.poll(() => hasFocus(dialog.getByRole("textbox"))).toBe(true);
    expect(await findViolations(visitor.page)).toEqual([]);
    await visitor.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => hasFocus(button)).toBe(true);
    await visitor.page.keyboard.press("ArrowUp");
    const remove = visitor.page.getByRole("menuitem", { name: home.delete });
    await expect.poll(() => hasFocus(remove)).toBe(true);
    await visitor.page.keyboard.press("Enter");
    await button.waitFor({ state: "detached" });
    await visitor.button(shell.undo).click();
    await button.waitFor();
  });

  it("[UI22] a question whose code does not come says so, and is asked when it comes later", async () => {
    stage.allowProblem(/ERR_FAILED|Failed to load resource/);
    const { visitor, button } = await openList(PHONE);
    const { page, messages } = visitor;
    const rename = page.getByRole("menuitem", { name: messages.home.rename });
    await page.route(QUESTION, (route) => route.abort());
    await button.tap();
    await rename.tap();
    await page.getByText(messages.refusal.failures.load).waitFor();
    await expect.poll(() => hasFocus(button)).toBe(true);
    await page.unroute(QUESTION);
    await button.tap();
    await rename.tap();
    await page.getByRole("dialog", { name: messages.home.renameTitle }).waitFor();
  });
});
