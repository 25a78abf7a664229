// End to end: after one visit the app needs neither the server nor a network, and a newer version waits for its runner.
import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeBrowser } from "../../../../scripts/test/browser/describe-browser.ts";
import { type StartedApp, startApp } from "../../../../scripts/test/browser/start-app.ts";
import { makeRecordings } from "../../../../scripts/test/browser/solewise-command.ts";
import { Visitor } from "./visitor.ts";

describeBrowser("the app on the device", (stage) => {
  describe("[WEB4] offline", () => {
    let app: StartedApp;

    beforeAll(async () => {
      app = await startApp();
    }, 400_000);
    afterAll(() => app.close());

    it("starts with its runs and imports, with the server stopped and the browser started anew", async () => {
      const recordings = await makeRecordings(stage.makeFolder(), 45);
      const profileFolder = stage.makeFolder();
      const first = await stage.openProfile(profileFolder);
      const before = new Visitor(await first.newPage());
      await before.page.goto(app.address);
      await before.waitForOfflineCopy();
      await before.makeDemoRun();
      const values = await before.figureValues();
      const runAddress = before.page.url();
      await first.close();
      await app.stop();

      stage.allowProblem(/ERR_CONNECTION_REFUSED/);
      const second = await stage.openProfile(profileFolder);
      const after = new Visitor(await second.newPage());
      await after.page.goto(runAddress);
      await after.waitForRun();
      expect(await after.figureValues()).toEqual(values);
      await after.place(after.messages.app.add).click();
      await after.importFiles(recordings);
      await after.insight.waitFor();
      await app.start();
    });
  });

  describe("[WEB8] a newer version", () => {
    it("waits until the runner takes it, not during an import, and loses no run", async () => {
      const app = await startApp();
      try {
        const recordings = await makeRecordings(stage.makeFolder(), 1500);
        const visitor = new Visitor(await stage.openPage());
        await visitor.page.goto(app.address);
        await visitor.waitForOfflineCopy();
        await visitor.makeDemoRun();
        await visitor.place(visitor.messages.app.add).click();
        await visitor.pickFiles(visitor.button(visitor.messages.home.chooseAction), recordings);
        makeNewerVersion(app.appFolder);
        await visitor.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
        const update = visitor.button(visitor.messages.app.updateNow);
        await update.waitFor();
        expect(await update.isDisabled()).toBe(false);
        await noteWhenDisabled(visitor, visitor.messages.app.updateNow);
        await visitor.button(visitor.messages.importing.analyse).click();
        await visitor.waitForRun();
        expect(await visitor.page.evaluate(() => document.documentElement.dataset["waited"])).toBe("yes");
        await visitor.insight.waitFor();
        const runAddress = visitor.page.url();
        await Promise.all([visitor.page.waitForEvent("load"), update.click()]);
        await visitor.insight.waitFor();
        expect(visitor.page.url()).toBe(runAddress);
        expect(await visitor.page.evaluate(() => document.documentElement.dataset["version"])).toBe("newer");
        await visitor.place(visitor.messages.app.runs).click();
        expect(await visitor.page.getByRole("main").locator("a[href^='/runs/']").count()).toBe(2);
      } finally {
        await app.close();
      }
    });
  });
});

/** Leaves a mark on the page when the button of that name is ever disabled: an import may be over in a second. */
async function noteWhenDisabled({ page }: Visitor, name: string): Promise<void> {
  await page.evaluate((text) => {
    const look = () => {
      const buttons = [...document.querySelectorAll("button")].filter(({ textContent }) => textContent.includes(text));
      if (buttons.some(({ disabled }) => disabled)) document.documentElement.dataset["waited"] = "yes";
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  }, name);
}

/** The same app again as if built later: its page says so, and the service worker has another revision of it. */
function makeNewerVersion(appFolder: string): void {
  for (const path of globSync("{index.html,sw.js}.{gz,br}", { cwd: appFolder })) rmSync(join(appFolder, path));
  const page = join(appFolder, "index.html");
  writeFileSync(page, readFileSync(page, "utf8").replace("<html ", '<html data-version="newer" '));
  const worker = join(appFolder, "sw.js");
  const text = readFileSync(worker, "utf8");
  const revision = /"?revision"?:"([0-9a-f]{32})","?url"?:"index\.html"/.exec(text)?.[1];
  if (revision === undefined) throw new Error("the service worker names no revision of index.html");
  writeFileSync(worker, text.replaceAll(revision, "0123456789abcdef0123456789abcdef"));
}
