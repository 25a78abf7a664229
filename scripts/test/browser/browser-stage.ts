// One Chromium for the tests of a file, and what they open in it. Nothing that it opens can reach another machine, and
// what goes wrong in a page fails the test (page-problems.ts) unless the test allowed it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, chromium } from "playwright-core";
import { findChromium } from "../tools/test-tools.ts";
import { watchPageProblems } from "./page-problems.ts";
import { screenshotFolder } from "./screenshot.ts";
import { PHONE, type Variant, contextOptionsOf } from "./variant.ts";

/** How long a page may take for one step, in ms, on a machine that does other things too. */
const STEP_TIME_MAX_MS = 30_000;

/** How long the picture of a failed page may take, in ms. */
const PICTURE_TIME_MAX_MS = 5000;

/** What may differ between browsers. */
export interface BrowserSetting {
  /** Names that stand for this machine: `solewise.test`. */
  ownHosts?: readonly string[];
  /** The home folder, where Chromium looks for the certificates that its user trusts; default an empty one. */
  homeFolder?: string;
  /** More of Chromium's own switches. */
  switches?: readonly string[];
}

/** What may differ between visitors of one browser. */
export interface VisitSetting extends BrowserSetting {
  variant?: Variant;
  /** More of Playwright's context options. */
  context?: BrowserContextOptions;
}

export class BrowserStage {
  private browser: Browser | null = null;
  private readonly contexts = new Set<BrowserContext>();
  private readonly folders: string[] = [];
  private allowed: RegExp[] = [];
  private problems: string[] = [];

  /** A new visitor, who was never here: an empty page in a context of its own. */
  async openPage(setting: VisitSetting = {}): Promise<Page> {
    const context = await this.openContext(setting);
    return context.newPage();
  }

  /** A new visitor's context, for tests that need several pages of it. */
  async openContext(setting: VisitSetting = {}): Promise<BrowserContext> {
    this.browser ??= await chromium.launch(this.launchOptions({}));
    const context = await this.browser.newContext(visitOptions(setting));
    return this.watch(context, setting.ownHosts ?? []);
  }

  /**
   * A browser of its own with this profile folder, for tests that close it and open it again or that need switches of
   * their own; without a folder the profile is a new one.
   */
  async openProfile(profileFolder: string, setting: VisitSetting = {}): Promise<BrowserContext> {
    const options = { ...this.launchOptions(setting), ...visitOptions(setting) };
    const context = await chromium.launchPersistentContext(profileFolder, options);
    return this.watch(context, setting.ownHosts ?? []);
  }

  /** A new folder that goes away with the stage. */
  makeFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), "solewise-browser-"));
    this.folders.push(folder);
    return folder;
  }

  /** Allows problems whose line matches, in this test only. */
  allowProblem(pattern: RegExp): void {
    this.allowed.push(pattern);
  }

  /** What went wrong so far, allowed or not. */
  peekProblems(): readonly string[] {
    return this.problems;
  }

  /** What went wrong so far and was not allowed; takes it off the list. */
  takeProblems(): string[] {
    const problems = this.problems.filter((problem) => !this.allowed.some((pattern) => pattern.test(problem)));
    this.problems = [];
    return problems;
  }

  /** Takes a picture of every open page of a failed test, beside those of the screens. */
  async pictureFailure(testName: string): Promise<void> {
    const pages = [...this.contexts].flatMap((context) => context.pages());
    const name = testName.replaceAll(/[^\w.]+/g, "-").slice(0, 80);
    const path = (index: number): string => join(screenshotFolder(), "failed", `${name}.${index}.png`);
    const picture = (page: Page, index: number): Promise<unknown> =>
      page.screenshot({ path: path(index), timeout: PICTURE_TIME_MAX_MS }).catch(() => undefined); // it may be dead
    await Promise.all(pages.map(picture));
  }

  /** Closes what a test opened. Throws an Error that tells what went wrong in its pages. */
  async clear(): Promise<void> {
    await Promise.all([...this.contexts].map((context) => context.close()));
    this.contexts.clear();
    const problems = this.takeProblems();
    this.allowed = [];
    if (problems.length > 0) throw new Error(`The pages of this test had problems:\n${problems.join("\n")}`);
  }

  /** Closes the browser. */
  async close(): Promise<void> {
    await this.browser?.close();
    this.browser = null;
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private launchOptions(setting: BrowserSetting): Parameters<typeof chromium.launch>[0] {
    const executablePath = findChromium();
    if (executablePath === null) throw new Error("There is no Chromium; `npm test` says how to get one.");
    const ownHosts = setting.ownHosts ?? [];
    return {
      executablePath,
      chromiumSandbox: false,
      env: { ...process.env, HOME: setting.homeFolder ?? this.makeFolder() },
      args: [...QUIET_SWITCHES, keepAtHome(ownHosts), ...(setting.switches ?? [])],
    };
  }

  private async watch(context: BrowserContext, ownHosts: readonly string[]): Promise<BrowserContext> {
    this.contexts.add(context);
    context.on("close", () => this.contexts.delete(context));
    context.setDefaultTimeout(STEP_TIME_MAX_MS);
    await watchPageProblems(context, ownHosts, (problem) => this.problems.push(problem));
    return context;
  }
}

/** Switches for a machine without a network: Chromium's own services are not called. */
const QUIET_SWITCHES = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The switch that finds every name and address but this machine's nowhere. */
function keepAtHome(ownHosts: readonly string[]): string {
  const own = ownHosts.map((host) => `MAP ${host} 127.0.0.1`);
  const rules = [...own, "MAP * ~NOTFOUND", "EXCLUDE localhost", "EXCLUDE 127.0.0.1", "EXCLUDE [::1]"];
  return `--host-resolver-rules=${rules.join(", ")}`;
}

function visitOptions(setting: VisitSetting): BrowserContextOptions {
  return { ...contextOptionsOf(setting.variant ?? PHONE), ...setting.context };
}
