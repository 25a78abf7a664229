// An hour of two feet in Chromium: from files in the page's input to figures, charts and compressed samples, beside the
// floor of reading the files in the page. In: the served app, two files. Out: seconds by the page's clock.
import type { Page } from "playwright-core";
import { medianOf } from "./statistics.ts";
import type { RunFiles } from "./long-recordings.ts";
import { ADD_FILE_INPUT, FILE_INPUT, FOLLOW_IMPORT, type ImportInstants, READ_FILES } from "./web-page-programs.ts";
import { browserMemory, openSettledPage, type WebStage, withProtocol } from "./web-stage.ts";

/** What an import costs; medians of the rounds, memory their largest. */
export interface ImportCost {
  roundCount: number;
  /** Both files read in the page to their end, bytes counted. */
  readSec: number;
  /** From the files in the input to the question whether they were understood right. */
  inspectSec: number;
  /** From the files in the input to figures painted. */
  figuresSec: number;
  chartsSec: number;
  /** From the files in the input until the kept samples are compressed on the disk. */
  compressedSec: number;
  /** Largest resident set of the page's process, worker threads included; 0 where unknown. */
  peakBytes: number;
}

const ROUNDS = 3;

/** Puts files in an input, and lets go of it: a handle that stays would keep the whole screen in memory. */
function setFiles(page: Page, selector: string, files: string[]): Promise<void> {
  return withProtocol(page, async (session) => {
    const expression = `document.querySelector(${JSON.stringify(selector)})`;
    const { objectId } = (await session.send("Runtime.evaluate", { expression })).result;
    if (objectId === undefined) throw new Error(`${selector} is not on the page`);
    await session.send("DOM.setFileInputFiles", { files, objectId });
    await session.send("Runtime.releaseObject", { objectId });
  });
}

/** Imports two files on the page of the import; it must be shown. */
export async function importOnPage(page: Page, { left, right }: RunFiles): Promise<ImportInstants> {
  await page.locator(FILE_INPUT).first().waitFor({ state: "attached" });
  await page.evaluate(FOLLOW_IMPORT);
  await setFiles(page, FILE_INPUT, [left, right]);
  return page.evaluate<ImportInstants>("globalThis.benchImport");
}

interface ReadCost {
  readMs: number;
  byteCount: number;
}

/** Reads the files in a page, the second time: they are in the system's memory. */
async function readOnPage(page: Page, { left, right }: RunFiles): Promise<number> {
  await page.evaluate(ADD_FILE_INPUT);
  await setFiles(page, "#bench-files", [left, right]);
  const costs: ReadCost[] = [];
  for (let round = 0; round < 4; round++) costs.push(await page.evaluate<ReadCost>(READ_FILES));
  return medianOf(costs.slice(1).map(({ readMs }) => readMs)) / 1000;
}

/** Measures in new visitors, one after the other, each with the app's offline copy complete. */
export async function measureImport(stage: WebStage, files: RunFiles): Promise<ImportCost> {
  const rounds: (ImportInstants & { readSec: number; peakBytes: number })[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const context = await stage.openVisitor();
    const page = await openSettledPage(context, `${stage.address}/import`);
    const instants = await importOnPage(page, files);
    const processes = await browserMemory(context);
    const renderers = processes.filter(({ type }) => type === "renderer");
    const peakBytes = Math.max(0, ...renderers.map((memory) => memory.peakBytes));
    rounds.push({ ...instants, readSec: await readOnPage(page, files), peakBytes });
    await stage.clear();
  }
  const since = (name: "agreedMs" | "figuresMs" | "chartsMs" | "compressedMs"): number =>
    medianOf(rounds.map((round) => round[name] - round.chosenMs)) / 1000;
  return {
    roundCount: ROUNDS,
    readSec: medianOf(rounds.map(({ readSec }) => readSec)),
    inspectSec: since("agreedMs"),
    figuresSec: since("figuresMs"),
    chartsSec: since("chartsMs"),
    compressedSec: since("compressedMs"),
    peakBytes: Math.max(...rounds.map(({ peakBytes }) => peakBytes)),
  };
}
