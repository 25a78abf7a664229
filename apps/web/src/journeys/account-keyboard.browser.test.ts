// End to end: everything about an account and a server, done by keyboard alone.
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeBrowser } from "../../../../scripts/test/browser/describe-browser.ts";
import { pressOn, tabTo } from "../../../../scripts/test/browser/keyboard.ts";
import { type StartedApp, startApp } from "../../../../scripts/test/browser/start-app.ts";
import { DESKTOP } from "../../../../scripts/test/browser/variant.ts";
import { AccountVisitor } from "./account-visitor.ts";
import { questionOf, waitForQuestion } from "./question.ts";

const EMAIL = "ada@solewise.example";

describeBrowser("accounts by keyboard alone", (stage) => {
  let app: StartedApp;

  beforeAll(async () => {
    app = await startApp();
  }, 400_000);
  afterAll(() => app.close());

  async function visit(address: string): Promise<AccountVisitor> {
    const visitor = new AccountVisitor(await stage.openPage({ variant: DESKTOP }));
    await visitor.page.goto(address);
    return visitor;
  }

  async function typeInto(field: Locator, text: string): Promise<void> {
    await tabTo(field);
    await field.page().keyboard.type(text);
  }

  async function signIn(visitor: AccountVisitor): Promise<void> {
    const { signIn: texts } = visitor.texts;
    await typeInto(visitor.page.getByLabel(texts.email, { exact: true }), EMAIL);
    await typeInto(visitor.page.getByLabel(texts.password, { exact: true }), visitor.password);
    await visitor.page.keyboard.press("Enter");
    await visitor.page.getByText(EMAIL).waitFor();
  }

  /** Answers the question that is in front by one of its buttons. */
  async function answer(visitor: AccountVisitor, name: string): Promise<void> {
    await waitForQuestion(visitor.page);
    await pressOn(questionOf(visitor.page).getByRole("button", { name, exact: true }));
    await questionOf(visitor.page).waitFor({ state: "detached" });
  }

  describe("one after the other", () => {
    it("[WEB12] by a link somebody joins: name, e-mail, password, age, what is allowed", async () => {
      const visitor = await visit(app.operatorLink());
      const { page, texts } = visitor;
      await typeInto(page.getByLabel(texts.join.name, { exact: true }), "Ada");
      await typeInto(page.getByLabel(texts.signIn.email, { exact: true }), EMAIL);
      await typeInto(page.getByLabel(texts.signIn.password, { exact: true }), visitor.password);
      await tabTo(page.getByRole("radio", { name: texts.join.bands["under-14"], exact: true }));
      await page.keyboard.press("ArrowUp"); // from the first to the last
      await page.getByRole("radio", { name: texts.join.bands["18-plus"], exact: true, checked: true }).waitFor();
      await pressOn(page.getByRole("switch", { name: texts.allow["gait-analysis"].title }), "Space");
      await pressOn(visitor.button(texts.join.action));
      await page.getByText(EMAIL).waitFor();
      expect(await page.getByRole("switch", { checked: true }).count()).toBe(1);
    });

    it("[WEB12] [UI24] signs in, withdraws a consent, ends the other session, and signs out", async () => {
      const other = await visit(`${app.address}/account`);
      await signIn(other);
      const visitor = await visit(`${app.address}/account`);
      const { page, texts } = visitor;
      await signIn(visitor);
      const analysis = page.getByRole("switch", { name: texts.allow["gait-analysis"].title });
      await pressOn(analysis, "Space");
      await answer(visitor, texts.allow.withdrawAction);
      await expect.poll(() => analysis.isChecked()).toBe(false);
      await pressOn(analysis, "Space");
      await expect.poll(() => analysis.isChecked()).toBe(true);
      await pressOn(visitor.button(texts.sessions.endOthers));
      await page.getByText(texts.sessions.none).waitFor();
      await pressOn(visitor.button(texts.signOut.action));
      await answer(visitor, texts.signOut.action);
      await visitor.button(texts.signIn.action).waitFor();
      stage.allowProblem(/401/); // the session that was ended
      await other.page.reload();
      await other.button(texts.signIn.action).waitFor();
    });

    it("[WEB12] an operator invites, takes back, and changes how runners come in", async () => {
      const visitor = await visit(`${app.address}/account`);
      const { page, texts, later } = visitor;
      const { invitations, settings, status } = later.operator;
      await signIn(visitor);
      await pressOn(page.getByRole("link", { name: texts.me.operatorLink }));
      await typeInto(page.getByLabel(invitations.note), "For Bo");
      await tabTo(page.getByRole("radio", { name: invitations.roles.runner, exact: true }));
      await page.keyboard.press("ArrowRight");
      await tabTo(page.getByLabel(invitations.days));
      await page.keyboard.press("ArrowDown");
      await pressOn(visitor.button(invitations.action));
      const link = page.getByLabel(invitations.link, { exact: true });
      await tabTo(link);
      expect(await link.inputValue()).toContain("/#/join/inv_");
      await pressOn(visitor.button(invitations.revokeOf("For Bo")));
      await visitor.button(invitations.revokeOf("For Bo")).waitFor({ state: "detached" });
      await tabTo(page.getByRole("radio", { name: settings.modes.invitation, exact: true }));
      await page.keyboard.press("ArrowRight");
      await page.getByText(settings.modeTexts.open).waitFor();
      await pressOn(visitor.button(status.again));
      await page.getByText(status.names.free).waitFor();
    });

    it("[WEB12] the password is changed, and the account deleted", async () => {
      const visitor = await visit(`${app.address}/account`);
      const { page, texts } = visitor;
      await signIn(visitor);
      await pressOn(visitor.button(texts.password.action));
      await typeInto(page.getByLabel(texts.password.current, { exact: true }), visitor.password);
      await typeInto(page.getByLabel(texts.password.next, { exact: true }), "five quiet green boats");
      await page.keyboard.press("Enter");
      await page.getByText(texts.password.done).waitFor();
      await pressOn(visitor.button(texts.leave.action));
      const form = page.getByRole("form", { name: texts.leave.title });
      await typeInto(form.getByLabel(texts.password.current, { exact: true }), "five quiet green boats");
      await page.keyboard.press("Enter");
      await visitor.button(texts.signIn.action).waitFor();
      await page.getByText(texts.leave.done).waitFor();
      expect(await page.getByText(EMAIL).count()).toBe(0);
    });
  });
});
