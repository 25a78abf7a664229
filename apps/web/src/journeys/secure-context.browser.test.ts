// End to end: the app over HTTPS on a name of this house, with and without trust in its CA, and over plain HTTP, where
// browsers leave functions out.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeBrowser } from "../../../../scripts/test/browser/describe-browser.ts";
import { type StartedApp, startApp } from "../../../../scripts/test/browser/start-app.ts";
import { makeTrustingHome } from "../../../../scripts/test/browser/trusting-home.ts";
import { CERTUTIL, CHROMIUM } from "../../../../scripts/test/tools/test-tools.ts";
import { makeRecordings } from "../../../../scripts/test/browser/solewise-command.ts";
import { Visitor } from "./visitor.ts";

const NAME = "solewise.test";

/** Chromium's notice that it does not heed this header over plain HTTP on a name; it costs nothing. */
const HEADER_NOT_HEEDED = /Cross-Origin-Opener-Policy header has been ignored/;

describeBrowser(
  "the app at an address that is not this machine's own",
  (stage) => {
    describe("[WEB9] over HTTPS by `--lan`", () => {
      let app: StartedApp;
      let address = "";

      beforeAll(async () => {
        app = await startApp({ arguments: ["--lan", "--name", NAME] });
        address = `https://${NAME}:${app.port}`;
      }, 400_000);
      afterAll(() => app.close());

      it("loads without a warning, also from plain HTTP, with its service worker, once the CA is trusted", async () => {
        stage.allowProblem(HEADER_NOT_HEEDED);
        const answer = await fetch(`http://127.0.0.1:${app.port}/trust/solewise-ca.crt`);
        expect(answer.status).toBe(200);
        const homeFolder = makeTrustingHome(stage.makeFolder(), new Uint8Array(await answer.arrayBuffer()));
        const context = await stage.openProfile(stage.makeFolder(), { ownHosts: [NAME], homeFolder });
        const visitor = new Visitor(await context.newPage());
        await visitor.page.goto(address.replace("https:", "http:"));
        expect(new URL(visitor.page.url()).origin).toBe(address);
        await visitor.waitForOfflineCopy();
        expect(await visitor.page.evaluate(() => isSecureContext)).toBe(true);
        await visitor.makeDemoRun();
        await visitor.insight.waitFor();
        await app.stop();
        await visitor.page.reload();
        await visitor.insight.waitFor();
        await app.start();
      });

      it("is refused while the CA is not trusted", async () => {
        const context = await stage.openProfile(stage.makeFolder(), { ownHosts: [NAME] });
        const page = await context.newPage();
        await expect(page.goto(address)).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/);
      });
    });

    describe("[WEB10] over plain HTTP on a name", () => {
      let app: StartedApp;

      beforeAll(async () => {
        app = await startApp({ environment: { ALLOWED_HOSTS: NAME } });
      }, 400_000);
      afterAll(() => app.close());

      it("says which functions are missing and why, and all others work", async () => {
        stage.allowProblem(HEADER_NOT_HEEDED);
        const recordings = await makeRecordings(stage.makeFolder(), 45);
        const context = await stage.openProfile(stage.makeFolder(), { ownHosts: [NAME] });
        const visitor = new Visitor(await context.newPage());
        await visitor.page.goto(`http://${NAME}:${app.port}`);
        expect(await visitor.page.evaluate(() => isSecureContext)).toBe(false);
        await visitor.page.getByText(visitor.messages.home.insecureTitle).waitFor();
        await visitor.page.getByText(visitor.messages.home.insecureText).waitFor();
        await visitor.importFiles(recordings);
        await visitor.insight.waitFor();
        await visitor.page.reload();
        await visitor.insight.waitFor();
      });
    });
  },
  [CHROMIUM, CERTUTIL],
);
