// The run page in Chromium: looked at by keyboard and finger, in other units and languages, of other recordings.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { findViolations } from "../../../../../scripts/test/browser/accessibility.ts";
import { BrowserStage } from "../../../../../scripts/test/browser/browser-stage.ts";
import { describeBrowser } from "../../../../../scripts/test/browser/describe-browser.ts";
import { pressOn, tabTo } from "../../../../../scripts/test/browser/keyboard.ts";
import { runSolewise } from "../../../../../scripts/test/browser/solewise-command.ts";
import { type StartedApp, startApp } from "../../../../../scripts/test/browser/start-app.ts";
import { DESKTOP, PHONE, type Variant } from "../../../../../scripts/test/browser/variant.ts";
import { failOn, RunReader, SOON } from "../../journeys/run-reader.ts";

/** Long enough to be told by mile too, at an easy pace, s. */
const LONG_SEC = 920;

describeBrowser("the run page", () => {
  // One browser whose visitors stay, so that one run serves many tests.
  const stage = new BrowserStage();
  const folder = stage.makeFolder();
  let app: StartedApp;

  beforeAll(async () => {
    app = await startApp();
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

  async function meet(variant: Variant, context = {}): Promise<RunReader> {
    const reader = new RunReader(await stage.openPage({ variant, context }), variant.language);
    await reader.page.goto(app.address);
    return reader;
  }

  async function record(preset: string, durationSec: number): Promise<[string, string]> {
    await runSolewise("demo", "--preset", preset, "--out", folder, "--duration-sec", String(durationSec), "--force");
    return [join(folder, `${preset}.left.imu.csv`), join(folder, `${preset}.right.imu.csv`)];
  }

  /** Opens the page of a run anew and waits for what the tests of it need. */
  async function show(reader: RunReader, address: string): Promise<void> {
    await reader.page.goto(address);
    await reader.cursor.waitFor();
  }

  describe("looked at", () => {
    let reader: RunReader;
    let address: string;

    beforeAll(async () => {
      const recordings = await record("easy-run", LONG_SEC);
      reader = await meet(DESKTOP);
      await reader.importFiles(recordings);
      address = reader.page.url();
    }, 400_000);

    it("[PGE5] the cursor goes by stride, by ten, by page and to both ends by key, and tells where it is", async () => {
      await show(reader, address);
      await tabTo(reader.cursor);
      await reader.press("Home");
      expect(await reader.strideNumber()).toBe(1);
      await reader.press("ArrowRight", "ArrowRight", "Shift+ArrowRight", "ArrowLeft");
      expect(await reader.strideNumber()).toBe(12);
      await reader.press("PageUp");
      const paged = await reader.strideNumber();
      expect(paged).toBeGreaterThan(40);
      await reader.press("End");
      const count = Number(await reader.cursor.getAttribute("aria-valuemax"));
      expect(await reader.strideNumber()).toBe(count);
      expect(await reader.cursor.getAttribute("aria-valuetext")).toContain(
        (await reader.cursorWords.textContent()) ?? "?",
      );
      expect(await reader.page.locator("[data-chart=speedMps] [data-readout=left]").textContent()).toMatch(
        /^\d+:\d\d$/,
      );
    });

    it("[PGE8] keys and buttons zoom around the cursor, and all of the run comes back", async () => {
      const { charts } = reader.messages.run;
      await show(reader, address);
      const whole = reader.button(charts.whole);
      await tabTo(reader.cursor);
      await reader.press("+", "+");
      await whole.waitFor();
      await reader.press("0");
      await whole.waitFor({ state: "detached" });
      await reader.button(charts.zoomIn).click();
      await reader.button(charts.zoomOut).click();
      await whole.waitFor({ state: "detached" });
      expect(await reader.button(charts.zoomOut).isDisabled()).toBe(true);
      await tabTo(reader.cursor);
      await reader.press("+", "+", "+", "+");
      await reader.press("Home");
      const dot = reader.page.locator("[data-chart=speedMps] [data-dot=left]");
      await expect.poll(() => dot.evaluate((element) => getComputedStyle(element).opacity), SOON).toBe("1");
      await pressOn(whole);
      await whole.waitFor({ state: "detached" });
    });

    it("[PGE8] charts out of sight show the same stretch when they come into sight", async () => {
      await show(reader, address);
      const last = reader.page.locator(".chart-row canvas").last();
      const pixels = () => last.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
      await reader.page.evaluate(() => document.fonts.ready.then(() => undefined));
      await reader.strideNumber();
      const before = await pixels();
      await reader.button(reader.messages.run.charts.zoomIn).click();
      await last.scrollIntoViewIfNeeded();
      await expect.poll(pixels, SOON).not.toBe(before);
      await reader.button(reader.messages.run.charts.whole).click();
      await expect.poll(pixels, SOON).toBe(before);
    });

    it("[PGE5] the same place is kept along time", async () => {
      await show(reader, address);
      await tabTo(reader.cursor);
      await reader.press("End");
      await reader.strideNumber();
      const place = await reader.cursorWords.textContent();
      const first = reader.page.locator(".chart-row canvas").last();
      const along = await first.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
      await tabTo(reader.page.getByRole("radio", { name: reader.messages.run.charts.byDistance }));
      await reader.press("ArrowRight");
      await expect
        .poll(() => first.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL()).catch(() => along), SOON)
        .not.toBe(along);
      expect(await reader.cursorWords.textContent()).toBe(place);
    });

    it("[PGE5] strides play and pause, also for who wants less motion", async () => {
      const { foot } = reader.messages.run;
      await show(reader, address);
      await reader.page.emulateMedia({ reducedMotion: "reduce" });
      const counter = reader.page.locator(".foot-picture__counter");
      await reader.scrollTo(".foot-picture__counter");
      const before = await counter.textContent();
      await reader.button(foot.play).click();
      await expect.poll(() => counter.textContent(), SOON).not.toBe(before);
      await reader.button(foot.pause).click();
      await reader.button(foot.play).waitFor();
      const paused = await counter.textContent();
      await reader.page.waitForTimeout(1200);
      expect(await counter.textContent()).toBe(paused);
      await reader.button(foot.next).click();
      await expect.poll(() => counter.textContent(), SOON).not.toBe(paused);
      await reader.button(foot.previous).click();
      await expect.poll(() => counter.textContent(), SOON).toBe(paused);
    });

    it("[PGE4] a figure opens by key, its page of words scrolls by key, and the focus comes back", async () => {
      await show(reader, address);
      await reader.page.setViewportSize({ width: 1280, height: 400 });
      const tile = reader.page.locator("[data-figure=strideLength]");
      await pressOn(tile);
      const sheet = reader.dialog(reader.messages.run.figures.strideLength.name);
      await sheet.waitFor();
      expect(await findViolations(reader.page)).toEqual([]);
      await tabTo(reader.button(reader.messages.app.done));
      await reader.press("Enter");
      await sheet.waitFor({ state: "detached" });
      await expect.poll(() => tile.evaluate((element) => element.matches(":focus")), SOON).toBe(true);
      await reader.page.setViewportSize({ width: 1280, height: 800 });
    });

    it("[PGE17] the run is told by kilometre, and by mile to who reads miles", async () => {
      const { splits } = reader.messages.run;
      await show(reader, address);
      const table = (unit: string) =>
        reader.page.getByRole("region", { name: `${splits.title(unit)}: ${splits.pace}` });
      expect(await table("km").getByRole("row").count()).toBe(4);
      const pace = await table("km").locator("data").first().getAttribute("value");
      expect(Number(pace)).toBeGreaterThan(2);
      await wish({ units: "imperial" });
      await table("mi").waitFor();
      expect(await reader.page.locator("[data-figure=pace]").textContent()).toContain("min/mi");
      await wish({ units: null });
    });

    it("[PGE3] language and theme change while the page is shown; numbers and cursor stay", async () => {
      await show(reader, address);
      await tabTo(reader.cursor);
      await reader.press("Home", "ArrowRight");
      const figures = await reader.figureValues();
      await wish({ language: "zh-CN" });
      const chinese = new RunReader(reader.page, "zh-CN");
      await reader.page.getByRole("heading", { name: chinese.messages.run.charts.title }).waitFor();
      expect(await chinese.strideNumber()).toBe(2);
      expect(await reader.figureValues()).toEqual(figures);
      await wish({ language: null, theme: "dark" });
      await reader.page.locator("html[data-theme=dark]").waitFor();
      await reader.cursor.waitFor();
      expect(await findViolations(reader.page)).toEqual([]);
      await wish({ theme: null });
    });

    it("[PGE19] a moving cursor is drawn in front of the charts; at rest the page's own marks and words are right", async () => {
      await show(reader, address);
      const placeOf = await chartsPlaces();
      const before = await reader.cursorWords.textContent();
      const over = new AbortController();
      const move = async (): Promise<void> => {
        for (let step = 0; !over.signal.aborted; step++) {
          await reader.page.mouse.move(...placeOf(0.3 + (step % 50) / 100));
        }
      };
      const moves = move();
      await reader.page.locator(".form-charts[data-moving]").waitFor();
      const painted = await reader.page.evaluate(PAINTED_IN_FRONT);
      over.abort();
      await moves;
      expect(painted.line, "the line is as high as the charts, but for the headings").toBeGreaterThan(0.5);
      expect(painted.values, "both feet's values and the words above").toEqual([true, true, true]);
      await reader.page.locator(".form-charts:not([data-moving])").waitFor();
      const after = await reader.cursorWords.textContent();
      expect(after).not.toBe(before);
      await reader.strideNumber();
      expect(await reader.cursor.getAttribute("aria-valuetext")).toContain(after ?? "?");
    });

    it("[PGE19] where no canvas can be handed to a worker, the page's own marks and words follow", async () => {
      await reader.page.addInitScript(() =>
        Reflect.deleteProperty(HTMLCanvasElement.prototype, "transferControlToOffscreen"),
      );
      await show(reader, address);
      const placeOf = await chartsPlaces();
      const before = await reader.cursorWords.textContent();
      for (let step = 0; step < 60; step++) await reader.page.mouse.move(...placeOf(0.3 + step / 200));
      expect(await reader.cursorWords.textContent()).not.toBe(before);
      expect(await reader.page.locator(".cursor-front").count()).toBe(0);
    });

    it("[PGE5] a finger along the charts moves the cursor, up and down scrolls the page", async () => {
      const phone = new RunReader(await stage.openPage({ variant: PHONE }));
      await phone.page.goto(app.address);
      await phone.makeDemoRun();
      await phone.cursor.waitFor();
      await phone.cursor.evaluate((element) => element.scrollIntoView({ block: "start" }));
      await phone.page.evaluate(() => scrollBy(0, -200));
      const before = await phone.cursorWords.textContent();
      const top = await phone.page.evaluate(() => scrollY);
      await drag(phone.page, [80, 500], [300, 500]);
      await expect.poll(() => phone.cursorWords.textContent(), SOON).not.toBe(before);
      expect(await phone.page.evaluate(() => scrollY)).toBe(top);
      await drag(phone.page, [200, 500], [200, 300]);
      await expect.poll(() => phone.page.evaluate(() => scrollY), SOON).toBeGreaterThan(top + 50);
    });

    /** Brings the charts' middle into sight; places on the screen by share of their width. */
    async function chartsPlaces(): Promise<(share: number) => [number, number]> {
      await reader.cursor.evaluate((element) => element.scrollIntoView({ block: "center" }));
      const box = await reader.cursor.boundingBox();
      if (box === null) throw new Error("the charts' cursor is not on the page");
      return (share) => [box.x + box.width * share, box.y + box.height / 2];
    }

    /** Changes what another tab of the same reader keeps: the page shown takes it over. */
    async function wish(change: Record<string, string | null>): Promise<void> {
      const other = await reader.page.context().newPage();
      await other.goto(`${app.address}/settings`);
      await other.evaluate((wishes) => {
        const before = JSON.parse(localStorage.getItem("solewise-preferences") ?? "{}") as object;
        localStorage.setItem("solewise-preferences", JSON.stringify({ ...before, ...wishes }));
      }, change);
      await other.close();
    }
  });

  describe("of other recordings", () => {
    let reader: RunReader;

    beforeAll(async () => {
      reader = await meet(DESKTOP);
    });

    async function importAnew(files: readonly string[]): Promise<void> {
      await reader.page.goto(app.address);
      await reader.place(reader.messages.app.add).click();
      await reader.importFiles(files);
    }

    it("[PGE3] one foot: no flight of two feet is claimed, and left against right says what it needs", async () => {
      const [left] = await record("easy-run", 30);
      await importAnew([left]);
      await reader.cursor.waitFor();
      expect(await reader.page.locator("[data-warning=one-foot-assumes-symmetry]").count()).toBe(1);
      expect(await reader.page.locator("[data-chart=speedMps] [data-readout]").count()).toBe(1);
      await reader.scrollTo(".run-page__strides");
      await reader.page.getByText(reader.messages.run.balance.needsTwo).waitFor();
      expect(await findViolations(reader.page)).toEqual([]);
    });

    it("[PGE3] walking only: flight is a dash with its reason, never 0", async () => {
      await importAnew(await record("walk", 30));
      await reader.cursor.waitFor();
      expect(await reader.figureValue("flightTime")).toBe("");
      await reader.page.locator("[data-figure=flightTime]").click();
      await reader.page.getByText(reader.messages.run.figure.whyMissing.flightWalk).waitFor();
    });

    it("[PGE3] no strides: figures are dashes, there are no charts, and the page says why", async () => {
      const file = join(folder, "resting.left.imu.csv");
      const rows = Array.from(
        { length: 4000 },
        (_, index) => `${index / 200},0.1,${(index % 7) / 100},9.8,0.00${index % 5},-0.002,0.001`,
      );
      writeFileSync(file, ["time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z", ...rows, ""].join("\n"));
      await importAnew([file]);
      await reader.page.locator("[data-warning=no-strides]").waitFor();
      const measured = (await reader.figureValues()).filter((value) => value !== "");
      expect(measured, "the time of the recording alone").toHaveLength(1);
      expect(await reader.figureValue("distance")).toBe("");
      expect(await reader.page.locator("[data-figure]:not([data-figure=duration])", { hasText: "±" }).count()).toBe(0);
      expect(await reader.cursor.count()).toBe(0);
      expect(await findViolations(reader.page)).toEqual([]);
    });

    it("[PGE1] [PGE18] an unknown run says that it is not on this device", async () => {
      await reader.page.goto(`${app.address}/runs/00000000-0000-4000-8000-000000000000`);
      await expect.poll(() => reader.heading(reader.messages.run.missingTitle).count(), SOON).toBe(1);
      await expect.poll(() => reader.page.title(), SOON).toContain(reader.messages.run.missingTitle);
      await reader.page.getByRole("link", { name: reader.messages.app.goHome }).first().click();
      await reader.page.waitForURL(`${app.address}/`);
    });
  });
});

/** In the page: what the worker drew in front of the charts. The share of the line's column, and whether words are there. */
const PAINTED_IN_FRONT = (): { line: number; values: boolean[] } => {
  const read = (canvas: HTMLCanvasElement) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
    copy?.drawImage(canvas, 0, 0);
    return copy?.getImageData(0, 0, canvas.width, canvas.height) ?? new ImageData(1, 1);
  };
  const [words, charts] = [...document.querySelectorAll<HTMLCanvasElement>(".cursor-front")];
  if (words === undefined || charts === undefined) throw new Error("there is no picture in front of the charts");
  const isPaintedAt = ({ data, width }: ImageData, x: number, y: number) => (data[(y * width + x) * 4 + 3] ?? 0) > 0;
  const picture = read(charts);
  const columns = Array.from({ length: picture.width }, (_, x) => {
    const rows = Array.from({ length: picture.height }, (__, y) => y);
    return rows.filter((y) => isPaintedAt(picture, x, y)).length / picture.height;
  });
  const corner = charts.getBoundingClientRect();
  const isPaintedIn = (element: Element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    for (let y = Math.ceil(top - corner.top); y < bottom - corner.top; y++)
      for (let x = Math.ceil(left - corner.left); x < right - corner.left; x++)
        if (isPaintedAt(picture, x, y)) return true;
    return false;
  };
  const readouts = [...document.querySelectorAll("[data-chart=strideLengthMeters] [data-readout]")];
  return {
    line: Math.max(...columns),
    values: [...readouts.map(isPaintedIn), read(words).data.some((part) => part > 0)],
  };
};

type Point = readonly [number, number];

/** One finger from one place of the screen to another. */
async function drag(page: Page, [fromX, fromY]: Point, [toX, toY]: Point): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", share: number) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: type === "touchEnd" ? [] : [{ x: fromX + (toX - fromX) * share, y: fromY + (toY - fromY) * share }],
    });
  await touch("touchStart", 0);
  for (let step = 1; step <= 10; step++) await touch("touchMove", step / 10);
  await touch("touchEnd", 1);
  await session.detach();
}
