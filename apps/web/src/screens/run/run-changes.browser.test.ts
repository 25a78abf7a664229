// What is done with a run from its page, in Chromium: taken away, renamed, dated, swapped, freed, deleted, brought back.
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { BrowserStage } from "../../../../../scripts/test/browser/browser-stage.ts";
import { describeBrowser } from "../../../../../scripts/test/browser/describe-browser.ts";
import { runSolewise } from "../../../../../scripts/test/browser/solewise-command.ts";
import { type StartedApp, startApp } from "../../../../../scripts/test/browser/start-app.ts";
import { DESKTOP } from "../../../../../scripts/test/browser/variant.ts";
import { failOn, RunReader, SOON } from "../../journeys/run-reader.ts";

describeBrowser("changing a run", () => {
  // One browser whose visitor stays, so that one run serves all tests, one after the other.
  const stage = new BrowserStage();
  let app: StartedApp;
  let reader: RunReader;
  let address: string;

  beforeAll(async () => {
    app = await startApp();
    const folder = stage.makeFolder();
    await runSolewise("demo", "--preset", "asymmetric", "--out", folder, "--duration-sec", "30");
    reader = new RunReader(await stage.openPage({ variant: DESKTOP }));
    await reader.page.goto(app.address);
    await reader.importFiles(["left", "right"].map((side) => join(folder, `asymmetric.${side}.imu.csv`)));
    address = reader.page.url();
  }, 400_000);
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await stage.pictureFailure(task.name);
    failOn(stage.takeProblems());
  });
  afterAll(async () => {
    await stage.clear();
    await stage.close();
    await app.close();
  });

  async function show(): Promise<void> {
    await reader.page.goto(address);
    await reader.cursor.waitFor();
  }

  it("[PGE6] CSV and JSON hold what the page shows", async () => {
    const { head } = reader.messages.run;
    await show();
    const json = await reader.download(head.exportJson);
    const analysis = JSON.parse(json.text) as { summary: Record<string, number>; strides: unknown[] };
    expect(await reader.figureValue("distance")).toBe(String(analysis.summary["distanceMeters"]));
    const csv = await reader.download(head.exportCsv);
    const [header, ...rows] = csv.text.trimEnd().split("\n");
    expect(header).toMatch(/^stride_index,.*,origin$/);
    expect(new Set(rows.map((row) => row.split(",").at(-1)))).toEqual(new Set(["virtual-runner"]));
    expect(rows).toHaveLength(analysis.strides.length);
    expect([json.name, csv.name].map((name) => name.replace(/^.*?\./, "."))).toEqual([
      ".demo.analysis.json",
      ".demo.strides.csv",
    ]);
  });

  it("[PGE6] another name: the field has the focus, Enter saves, the title follows", async () => {
    const { head } = reader.messages.run;
    await show();
    await reader.chooseAction(head.rename);
    const field = reader.dialog(head.rename).getByRole("textbox");
    await expect.poll(() => field.evaluate((element) => element.matches(":focus")), SOON).toBe(true);
    await reader.page.keyboard.type("Along: the/river");
    await reader.press("Enter");
    await reader.heading("Along: the/river").waitFor();
    expect(await reader.page.title()).toContain("Along: the/river");
    expect((await reader.download(head.exportCsv)).name).toBe("Along-the-river.demo.strides.csv");
  });

  it("[PGE6] another date: the field has the focus, and the new one is told at once", async () => {
    const { head } = reader.messages.run;
    await show();
    await reader.chooseAction(head.changeDate);
    const dialog = reader.dialog(head.changeDate);
    await expect.poll(() => dialog.locator("input:focus").count(), SOON).toBe(1);
    await dialog.locator("input").fill("2026-03-04T17:30");
    await dialog.getByRole("button", { name: head.save }).click();
    await dialog.waitFor({ state: "detached" });
    await reader.page.locator("time[datetime='2026-03-04T17:30:00.000Z']").waitFor();
  });

  it("[PGE6] swapped sides are analysed anew: left becomes right", async () => {
    const { head, footNote } = reader.messages.run;
    await show();
    const before = await reader.page.locator(".insight-line").textContent();
    await reader.chooseAction(head.sides);
    const dialog = reader.dialog(head.sidesTwoTitle);
    await dialog.getByRole("button", { name: head.swap }).click();
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => reader.page.locator(".insight-line").textContent(), SOON).not.toBe(before);
    const note = footNote.file("left", "asymmetric.right.imu.csv");
    await expect.poll(() => reader.page.getByText(note).count(), SOON).toBe(1);
  });

  it("[PGE6] given-up samples leave the figures, but sides cannot be changed any more", async () => {
    const { head } = reader.messages.run;
    await show();
    const figures = await reader.figureValues();
    await reader.chooseAction(head.giveUp);
    const question = reader.page.getByRole("alertdialog", { name: head.giveUpTitle });
    await question.getByRole("button", { name: head.giveUpConfirm }).click();
    await question.waitFor({ state: "detached" });
    await reader.chooseAction(head.sides);
    await reader.page.getByText(head.sidesNoSamples).waitFor();
    expect(await reader.button(head.swap).isDisabled()).toBe(true);
    await reader.press("Escape");
    await reader.dialog(head.sidesTwoTitle).waitFor({ state: "detached" });
    await reader.page.reload();
    await reader.cursor.waitFor();
    expect(await reader.figureValues()).toEqual(figures);
  });

  it("[PGE6] a deleted run is gone until it is brought back", async () => {
    const { app: shell, run } = reader.messages;
    await show();
    await reader.chooseAction(run.head.remove);
    await reader.page.waitForURL(`${app.address}/`);
    await reader.button(shell.undo).click();
    await reader.page.waitForURL(address);
    await expect.poll(() => reader.cursor.count(), SOON).toBe(1);
  });
});
