// End to end: every screen about accounts in all variants: accessible, within its width, in its language, and pictured.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findViolations } from "../../../../scripts/test/browser/accessibility.ts";
import { describeBrowser } from "../../../../scripts/test/browser/describe-browser.ts";
import { takeScreenshot } from "../../../../scripts/test/browser/screenshot.ts";
import { makeRecordings } from "../../../../scripts/test/browser/solewise-command.ts";
import { type StartedApp, startApp } from "../../../../scripts/test/browser/start-app.ts";
import { nameVariant, type Variant, VARIANTS } from "../../../../scripts/test/browser/variant.ts";
import { tourAccountScreens } from "./account-tour.ts";
import { AccountVisitor } from "./account-visitor.ts";
import { examineScreens, type Findings, type Instruments } from "./screen-examination.ts";

/** A tour looks at each screen in both themes: they differ in colours only. */
const TOURS = VARIANTS.filter(({ theme }) => theme === "light");

/** Pictures are named by their variant. */
const instrumentsOf = (variant: Variant): Instruments => ({
  findViolations,
  takePicture: (page, screen, theme) => takeScreenshot(page, screen, { ...variant, theme }),
});

/** Longest that a tour may take, ms. */
const TOUR_TIME_MAX_MS = 300_000;

describeBrowser("every screen about accounts", (stage) => {
  let app: StartedApp;
  let recordings: readonly string[];
  /** Of the operator who invites the visitors. */
  let token = "";

  /** Asks the server as the operator's program would. */
  async function ask(path: string, body: object): Promise<{ token: string; link: string }> {
    const authorization = token === "" ? {} : { authorization: `Bearer ${token}` };
    const answer = await fetch(`${app.address}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...authorization },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json() as Promise<{ token: string; link: string }>;
  }

  beforeAll(async () => {
    app = await startApp();
    recordings = await makeRecordings(stage.makeFolder(), 60);
    const invitationToken = new URL(app.operatorLink()).hash.split("/").at(-1);
    const person = { displayName: "Ada", ageBand: "18-plus", password: "four quiet green boats" };
    const account = { ...person, email: "first@solewise.example", consents: [], keep: "token", invitationToken };
    ({ token } = await ask("/api/v1/registration", account));
  }, 400_000);
  afterAll(() => app.close());

  async function tour(variant: Variant, email: string): Promise<Findings> {
    const { link } = await ask("/api/v1/invitations", { role: "operator" });
    const page = await stage.openPage({ variant, context: { reducedMotion: "reduce" } });
    const visitor = new AccountVisitor(page, variant.language);
    const start = { address: app.address, inviteLink: link, email, recordings };
    return examineScreens(page, variant.language, instrumentsOf(variant), (look) =>
      tourAccountScreens(visitor, start, look),
    );
  }

  for (const [index, variant] of TOURS.entries()) {
    describe(`${nameVariant(variant)}, and dark`, () => {
      let findings: Findings;

      beforeAll(async () => {
        stage.allowProblem(/operator\/status|404/); // the server may tell no status
        findings = await tour(variant, `ada${index}@solewise.example`);
      }, TOUR_TIME_MAX_MS);

      it("[WEB15] [SGN14] every screen is pictured; a conflict is shown and decided", () => {
        expect(findings.screens).toHaveLength(new Set(findings.screens).size);
        expect(findings.screens).toHaveLength(13);
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
