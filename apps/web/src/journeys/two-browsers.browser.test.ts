// End to end: one runner, two browsers, one server. What is imported on the one is read on the other, bit for bit.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeBrowser } from "../../../../scripts/test/browser/describe-browser.ts";
import { makeRecordings, runSolewise } from "../../../../scripts/test/browser/solewise-command.ts";
import { type StartedApp, startApp } from "../../../../scripts/test/browser/start-app.ts";
import { describeRecorded } from "../../../../scripts/test/recorded-data.ts";
import { AccountVisitor } from "./account-visitor.ts";
import { bringBrokenRun } from "./broken-run.ts";

const EMAIL = "ada@solewise.example";

/** Upload, analysis and download on a busy machine, ms. */
const SYNCED = { timeout: 60_000 };

/** Figures at the top of a run's page, and the number of the analysis that each shows. */
const SHOWN_FIGURES = {
  distance: "distanceMeters",
  duration: "durationSec",
  pace: "speedMps",
  cadence: "cadenceSpm",
  groundContactTime: "groundContactTimeMs",
  flightTime: "flightTimeMs",
  strideLength: "strideLengthMeters",
  footStrikeAngle: "footStrikeAngleDeg",
} as const;

describeBrowser("one runner, two browsers", (stage) => {
  let app: StartedApp;

  beforeAll(async () => {
    app = await startApp();
  }, 400_000);
  afterAll(() => app.close());

  async function openVisitor(): Promise<AccountVisitor> {
    return new AccountVisitor(await stage.openPage());
  }

  /** Recordings of the virtual runner as if somebody had run: demo runs stay on the device that made them. */
  async function makeRun(): Promise<string[]> {
    const folder = stage.makeFolder();
    const paths = await makeRecordings(folder, 45);
    return paths.map((path) => {
      const copy = join(folder, basename(path).replace("demo", "run"));
      writeFileSync(copy, readFileSync(path, "utf8").replace(/^# device=.*\n/m, ""));
      return copy;
    });
  }

  async function figuresOfCommand(files: readonly string[]): Promise<string[]> {
    const { summary } = JSON.parse(await runSolewise("analyze", "--json", ...files)) as {
      summary: Record<string, number | string | null>;
    };
    return Object.values(SHOWN_FIGURES).map((name) => String(summary[name] ?? ""));
  }

  function shownFigures(visitor: AccountVisitor): Promise<(string | null)[]> {
    return Promise.all(Object.keys(SHOWN_FIGURES).map((figure) => visitor.figureValue(figure)));
  }

  /** Joins by the link that the start printed, or signs in where that was done before. */
  async function enter(visitor: AccountVisitor, isFirst: boolean): Promise<void> {
    await visitor.page.goto(isFirst ? app.operatorLink() : `${app.address}/account`);
    if (isFirst) await visitor.join({ email: EMAIL, allow: ["gait-analysis"] });
    else {
      await visitor.signIn(EMAIL);
      await visitor.page.getByText(EMAIL).waitFor();
    }
  }

  /** Imports on a first browser that is signed in; the run arrives on a second with the command's figures. */
  async function expectSameOnBoth(
    files: readonly string[],
    isFirst: boolean,
  ): Promise<[AccountVisitor, AccountVisitor]> {
    const expected = await figuresOfCommand(files);
    const [first, second] = [await openVisitor(), await openVisitor()];
    await enter(first, isFirst);
    await first.place(first.messages.app.add).click();
    await first.importFiles(files);
    await expect.poll(() => first.runPlace(), SYNCED).toBe("there");
    await enter(second, false);
    await second.openRun(new URL(first.page.url()).pathname);
    expect(await shownFigures(first)).toEqual(expected);
    expect(await shownFigures(second)).toEqual(expected);
    return [first, second];
  }

  async function renameTo(visitor: AccountVisitor, name: string): Promise<void> {
    const { head } = visitor.messages.run;
    await visitor.button(head.menu).click();
    await visitor.page.getByRole("menuitem", { name: head.rename, exact: true }).click();
    await visitor.page.getByRole("dialog").getByRole("textbox").fill(name);
    await visitor.page.getByRole("dialog").getByRole("button", { name: head.save }).click();
    await visitor.heading(name).waitFor();
  }

  describe("one after the other", () => {
    it("[WEB17] a run goes up by signing in and is read elsewhere, renamed there, and kept or removed at signing out", async () => {
      const [first, second] = await expectSameOnBoth(await makeRun(), true);
      await renameTo(second, "Along the river");
      await expect.poll(() => second.runPlace(), SYNCED).toBe("there");
      await first.lookAgain();
      await first.heading("Along the river").waitFor(SYNCED);
      await second.page.goto(`${app.address}/account`);
      await second.signOut("clear");
      await second.place(second.messages.app.runs).click();
      await second.button(second.messages.home.demoAction).first().waitFor();
      await first.page.goto(`${app.address}/account`);
      await first.signOut("keep");
      expect(await first.runCount()).toBe(1);
    }, 180_000);

    it("[SGN16] [SYN19] a run that the server could not analyse says why on a browser that does not have it", async () => {
      const visitor = await openVisitor();
      const { syncing } = visitor.later;
      await visitor.page.goto(`${app.address}/account`);
      await visitor.signIn(EMAIL);
      await visitor.page.getByText(EMAIL).waitFor();
      await bringBrokenRun(visitor.page, app.address, "Not a recording");
      await visitor.place(visitor.messages.app.runs).click();
      await visitor.lookAgain();
      const card = visitor.page.getByRole("group", { name: "Not a recording" });
      await card.getByText("left.csv, line 1", { exact: false }).waitFor(SYNCED);
      const saving = visitor.page.waitForEvent("download");
      await visitor.page.evaluate(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
      await card.getByRole("button", { name: syncing.failed.save("left.csv") }).click();
      expect((await saving).suggestedFilename()).toBe("left.csv");
      const asked = visitor.page.waitForResponse((answer) => answer.url().endsWith("/analyses"));
      await card.getByRole("button", { name: syncing.failed.again }).click();
      expect((await asked).status()).toBe(202);
      await card.getByRole("button", { name: syncing.failed.delete }).click(SYNCED);
      await card.waitFor({ state: "detached" });
      await visitor.button(visitor.messages.app.undo).click();
      await card.getByText("left.csv, line 1", { exact: false }).waitFor(SYNCED);
      await card.getByRole("button", { name: syncing.failed.delete }).click();
      await card.waitFor({ state: "detached" });
    }, 180_000);
  });

  describeRecorded("[WEB17] real recordings of both feet", (folder) => {
    it("show the command's figures on both browsers", async () => {
      const recording = join(folder, "gaitmap-walk-mocap", "walk");
      await expectSameOnBoth([`${recording}.left.imu.csv`, `${recording}.right.imu.csv`], false);
    }, 180_000);
  });
});
