// Every screen about accounts, one after the other, as one visitor sees them. Comes in: a visitor without an account, the
// link of an invitation to be an operator. Goes out: each screen's name once it is shown.
import { bringBrokenRun } from "./broken-run.ts";
import type { AccountVisitor } from "./account-visitor.ts";
import { leaveQuestion, waitForQuestion } from "./question.ts";
import type { LookAt } from "./screen-tour.ts";

/** Where the tour begins. */
export interface AccountTourStart {
  address: string;
  inviteLink: string;
  email: string;
  /** Of a virtual runner, both feet: a demo, shorter than the app's own. */
  recordings: readonly string[];
}

/** Goes from screen to screen. */
export async function tourAccountScreens(
  visitor: AccountVisitor,
  start: AccountTourStart,
  look: LookAt,
): Promise<void> {
  await tourOutside(visitor, start, look);
  await tourInside(visitor, look);
  await tourOperator(visitor, look);
  await tourSync(visitor, start, look);
}

async function tourOutside(visitor: AccountVisitor, start: AccountTourStart, look: LookAt): Promise<void> {
  const { page, texts } = visitor;
  await page.goto(start.address);
  await visitor.importFiles(start.recordings);
  await page.goto(`${start.address}/account`);
  await visitor.button(texts.signIn.action).waitFor();
  await look("account-signed-out");
  await page.route("**/api/**", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
  await page.reload();
  await page.getByText(texts.noServer.title, { exact: true }).waitFor();
  await look("account-no-server");
  await page.unroute("**/api/**");
  await page.goto(`${start.address}/reset`);
  await page.getByText(texts.reset.noMail).waitFor();
  await look("account-reset");
  await page.goto(`${start.address}/join`);
  await page.getByText(texts.join.invitation).waitFor();
  await look("join-without-link");
  await page.goto(start.inviteLink);
  await visitor.button(texts.join.action).click();
  await page.getByText(texts.join.missing.age).waitFor();
  await look("join");
  await visitor.join({ email: start.email, allow: ["gait-analysis"] });
}

async function tourInside(visitor: AccountVisitor, look: LookAt): Promise<void> {
  const { page, texts } = visitor;
  await page.getByText(texts.sessions.here, { exact: true }).waitFor();
  await visitor.button(texts.password.action).click();
  await look("account");
  await page.getByRole("switch", { name: texts.allow["gait-analysis"].title }).click();
  await waitForQuestion(page);
  await look("account-withdraw");
  await leaveQuestion(page);
  await visitor.button(texts.signOut.action).click();
  await waitForQuestion(page);
  await page.getByText(texts.signOut.allThere).waitFor();
  await look("account-sign-out");
  await leaveQuestion(page);
  await visitor.button(texts.leave.action).click();
  await page.getByRole("form", { name: texts.leave.title }).waitFor();
  await page.evaluate(() => window.scrollTo(0, 0)); // no button half under the bar
  await look("account-leave");
}

async function tourOperator(visitor: AccountVisitor, look: LookAt): Promise<void> {
  const { page, texts, later } = visitor;
  const { invitations, settings } = later.operator;
  await page.getByRole("link", { name: texts.me.operatorLink }).click();
  await visitor.button(invitations.action).click();
  await page.getByRole("img", { name: invitations.qr }).waitFor();
  await page.getByText(settings.modeTexts.invitation).waitFor();
  await look("operator");
}

/** The demo run goes up; two edits that did not know of each other make a conflict. */
async function tourSync(visitor: AccountVisitor, { address }: AccountTourStart, look: LookAt): Promise<void> {
  const { page, later } = visitor;
  const { syncing } = later;
  await bringBrokenRun(page, address, "0");
  await visitor.place(visitor.messages.app.runs).click();
  await visitor.lookAgain();
  await page.getByRole("button", { name: syncing.failed.again }).waitFor({ timeout: 60_000 });
  await look("home-sync");
  await page.getByRole("main").locator("a[href^='/runs/']").first().click();
  await visitor.waitForRun();
  await visitor.button(syncing.run.bringDemo).waitFor();
  await look("run-only-here");
  await visitor.button(syncing.run.bringDemo).click();
  await page.locator("[data-place=there]").waitFor({ timeout: 60_000 });
  const run = `${address}/api/v1${new URL(page.url()).pathname}`;
  for (const [index, name] of ["Along the river", "Around the lake"].entries()) {
    const edit = { editId: `0199a000-0000-7000-8000-00000000000${index}`, baseRevision: 1, deviceName: "Chrome" };
    const data = { ...edit, editedAtUtc: "2026-11-22T08:00:00.000Z", name };
    const answer = await page.request.post(`${run}/edits`, { data, headers: { origin: address } });
    if (!answer.ok()) throw new Error(await answer.text());
  }
  await visitor.lookAgain();
  await page.getByRole("heading", { name: syncing.conflict.title }).waitFor({ timeout: 60_000 });
  await look("run-conflict");
  await page.getByRole("button", { name: new RegExp(`^${syncing.conflict.takeAsked}`) }).click();
  await visitor.heading("Around the lake").waitFor({ timeout: 60_000 });
}
