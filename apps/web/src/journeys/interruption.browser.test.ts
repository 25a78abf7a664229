// End to end: tabs and browsers that die during an import, a disk that is full, a second tab. What a runner handed over
// is there afterwards, or it is said what is not.
import { basename } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeBrowser } from "../../../../scripts/test/browser/describe-browser.ts";
import { type StartedApp, startApp } from "../../../../scripts/test/browser/start-app.ts";
import { makeRecordings } from "../../../../scripts/test/browser/solewise-command.ts";
import { Visitor } from "./visitor.ts";

/** When the tab is killed, ms after the page said that this does not end the import. */
const KILL_DELAYS_MS = [0, 60, 300, 1200];

/** Length of the recording: its analysis must outlast the delays. */
const DURATION_SEC = 1200;

/**
 * A quota that takes the app and a demo run, but not the recordings beside them. It is set before the first write:
 * Chromium goes on for half a minute with the room that it once knew of.
 */
const SMALL_QUOTA_BYTES = 40_000_000;

describeBrowser("what comes in between", (stage) => {
  let app: StartedApp;
  let recordings: [string, string];

  beforeAll(async () => {
    app = await startApp();
    recordings = await makeRecordings(stage.makeFolder(), DURATION_SEC);
  }, 400_000);
  afterAll(() => app.close());

  async function visit(context: BrowserContext): Promise<Visitor> {
    const visitor = new Visitor(await context.newPage());
    await visitor.page.goto(app.address);
    return visitor;
  }

  /** Agrees to the import of the recordings and returns at once. */
  async function beginImport(visitor: Visitor): Promise<void> {
    await visitor.place(visitor.messages.app.add).click();
    await visitor.pickFiles(visitor.button(visitor.messages.home.chooseAction), recordings);
    await visitor.button(visitor.messages.importing.analyse).click();
  }

  /** Agrees to the import and returns when the page says that a closed tab does not end it. */
  async function importUnderWay(visitor: Visitor): Promise<void> {
    await beginImport(visitor);
    await visitor.page.getByText(visitor.messages.importing.keepOpen).waitFor();
  }

  /** The run comes into the list by itself, or a sentence names the lost files and importing them again works. */
  async function expectRunOrLoss(visitor: Visitor): Promise<void> {
    const runs = listedRuns(visitor.page);
    const lost = visitor.page.getByText(
      visitor.messages.home.lost(recordings.map((path) => basename(path)).join(", ")),
    );
    await expect.poll(async () => (await runs.count()) + (await lost.count()), { timeout: 50_000 }).toBe(1);
    if ((await lost.count()) === 1) await beginImport(visitor);
    else await runs.click();
    await visitor.waitForRun();
  }

  describe("[WEB5] a tab or browser killed during an import", () => {
    for (const delayMs of KILL_DELAYS_MS) {
      it(`tab killed ${delayMs} ms after its beginning: the import goes on, or it is said what was lost`, async () => {
        const context = await stage.openProfile(stage.makeFolder());
        const visitor = await visit(context);
        await importUnderWay(visitor);
        await visitor.page.waitForTimeout(delayMs);
        await killTab(visitor.page);
        await expectRunOrLoss(await visit(context));
      });
    }

    it("the whole browser killed: the same", async () => {
      const profileFolder = stage.makeFolder();
      const context = await stage.openProfile(profileFolder);
      const visitor = await visit(context);
      await importUnderWay(visitor);
      await visitor.page.waitForTimeout(800);
      await killBrowser(context);
      await expectRunOrLoss(await visit(await stage.openProfile(profileFolder)));
    });
  });

  it("[WEB6] a full disk refuses the import with what it needs, keeps what is there, and goes on afterwards", async () => {
    const context = await stage.openProfile(stage.makeFolder());
    const visitor = await visit(context);
    const session = await context.newCDPSession(visitor.page);
    const { origin } = new URL(app.address);
    await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: SMALL_QUOTA_BYTES });
    await visitor.makeDemoRun();
    await beginImport(visitor);
    await visitor.page.getByText(visitor.messages.importing.noRoomTitle).waitFor();
    await visitor.place(visitor.messages.app.runs).click();
    expect(await listedRuns(visitor.page).count()).toBe(1);
    await session.send("Storage.overrideQuotaForOrigin", { origin });
    await visitor.place(visitor.messages.app.add).click();
    await visitor.button(visitor.messages.app.back).click();
    await visitor.button(visitor.messages.importing.analyse).click();
    await visitor.waitForRun();
  });

  describe("[WEB7] two tabs", () => {
    it("show the same runs without a reload, and the same recording once", async () => {
      const context = await stage.openContext();
      const [one, two] = [await visit(context), await visit(context)];
      await Promise.all([beginImport(one), beginImport(two)]);
      await Promise.race([one.waitForRun(), two.waitForRun()]);
      const third = await visit(context);
      await listedRuns(third.page).first().waitFor();
      expect(await listedRuns(third.page).count()).toBe(1);
      await third.place(third.messages.app.add).click();
      await third.button(third.messages.home.demoAction).click();
      await third.waitForRun();
      await two.place(two.messages.app.runs).click();
      await expect.poll(() => listedRuns(two.page).count(), { timeout: 50_000 }).toBe(2);
    });
  });
});

/** Links of the list of runs. */
function listedRuns(page: Page): ReturnType<Page["locator"]> {
  return page.getByRole("main").locator("a[href^='/runs/']");
}

/** Kills the process behind a tab, as a phone short of memory does. */
async function killTab(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => undefined); // it cannot answer any more
  await crashed;
  await page.close();
}

/** Kills the browser with everything in it, as a flat battery does. */
async function killBrowser(context: BrowserContext): Promise<void> {
  const browser = context.browser();
  if (browser === null) throw new Error("the context has no browser");
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const pid = processInfo.find(({ type }) => type === "browser")?.id;
  if (pid === undefined) throw new Error("Chromium does not tell its process");
  const closed = context.waitForEvent("close");
  process.kill(pid, "SIGKILL");
  await closed;
}
