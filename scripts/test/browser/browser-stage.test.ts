// Tests of the browser harness with planted pages: what is wrong in them is found, what is right passes.
import { existsSync, rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, findViolations } from "./accessibility.ts";
import { countTaps } from "./count-taps.ts";
import { describeBrowser } from "./describe-browser.ts";
import { pressOn, tabTo } from "./keyboard.ts";
import { PlantedSite } from "./planted-site.ts";
import { screenshotFile, takeScreenshot } from "./screenshot.ts";
import { DESKTOP, PHONE, VARIANTS, nameVariant } from "./variant.ts";

const site = new PlantedSite({
  "/good": "<main><h1>Good</h1><button>First</button><button>Second</button></main>",
  "/console": "<script src=console.js></script>",
  "/console.js": 'console.error("a planted error")',
  "/uncaught": "<script src=uncaught.js></script>",
  "/uncaught.js": 'setTimeout(() => { throw new Error("a planted throw"); })',
  "/inline": "<script>document.title = 'ran'</script>",
  "/foreign": "<script src=foreign.js></script>",
  "/foreign.js": 'fetch("http://example.com/beacon").catch(() => undefined)',
  "/inaccessible": "<main><h1>Bad</h1><button></button><p style='color:#aaa;background:#fff'>faint</p></main>",
});

beforeAll(() => site.open());
afterAll(() => site.close());

describeBrowser("the browser harness", (stage) => {
  describe("[HOUSE24] a problem in a page fails its test", () => {
    const planted = [
      { path: "/console", problem: /console error: a planted error/ },
      { path: "/uncaught", problem: /uncaught error: .*a planted throw/ },
      { path: "/inline", problem: /content security policy: script-src-elem refused inline/ },
      { path: "/foreign", problem: /request to another machine: http:\/\/example\.com\/beacon/ },
    ];
    for (const { path, problem } of planted) {
      it(`finds the one of ${path}`, async () => {
        const page = await stage.openPage();
        await page.goto(site.address + path);
        await expect.poll(() => stage.peekProblems().join("\n")).toMatch(problem);
        await expect(stage.clear()).rejects.toThrow(problem);
      });
    }

    it("lets pass a page without one, and one that the test allowed", async () => {
      const page = await stage.openPage();
      await page.goto(`${site.address}/good`);
      await stage.clear();
      stage.allowProblem(/planted error/);
      const other = await stage.openPage();
      await other.goto(`${site.address}/console`);
      await expect.poll(() => stage.peekProblems()).not.toEqual([]);
      await stage.clear();
    });

    it("reaches no other machine, whatever the name", async () => {
      const page = await stage.openPage();
      await page.goto(`${site.address}/good`);
      const answer = await page.evaluate<string>('fetch("http://192.0.2.1/").then(() => "answered", () => "refused")');
      expect(answer).toBe("refused");
      expect(stage.takeProblems().join()).toMatch(/192\.0\.2\.1/);
    });
  });

  describe("[HOUSE25] screens are looked at in eight variants", () => {
    it("are two sizes, two themes and two languages", () => {
      expect(new Set(VARIANTS.map(nameVariant)).size).toBe(8);
      expect(nameVariant(PHONE)).toBe("360x740.light.en");
    });

    it("set the browser to what they say", async () => {
      for (const variant of [PHONE, { ...DESKTOP, theme: "dark", language: "zh-CN" } as const]) {
        const page = await stage.openPage({ variant });
        await page.goto(`${site.address}/good`);
        const seen = await page.evaluate<unknown>(
          `[innerWidth + "x" + innerHeight, matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
            navigator.language, matchMedia("(pointer: coarse)").matches]`,
        );
        expect(seen).toEqual([variant.size, variant.theme, variant.language, variant === PHONE]);
      }
    });

    it("have a picture of their own each", async () => {
      const page = await stage.openPage({ variant: DESKTOP });
      await page.goto(`${site.address}/good`);
      const file = await takeScreenshot(page, "planted-page", DESKTOP);
      expect(existsSync(file)).toBe(true);
      rmSync(file);
      expect(screenshotFile("home", PHONE, { SOLEWISE_SCREENSHOTS: "/pictures" })).toBe(
        "/pictures/home.360x740.light.en.png",
      );
    });
  });

  describe("[HOUSE26] accessibility is checked by axe and the keyboard", () => {
    it("names each violation with its element", async () => {
      const page = await stage.openPage();
      await page.goto(`${site.address}/inaccessible`);
      const judged = expectAccessible(page);
      await expect(judged).rejects.toThrow(/button-name .* at button/);
      await expect(judged).rejects.toThrow(/color-contrast .* at p/);
    });

    it("judges the colours alone where another theme of the same page is looked at", async () => {
      const page = await stage.openPage();
      await page.goto(`${site.address}/inaccessible`);
      expect(await findViolations(page, "colours")).toEqual([expect.stringMatching(/^color-contrast .* at p: /)]);
    });

    it("lets an accessible page pass, under a strict policy", async () => {
      const page = await stage.openPage();
      await page.goto(`${site.address}/good`);
      await expectAccessible(page);
    });

    it("goes by Tab to what the keyboard reaches, and says what it does not", async () => {
      const page = await stage.openPage();
      await page.goto(`${site.address}/good`);
      await pressOn(page.getByRole("button", { name: "Second" }));
      await expect(tabTo(page.getByRole("heading"))).rejects.toThrow(/does not reach/);
    });
  });

  describe("[HOUSE27] taps are counted as the page sees them", () => {
    it("counts a finger's and a mouse's, not those of code", async () => {
      for (const variant of [PHONE, DESKTOP]) {
        const context = await stage.openContext({ variant });
        const taps = await countTaps(context);
        const page = await context.newPage();
        await page.goto(`${site.address}/good`);
        await page.getByRole("button", { name: "First" }).click();
        await page.evaluate('document.querySelector("button").click()');
        await page.getByRole("button", { name: "Second" }).click();
        await expect.poll(() => taps.count).toBe(2);
      }
    });
  });
});
