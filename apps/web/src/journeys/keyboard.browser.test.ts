// End to end: everything a runner does, done by keyboard alone.
import type { FileChooser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeBrowser } from "../../../../scripts/test/browser/describe-browser.ts";
import { pressOn, tabTo } from "../../../../scripts/test/browser/keyboard.ts";
import { type StartedApp, startApp } from "../../../../scripts/test/browser/start-app.ts";
import { DESKTOP } from "../../../../scripts/test/browser/variant.ts";
import { makeRecordings } from "../../../../scripts/test/browser/solewise-command.ts";
import { Visitor } from "./visitor.ts";

describeBrowser("by keyboard alone", (stage) => {
  let app: StartedApp;
  let recordings: [string, string];

  beforeAll(async () => {
    app = await startApp();
    recordings = await makeRecordings(stage.makeFolder(), 60);
  }, 400_000);
  afterAll(() => app.close());

  async function visit(): Promise<Visitor> {
    const visitor = new Visitor(await stage.openPage({ variant: DESKTOP }));
    await visitor.page.goto(app.address);
    return visitor;
  }

  /** A run of a minute, for tests that begin on its page; what leads there has tests of its own. */
  async function visitRun(): Promise<Visitor> {
    const visitor = await visit();
    await visitor.importFiles(recordings);
    return visitor;
  }

  async function visitDemoRun(): Promise<Visitor> {
    const visitor = await visit();
    await pressOn(visitor.button(visitor.messages.home.demoAction));
    await visitor.waitForRun();
    return visitor;
  }

  it("[WEB12] the first key skips to the content, and files are chosen, agreed to and analysed", async () => {
    const visitor = await visit();
    const { app: shell, home, importing } = visitor.messages;
    await visitor.button(home.demoAction).first().waitFor();
    await visitor.page.keyboard.press("Tab");
    expect(await visitor.page.locator(":focus").textContent()).toBe(shell.skipToContent);
    await visitor.page.keyboard.press("Enter");
    await (await openPicker(visitor, visitor.button(home.chooseAction))).setFiles(recordings);
    await pressOn(visitor.button(importing.analyse));
    await visitor.waitForRun();
    await visitor.insight.waitFor();
  });

  it("[WEB12] a figure opens its explanation, and closing it gives the focus back", async () => {
    const visitor = await visitRun();
    const tile = visitor.page.locator('[data-figure="cadence"]');
    await pressOn(tile);
    const dialog = visitor.page.getByRole("dialog");
    await dialog.getByText(visitor.messages.run.figures.cadence.what).waitFor();
    await visitor.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => tile.evaluate((element) => element.matches(":focus"))).toBe(true);
  });

  it("[WEB12] the cursor of the charts moves by arrow keys", async () => {
    const visitor = await visitRun();
    const cursor = visitor.page.getByRole("slider", { name: visitor.messages.run.charts.cursor });
    await tabTo(cursor);
    const before = await cursor.getAttribute("aria-valuetext");
    await visitor.page.keyboard.press("ArrowRight");
    await visitor.page.keyboard.press("PageUp");
    await expect.poll(() => cursor.getAttribute("aria-valuetext")).not.toBe(before);
  });

  it("[WEB12] a run is renamed, deleted and brought back", async () => {
    const visitor = await visitDemoRun();
    const { app: shell, home } = visitor.messages;
    await pressOn(visitor.place(shell.runs));
    const row = visitor.page.getByRole("main").locator("a[href^='/runs/']");
    await pressOn(visitor.button(home.menuOf(visitor.messages.importing.nameDemo)));
    await visitor.page.getByRole("menuitem", { name: home.rename }).waitFor();
    await visitor.page.keyboard.press("Enter");
    const dialog = visitor.page.getByRole("dialog", { name: home.renameTitle });
    await tabTo(dialog.getByRole("textbox"));
    await visitor.page.keyboard.press("Control+A");
    await visitor.page.keyboard.type("Along the river");
    await visitor.page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => row.textContent()).toBe("Along the river");
    await pressOn(visitor.button(home.menuOf("Along the river")));
    await visitor.page.getByRole("menuitem", { name: home.delete }).waitFor();
    await visitor.page.keyboard.press("End");
    await visitor.page.keyboard.press("Enter");
    await row.waitFor({ state: "detached" });
    await pressOn(visitor.button(shell.undo));
    await row.waitFor();
  });

  it("[WEB12] the stride table and its download are reached", async () => {
    const visitor = await visitRun();
    const { strides } = visitor.messages.run;
    await pressOn(visitor.page.locator('a[href$="/strides"]'));
    await visitor.page.getByRole("heading", { level: 1, name: strides.title }).waitFor();
    const downloading = visitor.page.waitForEvent("download");
    await pressOn(visitor.button(strides.download));
    expect((await downloading).suggestedFilename()).toMatch(/\.csv$/);
  });

  it("[WEB12] language, units and appearance are set", async () => {
    const visitor = await visit();
    const { app: shell, settings } = visitor.messages;
    await pressOn(visitor.place(shell.settings));
    await visitor.heading(settings.title).waitFor();
    await tabTo(visitor.page.getByRole("radio", { name: settings.unitsMetric }));
    await visitor.page.keyboard.press("ArrowRight");
    await visitor.page.getByRole("radio", { name: settings.unitsImperial, checked: true }).waitFor();
    await visitor.page.reload();
    await visitor.heading(settings.title).waitFor();
    expect(await visitor.page.getByRole("radio", { name: settings.unitsImperial }).isChecked()).toBe(true);
  });

  it("[WEB12] everything is exported and comes back into an empty app", async () => {
    const visitor = await visitRun();
    const { storage } = visitor.messages;
    await leaveOutSavePicker(visitor);
    await visitor.page.goto(`${app.address}/storage`);
    const downloading = visitor.page.waitForEvent("download");
    await pressOn(visitor.button(storage.exportAction));
    const archive = await (await downloading).path();
    const other = await visit();
    await other.page.goto(`${app.address}/storage`);
    await other.page.getByText(storage.noRuns).waitFor();
    await (await openPicker(other, other.button(storage.importAction))).setFiles(archive);
    await other.page.getByText(storage.imported("1", "0")).waitFor();
    await pressOn(other.place(other.messages.app.runs));
    await expect.poll(() => other.page.getByRole("main").locator("a[href^='/runs/']").count()).toBe(1);
  });
});

/** Opens the system's picker with Enter. The browser must have heard that a test takes the picker before the press. */
async function openPicker({ page }: Visitor, button: Locator): Promise<FileChooser> {
  await tabTo(button);
  const opening = page.waitForEvent("filechooser");
  await page.evaluate(() => document.readyState); // commands are answered in order
  await page.keyboard.press("Enter");
  return opening;
}

/** Makes the app download files: the system's dialog for a place to save is no page, and no test can use it. */
async function leaveOutSavePicker(visitor: Visitor): Promise<void> {
  await visitor.page.addInitScript("globalThis.showSaveFilePicker = undefined");
}
