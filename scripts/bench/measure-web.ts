// The app's measurements, those that are wanted, on one build. In: a scratch folder, which parts, how large. Out: their
// figures; a part that was left out is null.
import { join } from "node:path";
import type { VirtualRun } from "@solewise/simulate";
import { measureAnalyzeCommand } from "./analyze-cost.ts";
import { type RunFiles, writeHours } from "./long-recordings.ts";
import { type ImportCost, measureImport } from "./web-import.ts";
import { type LongRunCost, measureLongRun } from "./web-long-run.ts";
import { measureMemory, type MemoryCost } from "./web-memory.ts";
import { writeShortened, writeSteadyRun } from "./web-recordings.ts";
import { measureRequests } from "./web-requests.ts";
import { filesOf, MEASURED_PAGES, readBuiltFiles, readManifest, type SizeRow, sizeRows } from "./web-sizes.ts";
import { WebStage } from "./web-stage.ts";

export const WEB_PARTS = ["web-sizes", "web-import", "web-run", "web-memory"] as const;

/** Sizes of files, and what Chromium asked for of them. */
export interface SizeCost {
  rows: SizeRow[];
  /** By page: bytes of all code that was asked for, and the files that the manifest does not lead to. */
  requested: { name: string; scriptBytes: number; styleBytes: number; beyond: string[] }[];
}

/** An hour's import with what it is compared with. */
export interface HourCost extends ImportCost {
  sampleCount: number;
  recordingSec: number;
  fileBytes: number;
  /** `solewise analyze --json` of the same files, median. */
  commandSec: number;
}

export interface WebMeasurements {
  /** Chromium's version; empty when nothing was measured in it. */
  chromium: string;
  sizes: SizeCost | null;
  hour: HourCost | null;
  longRun: LongRunCost | null;
  memory: (MemoryCost & { recordingSec: number }) | null;
}

/** What is measured, and how large. */
export interface WebPlan {
  parts: ReadonlySet<string>;
  /** For trying out the bench: a few minutes instead of hours; such figures are not to be kept. */
  isSmall: boolean;
  seed: number;
}

const FULL = { shortSec: 600, longSec: 7500, importCount: 10 } as const;
const SMALL = { shortSec: 60, longSec: 300, importCount: 3 } as const;

async function measureSizes(stage: WebStage, files: RunFiles): Promise<SizeCost> {
  const manifest = readManifest(stage.appFolder);
  const built = readBuiltFiles(stage.appFolder);
  const requests = await measureRequests(stage, files);
  const sumOf = (paths: readonly string[], ending: string): number =>
    paths.filter((path) => path.endsWith(ending)).reduce((sum, path) => sum + built.sizeOf(path), 0);
  const requested = (["home", "list", "run"] as const).map((key) => {
    const { name, roots } = MEASURED_PAGES[key];
    const known = filesOf(manifest, roots);
    const beyond = requests[key].filter((path) => !known.has(path));
    return { name, scriptBytes: sumOf(requests[key], ".js"), styleBytes: sumOf(requests[key], ".css"), beyond };
  });
  return { rows: sizeRows(manifest, built), requested };
}

async function measureHour(
  stage: WebStage,
  folder: string,
  { isSmall, seed }: WebPlan,
  hour: () => VirtualRun,
): Promise<HourCost> {
  const recordingSec = isSmall ? SMALL.longSec : 3600;
  const files = isSmall ? await writeSteadyRun(folder, recordingSec, seed) : await writeHours(folder, hour(), 1);
  const command = await measureAnalyzeCommand(files, join(folder, "analysis.json"));
  const cost = await measureImport(stage, files);
  return {
    ...cost,
    sampleCount: files.sampleCount,
    recordingSec,
    fileBytes: files.byteCount,
    commandSec: command.wallSec,
  };
}

/** Measures the wanted parts; `hour` is asked for a run of an hour when one is needed. */
export async function measureWeb(folder: string, plan: WebPlan, hour: () => VirtualRun): Promise<WebMeasurements> {
  const { shortSec, longSec, importCount } = plan.isSmall ? SMALL : FULL;
  const say = (what: string): unknown => process.stderr.write(`app: ${what}\n`);
  const measured: WebMeasurements = { chromium: "", sizes: null, hour: null, longRun: null, memory: null };
  if (!WEB_PARTS.some((part) => plan.parts.has(part))) return measured;
  say("building and serving");
  const stage = await WebStage.open();
  try {
    measured.chromium = await stage.chromiumVersion();
    if (plan.parts.has("web-sizes")) {
      say("sizes");
      measured.sizes = await measureSizes(stage, await writeSteadyRun(folder, SMALL.shortSec, plan.seed));
    }
    if (plan.parts.has("web-import")) {
      say("import of an hour");
      measured.hour = await measureHour(stage, folder, plan, hour);
    }
    if (plan.parts.has("web-run")) {
      say("a long run's page");
      measured.longRun = await measureLongRun(stage, await writeSteadyRun(folder, longSec, plan.seed));
    }
    if (plan.parts.has("web-memory")) {
      say("memory after imports");
      const runs = writeShortened(await writeSteadyRun(folder, shortSec, plan.seed), importCount);
      measured.memory = { ...(await measureMemory(stage, runs)), recordingSec: shortSec };
    }
    return measured;
  } finally {
    await stage.close();
  }
}
