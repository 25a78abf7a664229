// What a page really asks for in Chromium until a page shows what it is for. In: the served app; a run's files. Out: the
// files of each page, without what the service worker fetches for later. For comparison with the manifest.
import type { BrowserContext } from "playwright-core";
import type { RunFiles } from "./long-recordings.ts";
import { importOnPage } from "./web-import.ts";
import { CHARTS, FIGURES, LIST_ROW } from "./web-page-programs.ts";
import type { WebStage } from "./web-stage.ts";

/** Scripts, styles and wasm by page, as paths from the app's folder. */
export interface RequestedFiles {
  home: string[];
  list: string[];
  run: string[];
}

const CODE = /\.(js|css|wasm)$/;

/** Shown on Home before there are runs. */
const WELCOME = ".welcome";

/** The files that a new page asks for until all selectors are shown and the network has been idle. */
async function requestsOf(context: BrowserContext, address: string, shown: readonly string[]): Promise<string[]> {
  const page = await context.newPage();
  const files = new Set<string>();
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (CODE.test(pathname)) files.add(pathname.slice(1));
  });
  await page.goto(address);
  for (const selector of shown) await page.locator(selector).first().waitFor();
  await page.waitForLoadState("networkidle");
  await page.close();
  return [...files].toSorted();
}

/** Looks at Home, the list and a run's page, each in a new tab of one visitor. */
export async function measureRequests(stage: WebStage, files: RunFiles): Promise<RequestedFiles> {
  const context = await stage.openVisitor();
  const home = await requestsOf(context, `${stage.address}/`, [WELCOME]);
  const page = await context.newPage();
  await page.goto(`${stage.address}/import`);
  const { runId } = await importOnPage(page, files);
  const list = await requestsOf(context, `${stage.address}/`, [LIST_ROW]);
  const run = await requestsOf(context, `${stage.address}/runs/${runId}`, [FIGURES, CHARTS]);
  await stage.clear();
  return { home, list, run };
}
