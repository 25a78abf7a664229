// The account in Chromium, against the real server and a real database: joining by the operator's link, signing out and in,
// passkeys, leaving.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeBrowser } from "../../../../../scripts/test/browser/describe-browser.ts";
import { type StartedApp, startApp } from "../../../../../scripts/test/browser/start-app.ts";
import { AccountVisitor } from "../../journeys/account-visitor.ts";

describeBrowser("the account", (stage) => {
  let app: StartedApp;
  /** A name, since browsers allow passkeys at names alone. */
  let address = "";

  beforeAll(async () => {
    app = await startApp();
    address = `http://localhost:${app.port}`;
  }, 400_000);
  afterAll(() => app.close());

  async function openVisitor(): Promise<AccountVisitor> {
    return new AccountVisitor(await stage.openPage());
  }

  describe("one after the other", () => {
    it("[SGN3] by invitation: without a link it says to ask for one", async () => {
      const visitor = await openVisitor();
      await visitor.page.goto(`${address}/join`);
      await visitor.page.getByText(visitor.texts.join.invitation).waitFor();
      expect(await visitor.page.getByRole("textbox").count()).toBe(0);
    });

    it("[SGN7] the operator's link makes an operator, who signs out with the runs kept and in again", async () => {
      const visitor = await openVisitor();
      await visitor.page.goto(address);
      await visitor.makeDemoRun();
      await visitor.page.goto(app.operatorLink(address));
      await visitor.fillJoin({ email: "operator@solewise.example", allow: ["gait-analysis"] });
      await visitor.button(visitor.texts.join.action).click();
      await visitor.page.getByRole("link", { name: visitor.texts.me.operatorLink }).waitFor();
      expect(new URL(visitor.page.url()).hash).toBe("");
      await visitor.signOut("keep");
      await visitor.page.goto(`${address}/account`);
      stage.allowProblem(/401/);
      await visitor.signIn("operator@solewise.example", "not the password");
      await visitor.page.getByText(visitor.texts.problems["wrong-credentials"]).waitFor();
      await visitor.signIn("operator@solewise.example");
      await visitor.heading(visitor.texts.title).waitFor();
      await visitor.page.getByText("operator@solewise.example").waitFor();
      expect(await visitor.runCount()).toBe(1);
    });

    it("[SGN8] a passkey is added, signs in, and is removed", async () => {
      const visitor = await openVisitor();
      await giveAuthenticator(visitor.page);
      await visitor.page.goto(`${address}/account`);
      await visitor.signIn("operator@solewise.example");
      const { passkeys, signIn } = visitor.texts;
      await visitor.button(passkeys.action).click();
      await visitor.page.getByLabel(passkeys.name).fill("This laptop");
      await visitor.page.getByRole("dialog").getByRole("button", { name: passkeys.action }).click();
      await visitor.page.getByText("This laptop").waitFor();
      await visitor.signOut("keep");
      await visitor.button(signIn.passkey).click();
      await visitor.page.getByText("This laptop").waitFor();
      await visitor.button(`${passkeys.remove}: This laptop`).click();
      await visitor.page.getByRole("alertdialog").getByRole("button", { name: passkeys.remove }).click();
      await visitor.page.getByText(passkeys.none).waitFor();
      expect(await visitor.page.getByText("This laptop").count()).toBe(0);
    });

    it("[SGN17] [SYN20] signs out without the server, which ends the session when it is back", async () => {
      const visitor = await openVisitor();
      const { page, texts } = visitor;
      await page.goto(`${address}/account`);
      await visitor.signIn("operator@solewise.example");
      await page.getByText("operator@solewise.example").waitFor();
      const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
      const isLive = async (): Promise<boolean> => {
        const answer = await fetch(`${address}/api/auth/get-session`, { headers: { cookie } });
        return ((await answer.json()) as { session: unknown }).session !== null;
      };
      stage.allowProblem(/ERR_FAILED/);
      await page.route("**/api/**", (route) => route.abort());
      await page.reload();
      await page.getByText(texts.noServer.away, { exact: true }).waitFor();
      await visitor.button(texts.signOut.action).click();
      await page.getByRole("alertdialog").getByRole("button", { name: texts.signOut.action, exact: true }).click();
      await page.getByText(texts.signOut.left).waitFor();
      expect(await isLive()).toBe(true);
      await page.reload();
      await page.getByText(texts.signOut.left).waitFor();
      expect(await visitor.button(texts.signOut.action).count()).toBe(0);
      await page.unroute("**/api/**");
      await visitor.button(visitor.messages.app.retry).click();
      await visitor.button(texts.signIn.action).waitFor();
      await page.getByText(texts.signOut.left).waitFor({ state: "detached" });
      expect(await isLive()).toBe(false);
    });

    it("[SGN4] a withdrawal says what it means, and holds", async () => {
      const visitor = await openVisitor();
      await visitor.page.goto(`${address}/account`);
      await visitor.signIn("operator@solewise.example");
      const { allow } = visitor.texts;
      const analysis = visitor.page.getByRole("switch", { name: allow["gait-analysis"].title });
      const sharing = visitor.page.getByRole("switch", { name: allow.sharing.title });
      await expect.poll(() => analysis.isChecked()).toBe(true);
      expect(await sharing.isChecked()).toBe(false);
      await analysis.click();
      await visitor.page.getByText(allow["gait-analysis"].off).waitFor();
      const taken = visitor.page.waitForResponse((answer) => answer.url().includes("/consents"));
      await visitor.button(allow.withdrawAction).click();
      await expect.poll(() => analysis.isChecked()).toBe(false);
      expect((await taken).status(), "shown at once, and taken a moment later").toBe(200);
      await visitor.page.reload();
      await analysis.waitFor();
      expect(await analysis.isChecked()).toBe(false);
    });

    it("[SGN7] the deleted account signs in no more; the runs of the device stay", async () => {
      const visitor = await openVisitor();
      await visitor.page.goto(address);
      await visitor.makeDemoRun();
      await visitor.page.goto(`${address}/account`);
      await visitor.signIn("operator@solewise.example");
      const { leave, problems } = visitor.texts;
      await visitor.button(leave.action).click();
      await visitor.page.getByRole("form", { name: leave.title }).getByRole("textbox").fill(visitor.password);
      await visitor.button(leave.sure).click();
      await visitor.button(visitor.texts.signIn.action).waitFor();
      stage.allowProblem(/401/);
      await visitor.signIn("operator@solewise.example");
      await visitor.page.getByText(problems["wrong-credentials"]).waitFor();
      expect(await visitor.runCount()).toBe(1);
    });
  });

  it("[SGN1] says when the server is away, and when there is none", async () => {
    const visitor = await openVisitor();
    const { noServer } = visitor.texts;
    stage.allowProblem(/ERR_FAILED|404/);
    await visitor.page.route("**/api/**", (route) => route.abort());
    await visitor.page.goto(`${address}/account`);
    await visitor.page.getByText(noServer.away, { exact: true }).waitFor();
    await visitor.page.unroute("**/api/**");
    await visitor.page.route("**/api/**", (route) =>
      route.fulfill({ status: 404, contentType: "text/html", body: "" }),
    );
    await visitor.button(visitor.messages.app.retry).click();
    await visitor.page.getByText(noServer.title, { exact: true }).waitFor();
    expect(await visitor.page.getByRole("textbox").count()).toBe(0);
  });

  async function giveAuthenticator(page: Page): Promise<void> {
    const devTools = await page.context().newCDPSession(page);
    await devTools.send("WebAuthn.enable");
    await devTools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
  }
});
