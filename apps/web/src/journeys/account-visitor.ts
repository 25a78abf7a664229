// A visitor with an account, for the browser tests: joins, signs in and out by the words on the screen. Comes in: a page
// and its language. Goes out: steps that wait for what they lead to.
import type { Page } from "playwright-core";
import { enLater } from "../language/en/later.ts";
import type { LaterMessages } from "../language/later-messages.ts";
import { zhCnLater } from "../language/zh-cn/later.ts";
import type { Purpose } from "../sync/account-link.ts";
import { Visitor } from "./visitor.ts";

/** How long a run may take from one browser to the other on a busy machine, ms. */
const RUN_TIME_MAX_MS = 60_000;

/** Who joins. */
export interface Joining {
  email: string;
  name?: string;
  allow?: readonly Purpose[];
}

export class AccountVisitor extends Visitor {
  readonly later: LaterMessages;
  readonly password = "four quiet green boats";

  constructor(page: Page, language: "en" | "zh-CN" = "en") {
    super(page, language);
    this.later = language === "zh-CN" ? zhCnLater : enLater;
  }

  get texts(): LaterMessages["account"] {
    return this.later.account;
  }

  /** Fills in the form of a link that was opened. */
  async fillJoin({ email, name = "Ada", allow = [] }: Joining): Promise<void> {
    const { join, signIn } = this.texts;
    await this.page.getByLabel(join.name, { exact: true }).fill(name);
    await this.page.getByLabel(signIn.email, { exact: true }).fill(email);
    await this.page.getByLabel(signIn.password, { exact: true }).fill(this.password);
    await this.page.getByRole("radio", { name: join.bands["18-plus"], exact: true }).check({ force: true });
    for (const purpose of allow) {
      await this.page.getByRole("switch", { name: this.texts.allow[purpose].title }).click();
    }
  }

  /** From the form to the account's screen. */
  async join(joining: Joining): Promise<void> {
    await this.fillJoin(joining);
    await this.button(this.texts.join.action).click();
    await this.page.getByText(joining.email).waitFor();
  }

  /** Fills in the sign-in of the account's screen, which is shown, and sends it. */
  async signIn(email: string, password = this.password): Promise<void> {
    const { signIn } = this.texts;
    await this.page.getByLabel(signIn.email, { exact: true }).fill(email);
    await this.page.getByLabel(signIn.password, { exact: true }).fill(password);
    await this.button(signIn.action).click();
  }

  /** From the account's screen to the sign-in. */
  async signOut(choice: "keep" | "clear"): Promise<void> {
    const { signOut, signIn } = this.texts;
    await this.button(signOut.action).click();
    const dialog = this.page.getByRole("alertdialog");
    await dialog.getByRole("radio", { name: signOut[choice] }).check();
    await dialog.getByRole("button", { name: signOut.action, exact: true }).click();
    await this.button(signIn.action).waitFor();
  }

  /** How many runs Home lists. */
  async runCount(): Promise<number> {
    await this.place(this.messages.app.runs).click();
    const main = this.page.getByRole("main");
    await main.getByRole("heading", { level: 1 }).waitFor();
    await main.getByRole("button").first().waitFor();
    return main.locator("a[href^='/runs/']").count();
  }

  /** Where sync says that the run of this page is; null while it says nothing. */
  async runPlace(): Promise<string | null> {
    const line = this.page.locator("[data-place]");
    return (await line.count()) === 0 ? null : line.getAttribute("data-place");
  }

  /** From Home to a run that another browser brought, once it is here. */
  async openRun(path: string): Promise<void> {
    await this.place(this.messages.app.runs).click();
    await this.page.locator(`main a[href="${path}"]`).click({ timeout: RUN_TIME_MAX_MS });
    await this.waitForRun();
  }

  /** The reader comes back to this tab: sync asks at once. */
  async lookAgain(): Promise<void> {
    await this.page.evaluate(() => dispatchEvent(new Event("online")));
  }
}
