// End to end: a stranger opens the app, and has an insight after few taps.
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { countTaps } from "../../../../scripts/test/browser/count-taps.ts";
import { describeBrowser } from "../../../../scripts/test/browser/describe-browser.ts";
import { type StartedApp, startApp } from "../../../../scripts/test/browser/start-app.ts";
import { DESKTOP, PHONE, type Variant, nameVariant } from "../../../../scripts/test/browser/variant.ts";
import { makeRecordings } from "../../../../scripts/test/browser/solewise-command.ts";
import { Visitor } from "./visitor.ts";

const VISITORS: Variant[] = [PHONE, { ...PHONE, language: "zh-CN" }, { ...DESKTOP, theme: "dark" }];

describeBrowser("a first visit", (stage) => {
  let app: StartedApp;
  let recordings: [string, string];

  beforeAll(async () => {
    app = await startApp();
    recordings = await makeRecordings(stage.makeFolder(), 60);
  }, 400_000);
  afterAll(() => app.close());

  for (const variant of VISITORS) {
    it(`[WEB1] ${nameVariant(variant)}: at most three taps to what only a shoe could have told`, async () => {
      const context = await stage.openContext({ variant });
      const taps = await countTaps(context);
      const visitor = new Visitor(await context.newPage(), variant.language);
      await visitor.page.goto(app.address);
      await visitor.makeDemoRun();
      await visitor.insight.waitFor();
      expect(await visitor.page.getByText(visitor.messages.app.demo, { exact: true }).count()).toBeGreaterThan(0);
      expect(taps.count).toBeGreaterThan(0);
      expect(taps.count).toBeLessThanOrEqual(3);
    });
  }

  it("[WEB2] at most five taps from two files to the run, the picker's own counted", async () => {
    const context = await stage.openContext();
    const taps = await countTaps(context);
    const visitor = new Visitor(await context.newPage());
    await visitor.page.goto(app.address);
    await visitor.importFiles(recordings);
    await visitor.insight.waitFor();
    expect(taps.count).toBeGreaterThan(1);
    expect(taps.count).toBeLessThanOrEqual(5);
  });

  it("[WEB2] a dropped file needs no picker, and one foot is enough", async () => {
    const visitor = new Visitor(await stage.openPage({ variant: DESKTOP }));
    await visitor.page.goto(app.address);
    await visitor.button(visitor.messages.home.demoAction).first().waitFor();
    await dropFile(visitor, recordings[0]);
    await visitor.button(visitor.messages.importing.analyse).click();
    await visitor.waitForRun();
    await visitor.insight.waitFor();
    expect(await visitor.figureValue("distance")).toMatch(/^\d+/);
  });
});

/** Drops a file on the window, as the system does: the file comes by a file input, since a test has no desktop. */
async function dropFile({ page }: Visitor, path: string): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement("input");
    input.type = "file";
    input.id = "planted-input";
    document.body.append(input);
  });
  await page.locator("#planted-input").setInputFiles(join(path));
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>("#planted-input");
    const dataTransfer = new DataTransfer();
    for (const file of input?.files ?? []) dataTransfer.items.add(file);
    input?.remove();
    for (const type of ["dragenter", "dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  });
}
