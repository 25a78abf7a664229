// The app as the bench meets it: built, served by the real server, in Chromium with a profile on the disk. Out: pages, and
// what the debugging protocol and Linux tell of them.
import { readFileSync } from "node:fs";
import type { BrowserContext, CDPSession, Page } from "playwright-core";
import { BrowserStage, type VisitSetting } from "../test/browser/browser-stage.ts";
import { type StartedApp, startApp } from "../test/browser/start-app.ts";

/** Longest that one step on a page may take, ms. */
const STEP_TIME_MAX_MS = 180_000;

export class WebStage {
  private readonly app: StartedApp;
  private readonly stage = new BrowserStage();

  private constructor(app: StartedApp) {
    this.app = app;
  }

  /** Builds where needed and serves. Close it. */
  static async open(): Promise<WebStage> {
    return new WebStage(await startApp());
  }

  /** The folder of the app that is served. */
  get appFolder(): string {
    return this.app.appFolder;
  }

  /** Where the app is, no slash at the end. */
  get address(): string {
    return this.app.address;
  }

  /** A visitor who was never here, in a browser with a profile on the disk. */
  async openVisitor(setting: VisitSetting = {}): Promise<BrowserContext> {
    const context = await this.stage.openProfile(this.stage.makeFolder(), setting);
    context.setDefaultTimeout(STEP_TIME_MAX_MS);
    return context;
  }

  /** Chromium's version, as it says itself. */
  async chromiumVersion(): Promise<string> {
    const page = await this.stage.openPage();
    const version = page.context().browser()?.version() ?? "";
    await page.context().close();
    return version;
  }

  /** Closes visitors; throws an Error that tells what went wrong in their pages. */
  clear(): Promise<void> {
    return this.stage.clear();
  }

  async close(): Promise<void> {
    await this.stage.close();
    await this.app.close();
  }
}

/** A new page at an address, once the offline copy is complete and answers: nothing else is loaded behind it. */
export async function openSettledPage(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(`navigator.serviceWorker.ready.then(() =>
    navigator.serviceWorker.controller ?? new Promise((resolve) =>
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }))).then(() => null)`);
  return page;
}

/** A process of the browser, as Linux counts its memory. */
export interface ProcessMemory {
  /** "browser", "renderer", "GPU", "utility". */
  type: string;
  /** Anonymous and swapped memory, which no other process shares. */
  privateBytes: number;
  /** Largest resident set so far. */
  peakBytes: number;
}

function readStatus(pid: number, type: string): ProcessMemory | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const bytes = (name: string): number => Number(new RegExp(`${name}:\\s*(\\d+)`).exec(status)?.[1] ?? 0) * 1024;
    return { type, privateBytes: bytes("RssAnon") + bytes("VmSwap"), peakBytes: bytes("VmHWM") };
  } catch {
    return null; // it ended meanwhile, or this is not Linux
  }
}

/** All processes of the page's browser; empty where they cannot be looked at. */
export async function browserMemory(context: BrowserContext): Promise<ProcessMemory[]> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) return [];
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.map(({ id, type }) => readStatus(id, type)).filter((memory) => memory !== null);
}

/** Does something with a page's debugging protocol. */
export async function withProtocol<Result>(
  page: Page,
  work: (session: CDPSession) => Promise<Result>,
): Promise<Result> {
  const session = await page.context().newCDPSession(page);
  try {
    return await work(session);
  } finally {
    await session.detach();
  }
}
