// The design system in Chromium: every component accessible in all variants, overlays and table by keyboard.
import { afterAll, beforeAll, expect, it } from "vitest";
import { findViolations } from "../../../../../scripts/test/browser/accessibility.ts";
import { describeBrowser } from "../../../../../scripts/test/browser/describe-browser.ts";
import { pressOn, tabTo } from "../../../../../scripts/test/browser/keyboard.ts";
import { type StartedApp, startApp } from "../../../../../scripts/test/browser/start-app.ts";
import { DESKTOP, nameVariant, PHONE, type Variant, VARIANTS } from "../../../../../scripts/test/browser/variant.ts";
import { ui } from "../../language/en/ui.ts";
import { app as words } from "../../language/en/app.ts";
import { wordsEn } from "./words-en.ts";
import { wordsZhCn } from "./words-zh-cn.ts";

describeBrowser("design system", (stage) => {
  let app: StartedApp;

  beforeAll(async () => {
    app = await startApp();
  }, 400_000);
  afterAll(() => app.close());

  async function open(variant: Variant) {
    const page = await stage.openPage({ variant, context: { reducedMotion: "reduce" } });
    await page.goto(`${app.address}/ui`);
    const { title } = variant.language === "en" ? wordsEn : wordsZhCn;
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    return page;
  }

  for (const variant of VARIANTS.filter(({ theme }) => theme === "light")) {
    it(`[UI16] axe finds nothing and nothing scrolls sideways: ${nameVariant(variant)}, and dark`, async () => {
      const page = await open(variant);
      expect(await findViolations(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await findViolations(page)).toEqual([]);
      const sideways = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      expect(sideways).toBeLessThanOrEqual(0);
    });
  }

  it("[UI17] a sheet takes focus, is accessible, and gives focus back on Escape", async () => {
    const page = await open(PHONE);
    const opener = page.getByRole("button", { name: wordsEn.openSheet });
    await opener.focus();
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", { name: wordsEn.sheetTitle });
    await sheet.waitFor();
    await tabTo(sheet.getByRole("button", { name: ui.closeSheet }));
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    expect(await opener.evaluate((element) => element.matches(":focus"))).toBe(true);
  });

  it("[UI20] a sheet that holds only text is scrolled by keyboard when it does not fit", async () => {
    const page = await open(PHONE);
    await page.getByRole("button", { name: wordsEn.openSheet }).click();
    const content = page.locator(".bottom-sheet__content");
    await content.waitFor();
    expect(await content.getAttribute("tabindex")).toBeNull();
    await page.setViewportSize({ width: 360, height: 300 });
    await tabTo(page.getByRole("group", { name: wordsEn.sheetTitle }));
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press("End");
    await expect.poll(() => content.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
  });

  it("[UI17] pulling a sheet down by its head closes it", async () => {
    const page = await open(DESKTOP);
    await page.getByRole("button", { name: wordsEn.openSheet }).click();
    const sheet = page.getByRole("dialog", { name: wordsEn.sheetTitle });
    const box = await sheet.getByRole("heading").boundingBox();
    const [x, y] = [(box?.x ?? 0) + 5, (box?.y ?? 0) + 5];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + 200, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => sheet.count()).toBe(0);
  });

  it("[UI17] the menu opens with the first action and closes without acting", async () => {
    const page = await open(DESKTOP);
    const opener = page.getByRole("button", { name: ui.more, exact: true });
    await opener.focus();
    await page.keyboard.press("ArrowDown");
    const first = page.getByRole("menuitem", { name: wordsEn.rename });
    await first.waitFor();
    expect(await first.evaluate((element) => element.matches(":focus"))).toBe(true);
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await first.waitFor({ state: "detached" });
  });

  it("[UI18] F6 reaches a toast, its action ends it, and focus goes back", async () => {
    const page = await open(DESKTOP);
    const opener = page.getByRole("button", { name: wordsEn.showToast });
    await opener.focus();
    await page.keyboard.press("Enter");
    const undo = page.getByRole("region", { name: ui.notifications }).getByRole("button", { name: words.undo });
    await undo.waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press("F6");
    await pressOn(undo);
    await undo.waitFor({ state: "detached" });
    expect(await opener.evaluate((element) => element.matches(":focus"))).toBe(true);
  });

  it("[UI19] the long table goes to its end by key and makes few rows", async () => {
    const page = await open(DESKTOP);
    const table = page.getByRole("grid", { name: wordsEn.strides });
    await table.focus();
    await page.keyboard.press("End");
    const last = table.getByRole("row", { selected: true });
    await expect.poll(() => last.getAttribute("aria-rowindex")).toBe("20001");
    expect(await last.isVisible()).toBe(true);
    expect(await table.getByRole("row").count()).toBeLessThan(60);
    await page.keyboard.press("Enter");
    await page.getByText(wordsEn.opened("20,000")).waitFor();
  });
});
