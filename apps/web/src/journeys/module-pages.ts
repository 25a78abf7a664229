// Empty pages that run the app's modules straight from their source, for tests of store and worker in Chromium. Comes in:
// a folder for what is built on the way. Goes out: pages with the store, the jobs and a few tools as globals.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { createServer } from "vite";

const APP_FOLDER = fileURLToPath(new URL("../..", import.meta.url));

/** What the page's modules are called by; typed loosely because they run on the other side. */
const PAGE_TOOLS = `
  const { createAnalysisJobs } = await import("/src/worker/analysis-client.ts");
  const { openStore } = await import("/src/store/open-store.ts");
  const jobs = createAnalysisJobs();
  const { runs, imports } = await openStore();
  const chosen = () => [...document.querySelector("#files").files];
  const request = (files, more) => ({
    feet: files.map((file) => ({ file, side: file.name.includes("right") ? "right" : "left", sideSource: "recording" })),
    name: "Test", startedAtMs: 1e12, startSource: "chosen", ...more,
  });
  const marks = [];
  const watch = (progress) => marks.push({ ...progress, atMs: performance.now() });
  const left = async () => {
    const keys = {};
    for (const drawer of ["runs", "strides", "paths", "recordings", "imports"]) {
      keys[drawer] = (await runs.shelf.getKeys(drawer)).length;
    }
    return keys;
  };
  Object.assign(globalThis, { jobs, runs, imports, chosen, request, marks, watch, left });
`;

/** Opens pages; must be closed. */
export interface ModulePages {
  address: string;
  open(context: BrowserContext): Promise<Page>;
  close(): Promise<void>;
}

/** Serves the modules to this machine alone. */
export async function serveModules(folder: string): Promise<ModulePages> {
  const vite = await createServer({
    root: APP_FOLDER,
    configFile: false,
    cacheDir: join(folder, "vite"),
    logLevel: "silent",
    worker: { format: "es" },
    optimizeDeps: { noDiscovery: true },
    server: { host: "127.0.0.1", port: 0, hmr: false, watch: null },
  });
  await vite.listen();
  const address = vite.resolvedUrls?.local[0] ?? "";
  return { address, open: (context) => openPage(context, address), close: () => vite.close() };
}

async function openPage(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.route("**/empty.html", (route) =>
    route.fulfill({ contentType: "text/html", body: '<!doctype html><input type="file" multiple id="files">' }),
  );
  await page.route("**/@vite/client", (route) =>
    route.fulfill({ contentType: "text/javascript", body: "export const injectQuery = (address) => address;" }),
  );
  await page.goto(`${address}empty.html`);
  await call(page, PAGE_TOOLS);
  return page;
}

/** What the body of an async function gives in the page. */
export function call<Value>(page: Page, body: string): Promise<Value> {
  return page.evaluate(`(async () => { ${body} })()`) as Promise<Value>;
}
