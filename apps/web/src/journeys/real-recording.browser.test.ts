// End to end: a real recording of two feet; what the app shows is what the command computes, bit for bit.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeBrowser } from "../../../../scripts/test/browser/describe-browser.ts";
import { type StartedApp, startApp } from "../../../../scripts/test/browser/start-app.ts";
import { describeRecorded } from "../../../../scripts/test/recorded-data.ts";
import { makeRecordings, runSolewise } from "../../../../scripts/test/browser/solewise-command.ts";
import { Visitor } from "./visitor.ts";

/** The figures at the top of a run's page, and the number of the analysis that each shows. */
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

interface Analysis {
  summary: Record<string, number | string | null>;
  warnings: { code: string; message: string }[];
}

/** An analysis without the sentence of a guessed side: it says what to do, which differs between app and command. */
function readAnalysis(text: string): Analysis {
  const analysis = JSON.parse(text) as Analysis;
  for (const warning of analysis.warnings) if (warning.code === "side-guessed") warning.message = "";
  return analysis;
}

describeBrowser("the app computes what the command computes", (stage) => {
  let app: StartedApp;

  beforeAll(async () => {
    app = await startApp();
  }, 400_000);
  afterAll(() => app.close());

  /** Imports the files, and compares figures and exported analysis with the command's; `name` is the run's own. */
  async function expectSameAsCommand(files: readonly string[], name: RegExp): Promise<void> {
    const expected = readAnalysis(await runSolewise("analyze", "--json", ...files));
    const visitor = new Visitor(await stage.openPage());
    await visitor.page.goto(app.address);
    await visitor.importFiles(files);
    expect(await visitor.page.getByRole("heading", { level: 1 }).innerText()).toMatch(name);
    const entries = Object.entries(SHOWN_FIGURES);
    const shown = await Promise.all(entries.map(([figure]) => visitor.figureValue(figure)));
    expect(shown).toEqual(entries.map(([, field]) => String(expected.summary[field] ?? "")));
    expect(readAnalysis(await exportAnalysis(visitor))).toEqual(expected);
  }

  async function exportAnalysis(visitor: Visitor): Promise<string> {
    const { head } = visitor.messages.run;
    await visitor.button(head.menu).click();
    const downloading = visitor.page.waitForEvent("download");
    await visitor.page.getByRole("menuitem", { name: head.exportJson }).click();
    return readFileSync(await (await downloading).path(), "utf8");
  }

  describe("[WEB3] figures equal `solewise analyze --json` bit for bit", () => {
    it("[APP8] for a virtual runner's recording of both feet", async () => {
      await expectSameAsCommand(await makeRecordings(stage.makeFolder(), 90), / run$/);
    });

    it("for one foot", async () => {
      const [left] = await makeRecordings(stage.makeFolder(), 45);
      await expectSameAsCommand([left], / run$/);
    });
  });

  describeRecorded("[WEB3] for real recordings of both feet", (folder) => {
    for (const name of ["walk", "stair_up"]) {
      it(`shows ${name} as the command does`, async () => {
        const recording = join(folder, "gaitmap-walk-mocap", name);
        await expectSameAsCommand([`${recording}.left.imu.csv`, `${recording}.right.imu.csv`], / walk$/);
      });
    }
  });
});
