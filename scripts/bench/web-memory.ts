// Memory of one tab that imports run after run without being loaded anew, after garbage is collected and the workers are
// gone. In: the served app and as many different short runs as there are imports. Out: bytes and counts after the first
// import and after the last.
import type { BrowserContext, Page } from "playwright-core";
import type { RunFiles } from "./long-recordings.ts";
import { importOnPage } from "./web-import.ts";
import { GO_TO_IMPORT } from "./web-page-programs.ts";
import { browserMemory, openSettledPage, type WebStage, withProtocol } from "./web-stage.ts";

/** What a tab holds. */
export interface TabMemory {
  /** Objects of JavaScript. */
  heapBytes: number;
  /** Bytes of typed arrays outside of the heap; 0 where the browser does not tell. */
  bufferBytes: number;
  nodeCount: number;
  listenerCount: number;
  /** Private memory of the page's process, and of all processes of the browser; 0 where unknown. */
  pageProcessBytes: number;
  browserBytes: number;
}

export interface MemoryCost {
  importCount: number;
  afterFirst: TabMemory;
  afterLast: TabMemory;
}

/** Idle workers end after half a minute (apps/web/src/worker); the wait has some room beyond, ms. */
const WORKERS_GONE_MAX_MS = 60_000;

/** Collections in a row, with a pause for what only the next one finds, ms. */
const COLLECTIONS = 3;
const PAUSE_MS = 500;

async function waitWithoutWorkers(page: Page): Promise<void> {
  const deadlineMs = performance.now() + WORKERS_GONE_MAX_MS;
  while (page.workers().length > 0) {
    if (performance.now() > deadlineMs) throw new Error("the app's idle workers did not end");
    await page.waitForTimeout(PAUSE_MS);
  }
}

async function lookAtTab(context: BrowserContext, page: Page): Promise<TabMemory> {
  await waitWithoutWorkers(page);
  return withProtocol(page, async (session) => {
    for (let round = 0; round < COLLECTIONS; round++) {
      await session.send("HeapProfiler.collectGarbage");
      await page.waitForTimeout(PAUSE_MS);
    }
    const heap = (await session.send("Runtime.getHeapUsage")) as { usedSize: number; backingStorageSize?: number };
    const counters = await session.send("Memory.getDOMCounters");
    const processes = await browserMemory(context);
    const ofType = (type: string): number[] =>
      processes.filter((each) => each.type === type).map(({ privateBytes }) => privateBytes);
    return {
      heapBytes: heap.usedSize,
      bufferBytes: heap.backingStorageSize ?? 0,
      nodeCount: counters.nodes,
      listenerCount: counters.jsEventListeners,
      pageProcessBytes: Math.max(0, ...ofType("renderer")),
      browserBytes: processes.reduce((sum, { privateBytes }) => sum + privateBytes, 0),
    };
  });
}

/** Imports all runs one after the other in one tab; it stays on the page of the last. */
export async function measureMemory(stage: WebStage, runs: readonly RunFiles[]): Promise<MemoryCost> {
  const context = await stage.openVisitor();
  const page = await openSettledPage(context, `${stage.address}/import`);
  let afterFirst: TabMemory | null = null;
  for (const [index, files] of runs.entries()) {
    if (index > 0) await page.evaluate(GO_TO_IMPORT);
    await importOnPage(page, files);
    if (index === 0) afterFirst = await lookAtTab(context, page);
  }
  const afterLast = await lookAtTab(context, page);
  await stage.clear();
  if (afterFirst === null) throw new RangeError("expected at least one run to import");
  return { importCount: runs.length, afterFirst, afterLast };
}
