// A long run that is stored: opening its page, Home with many runs beside, and the cursor over its charts. In: the served
// app and the run's files. Out: seconds since the page was asked for, and frames.
import type { BrowserContext, Page } from "playwright-core";
import { DESKTOP, PHONE, type Variant } from "../test/browser/variant.ts";
import type { RunFiles } from "./long-recordings.ts";
import { medianOf } from "./statistics.ts";
import { type CursorCost, type Gesture, measureCursor } from "./web-cursor.ts";
import { importOnPage } from "./web-import.ts";
import {
  copyRun,
  countStrides,
  READ_STORED_LIST,
  readStoredRun,
  TIME_RUN_PAGE,
  timeList,
} from "./web-page-programs.ts";
import { openSettledPage, type WebStage } from "./web-stage.ts";

/** One row of the cursor's table. */
export interface CursorRow extends CursorCost {
  screen: Variant["size"];
  gesture: Gesture;
  /** "charts", or "heading": the same move over a place where nothing follows it. */
  place: "charts" | "heading";
}

export interface LongRunCost {
  strideCount: number;
  /** Since the page was asked for, medians. */
  figuresSec: number;
  chartsSec: number;
  /** Everything of the run read from the database, nothing done with it. */
  readSec: number;
  listCount: number;
  listSec: number;
  listOfOneSec: number;
  readListSec: number;
  cursor: CursorRow[];
}

const ROUNDS = 5;
const LIST_COUNT = 200;

const STACK = ".form-charts__stack";
const HEADING = "h1";

const SWEEPS = [
  { variant: PHONE, gesture: "finger", place: "heading" },
  { variant: PHONE, gesture: "finger", place: "charts" },
  { variant: DESKTOP, gesture: "mouse", place: "heading" },
  { variant: DESKTOP, gesture: "mouse", place: "charts" },
  { variant: DESKTOP, gesture: "zoom", place: "charts" },
] as const;

async function repeatOpening<Result>(context: BrowserContext, address: string, program: string): Promise<Result[]> {
  const results: Result[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const page = await context.newPage();
    await page.goto(address, { waitUntil: "commit" });
    const result = await page.evaluate<Result>(program);
    if (round >= 0) results.push(result);
    await page.close();
  }
  return results;
}

async function repeatOnPage(page: Page, program: string): Promise<number> {
  const times: number[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const ms = await page.evaluate<number>(program);
    if (round >= 0) times.push(ms);
  }
  return medianOf(times) / 1000;
}

/** Imports the run as a new visitor; that visitor's context, and the run's address. */
async function storeRun(
  stage: WebStage,
  files: RunFiles,
  variant: Variant,
): Promise<{ context: BrowserContext; page: Page; runId: string }> {
  const context = await stage.openVisitor({ variant });
  const page = await openSettledPage(context, `${stage.address}/import`);
  const { runId } = await importOnPage(page, files);
  return { context, page, runId };
}

async function sweepAll(page: Page, size: Variant["size"]): Promise<CursorRow[]> {
  const rows: CursorRow[] = [];
  for (const { variant, gesture, place } of SWEEPS) {
    if (variant.size !== size) continue;
    const cost = await measureCursor(page, gesture, place === "charts" ? STACK : HEADING);
    rows.push({ screen: size, gesture, place, ...cost });
  }
  return rows;
}

type Opening = Pick<LongRunCost, "strideCount" | "figuresSec" | "chartsSec" | "readSec">;
type Listing = Pick<LongRunCost, "listCount" | "listSec" | "listOfOneSec" | "readListSec">;

async function measureOpening(context: BrowserContext, page: Page, runId: string): Promise<Opening> {
  const address = page.url();
  const openings = await repeatOpening<{ figuresMs: number; chartsMs: number }>(context, address, TIME_RUN_PAGE);
  const strideCount = await page.evaluate<number>(countStrides(runId));
  return {
    strideCount,
    figuresSec: medianOf(openings.map(({ figuresMs }) => figuresMs)) / 1000,
    chartsSec: medianOf(openings.map(({ chartsMs }) => chartsMs)) / 1000,
    readSec: await repeatOnPage(page, readStoredRun(runId)),
  };
}

async function measureList(context: BrowserContext, page: Page, runId: string): Promise<Listing> {
  const home = `${new URL(page.url()).origin}/`;
  const openList = async (count: number): Promise<number> =>
    medianOf(await repeatOpening<number>(context, home, timeList(count))) / 1000;
  const listOfOneSec = await openList(1);
  await page.evaluate(copyRun(runId, LIST_COUNT));
  const listSec = await openList(LIST_COUNT);
  return { listCount: LIST_COUNT, listSec, listOfOneSec, readListSec: await repeatOnPage(page, READ_STORED_LIST) };
}

/** Stores the run as a phone's visitor and as a desktop's, and measures in both. */
export async function measureLongRun(stage: WebStage, files: RunFiles): Promise<LongRunCost> {
  const phone = await storeRun(stage, files, PHONE);
  const phoneCursor = await sweepAll(phone.page, PHONE.size);
  const opening = await measureOpening(phone.context, phone.page, phone.runId);
  const list = await measureList(phone.context, phone.page, phone.runId);
  await stage.clear();
  const desktop = await storeRun(stage, files, DESKTOP);
  const cursor = [...phoneCursor, ...(await sweepAll(desktop.page, DESKTOP.size))];
  await stage.clear();
  return { ...opening, ...list, cursor };
}
