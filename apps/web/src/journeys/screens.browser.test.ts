// End to end: every screen in all variants: accessible, within its width, in its language, and pictured for eyes.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findViolations } from "../../../../scripts/test/browser/accessibility.ts";
import { describeBrowser } from "../../../../scripts/test/browser/describe-browser.ts";
import { takeScreenshot } from "../../../../scripts/test/browser/screenshot.ts";
import { type StartedApp, startApp } from "../../../../scripts/test/browser/start-app.ts";
import { type Variant, VARIANTS, nameVariant } from "../../../../scripts/test/browser/variant.ts";
import { examineScreens, type Findings, type Instruments } from "./screen-examination.ts";
import { tourScreens } from "./screen-tour.ts";
import { makeRecordings } from "../../../../scripts/test/browser/solewise-command.ts";
import { Visitor } from "./visitor.ts";

/** A tour looks at each screen in both themes: they differ in colours only. */
const TOURS = VARIANTS.filter(({ theme }) => theme === "light");

/** Pictures are named by their variant. */
const instrumentsOf = (variant: Variant): Instruments => ({
  findViolations,
  takePicture: (page, screen, theme) => takeScreenshot(page, screen, { ...variant, theme }),
});

/** Longest that a tour may take, ms. */
const TOUR_TIME_MAX_MS = 300_000;

/** A recording's text without the line that says which foot it is of. */
function withoutSide(path: string): string {
  return readFileSync(path, "utf8").replace(/^# side=.*\n/m, "");
}

describeBrowser("every screen", (stage) => {
  let app: StartedApp;
  const folder = stage.makeFolder();
  const noRecording = join(folder, "holiday.csv");
  const undated = join(folder, "undated.csv");
  const recordings = [join(folder, "one.csv"), join(folder, "other.csv")];

  beforeAll(async () => {
    app = await startApp();
    const [left, right] = await makeRecordings(folder, 60);
    for (const [index, path] of [left, right].entries()) writeFileSync(recordings[index] ?? "", withoutSide(path));
    writeFileSync(noRecording, "day,place\n1,Lisbon\n");
    writeFileSync(undated, `# side=left\n# started_at_utc=0001-01-01T00:00:00Z\n${withoutSide(left)}`);
  }, 400_000);
  afterAll(() => app.close());

  async function tour(variant: Variant): Promise<Findings> {
    const page = await stage.openPage({ variant, context: { reducedMotion: "reduce" } });
    const visitor = new Visitor(page, variant.language);
    const files = { recordings, undated, noRecording };
    return examineScreens(page, variant.language, instrumentsOf(variant), (look) =>
      tourScreens(visitor, files, app.address, look),
    );
  }

  for (const variant of TOURS) {
    describe(`${nameVariant(variant)}, and dark`, () => {
      let findings: Findings;

      beforeAll(async () => {
        findings = await tour(variant);
      }, TOUR_TIME_MAX_MS);

      it("[WEB15] every screen is pictured", () => {
        expect(findings.screens).toHaveLength(new Set(findings.screens).size);
        expect(findings.screens.length).toBeGreaterThanOrEqual(17);
      });

      it("[WEB11] axe finds no violation", () => {
        expect(findings.accessibility).toEqual([]);
      });

      it("[WEB13] nothing scrolls sideways, not even with text at 200 %", () => {
        expect(findings.width).toEqual([]);
      });

      if (variant.language === "zh-CN") {
        it("[WEB14] no English is left on a Chinese page", () => {
          expect(findings.language).toEqual([]);
        });
      }
    });
  }
});
