// A menu whose code is not there yet, in Chromium: what is loaded when, by keys, mouse and finger; and a connection that
// breaks off.
import type { Locator, Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeBrowser } from "../../../../../scripts/test/browser/describe-browser.ts";
import { type StartedApp, startApp } from "../../../../../scripts/test/browser/start-app.ts";
import { DESKTOP, PHONE, type Variant } from "../../../../../scripts/test/browser/variant.ts";
import { app as shell } from "../../language/en/app.ts";
import { refusal } from "../../language/en/refusal.ts";
import { ui } from "../../language/en/ui.ts";
import { wordsEn } from "./words-en.ts";

/** The chunk of what a menu's button opens. */
const CODE = /\/assets\/menu-popover-[\w-]+\.js$/;

describeBrowser("a menu that is loaded at its first need", (stage) => {
  let app: StartedApp;

  beforeAll(async () => {
    app = await startApp();
  }, 400_000);
  afterAll(() => app.close());

  /** The page of all components, without the service worker: every chunk comes from the server when it is asked for. */
  async function open(variant: Variant) {
    const page = await stage.openPage({ variant, context: { reducedMotion: "reduce" } });
    await page.addInitScript("delete Navigator.prototype.serviceWorker");
    const asked: string[] = [];
    page.on("request", (request) => CODE.test(request.url()) && asked.push(request.url()));
    await page.goto(`${app.address}/ui`);
    const button = page.getByRole("button", { name: ui.more, exact: true });
    await button.waitFor();
    return { page, button, asked, menu: page.getByRole("menu", { name: ui.more }) };
  }

  const item = (page: Page, name: string): Locator => page.getByRole("menuitem", { name, exact: true });
  const hasFocus = (target: Locator) => target.evaluate((element) => element.matches(":focus"));

  /** Holds the code back until it is let go. */
  async function hold(page: Page): Promise<() => Promise<void>> {
    const held: Route[] = [];
    await page.route(CODE, (route) => void held.push(route));
    return async () => {
      for (const route of held) await route.continue();
      await page.unroute(CODE);
    };
  }

  it("[UI21] comes with the focus, and tells what it opens before it is there", async () => {
    const { button, asked, menu, page } = await open(DESKTOP);
    expect(await button.getAttribute("aria-haspopup")).toBe("menu");
    expect(await button.getAttribute("aria-expanded")).toBe("false");
    expect(asked).toHaveLength(0);
    await button.focus();
    await expect.poll(() => asked.length).toBe(1);
    await page.keyboard.press("Space");
    await menu.waitFor();
    expect(await button.evaluate((element) => element.getAttribute("aria-expanded"))).toBe("true");
    expect(asked).toHaveLength(1);
  });

  it("[UI21] comes with the pointer", async () => {
    const { button, asked } = await open(DESKTOP);
    await button.hover();
    await expect.poll(() => asked.length).toBe(1);
  });

  for (const { key, name } of [
    { key: "Enter", name: wordsEn.rename },
    { key: " ", name: wordsEn.rename },
    { key: "ArrowDown", name: wordsEn.rename },
    { key: "ArrowUp", name: wordsEn.danger },
  ]) {
    it(`[UI17] a key pressed before the code is there opens the menu once it is: ${JSON.stringify(key)}`, async () => {
      const { button, page, menu } = await open(DESKTOP);
      const letGo = await hold(page);
      await button.focus();
      await page.keyboard.press(key);
      expect(await menu.count()).toBe(0);
      await letGo();
      await menu.waitFor();
      await expect.poll(() => hasFocus(item(page, name))).toBe(true);
      await page.keyboard.press("Escape");
      await menu.waitFor({ state: "detached" });
      await expect.poll(() => hasFocus(button)).toBe(true);
      await page.keyboard.press(key);
      await expect.poll(() => hasFocus(item(page, name))).toBe(true);
      await page.keyboard.press("Enter");
      await menu.waitFor({ state: "detached" });
      await expect.poll(() => hasFocus(button)).toBe(true);
    });
  }

  it("[UI21] does not open any more when the focus went elsewhere meanwhile", async () => {
    const { button, page, menu, asked } = await open(DESKTOP);
    const letGo = await hold(page);
    await button.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await letGo();
    await expect.poll(() => asked.length).toBe(1);
    await page.waitForLoadState("networkidle");
    expect(await menu.count()).toBe(0);
    await button.click();
    await menu.waitFor();
  });

  for (const variant of [DESKTOP, PHONE]) {
    it(`[UI17] opens by ${variant === PHONE ? "finger" : "mouse"}, dressed, and closes by a press elsewhere`, async () => {
      const { button, page, menu } = await open(variant);
      await (variant === PHONE ? button.tap() : button.click());
      await menu.waitFor();
      const popover = page.locator(".menu");
      expect(await popover.evaluate((element) => getComputedStyle(element).borderTopWidth)).toBe("1px");
      await (variant === PHONE ? page.touchscreen.tap(5, 5) : page.mouse.click(5, 5));
      await menu.waitFor({ state: "detached" });
      await expect.poll(() => hasFocus(button)).toBe(true);
    });
  }

  it("[UI22] a connection that breaks off is told once, and the same button opens the menu later", async () => {
    stage.allowProblem(/ERR_FAILED|Failed to load resource/);
    const { button, page, menu } = await open(DESKTOP);
    await page.route(CODE, (route) => route.abort());
    await button.focus();
    await page.keyboard.press("Enter");
    const notice = page.getByRole("region", { name: ui.notifications }).getByText(refusal.failures.load);
    await notice.waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: shell.reload }).waitFor();
    expect(await notice.count()).toBe(1);
    expect(await hasFocus(button)).toBe(true);
    await page.unroute(CODE);
    await page.keyboard.press("ArrowDown");
    await menu.waitFor();
    await expect.poll(() => hasFocus(item(page, wordsEn.rename))).toBe(true);
  });
});
