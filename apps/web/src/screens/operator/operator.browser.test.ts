// The operator's page in Chromium, against the real server and a real database.
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeBrowser } from "../../../../../scripts/test/browser/describe-browser.ts";
import { type StartedApp, startApp } from "../../../../../scripts/test/browser/start-app.ts";
import { AccountVisitor } from "../../journeys/account-visitor.ts";

describeBrowser("the operator's page", (stage) => {
  let app: StartedApp;

  beforeAll(async () => {
    app = await startApp();
  }, 400_000);
  afterAll(() => app.close());

  async function openVisitor(): Promise<AccountVisitor> {
    return new AccountVisitor(await stage.openPage());
  }

  it("[SGN9] [SGN10] [SGN11] links open one account each, settings hold, others find nothing", async () => {
    const operator = await openVisitor();
    const { invitations, settings, status, notYours } = operator.later.operator;
    stage.allowProblem(/403/); // a used link is refused
    await operator.page.goto(app.operatorLink());
    await operator.join({ email: "operator@solewise.example" });
    await operator.page.getByRole("link", { name: operator.texts.me.operatorLink }).click();
    await operator.page.getByLabel(invitations.note).fill("For Bo");
    await operator.button(invitations.action).click();
    const link = await operator.page.getByLabel(invitations.link, { exact: true }).inputValue();
    await operator.page.getByRole("img", { name: invitations.qr }).waitFor();
    await operator.page.getByText(status.names.free).waitFor();

    const runner = await openVisitor();
    await runner.page.goto(link);
    await runner.join({ email: "bo@solewise.example", name: "Bo" });
    expect(await runner.page.getByRole("link", { name: runner.texts.me.operatorLink }).count()).toBe(0);
    await runner.page.goto(`${app.address}/operator`);
    await runner.page.getByText(notYours).waitFor();

    const late = await openVisitor();
    await late.page.goto(link);
    await late.fillJoin({ email: "cy@solewise.example" });
    await late.button(late.texts.join.action).click();
    await late.page.getByText(late.texts.problems["invitation-not-valid"]).waitFor();

    await operator.page.getByRole("radio", { name: settings.modes.open }).check({ force: true });
    await operator.page.getByText(settings.saved).waitFor();
    await late.page.goto(`${app.address}/join`);
    await late.join({ email: "cy@solewise.example" });
  });

  it("[SGN10] a link that was taken back opens no account", async () => {
    const operator = await openVisitor();
    const { invitations } = operator.later.operator;
    stage.allowProblem(/403/);
    await operator.page.goto(`${app.address}/account`);
    await operator.signIn("operator@solewise.example");
    await operator.page.getByRole("link", { name: operator.texts.me.operatorLink }).click();
    await operator.page.getByLabel(invitations.note).fill("For nobody");
    await operator.button(invitations.action).click();
    const link = await operator.page.getByLabel(invitations.link, { exact: true }).inputValue();
    await operator.button(invitations.revokeOf("For nobody")).click();
    await operator.button(invitations.revokeOf("For nobody")).waitFor({ state: "detached" });
    const visitor = await openVisitor();
    await visitor.page.goto(link);
    await visitor.fillJoin({ email: "di@solewise.example" });
    await visitor.button(visitor.texts.join.action).click();
    await visitor.page.getByText(visitor.texts.problems["invitation-not-valid"]).waitFor();
    expect(new URL(visitor.page.url()).pathname).toBe("/join");
  });
});
