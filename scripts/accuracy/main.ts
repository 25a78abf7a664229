// `npm run accuracy`: runs every recording of a folder, scores it against its reference, prints the summary, writes
// docs/accuracy.md and ends with one JSON line of counts (`--json`: of all figures). Exit 0 done, 2 wrong usage or no data.
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AccuracyRun } from "./accuracy-run.ts";
import { readOptions, USAGE, type Options } from "./arguments.ts";
import { judgeIntervals } from "./calibration.ts";
import { gatherFigures, type RecordingResult } from "./figures.ts";
import { fullLine, shortLine } from "./json-lines.ts";
import { loadEngine } from "./load-engine.ts";
import { findRecordings } from "./recordings.ts";
import { plotsOf, writeReport } from "./report.ts";
import { loadRecording, scoreLoaded, type LoadedRecording } from "./run-recordings.ts";
import { explainEmpty, findStrays } from "./strays.ts";
import { createStress } from "./stress.ts";
import { makeStressTable } from "./stress-table.ts";
import { writeRecordingLines, writeStressTable, writeSummary } from "./summary.ts";

const REPOSITORY_FOLDER = fileURLToPath(new URL("../../", import.meta.url));

/** Every recording of the folder in memory beside its reference. */
async function loadAll({ dataFolder, set }: Options): Promise<LoadedRecording[]> {
  const files = findRecordings(dataFolder);
  if (files.length === 0) throw new Error(explainEmpty(dataFolder));
  const chosen = files.filter((file) => set === null || file.name.includes(set));
  if (chosen.length === 0) throw new Error(`No recording's path contains "${set}" (--set); ${files.length} are there.`);
  const loaded: LoadedRecording[] = [];
  for (const file of chosen) loaded.push(await loadRecording(file));
  return loaded;
}

async function runAll(options: Options): Promise<AccuracyRun> {
  const analyzeFoot = await loadEngine(options.enginePath);
  const change = createStress(options.stresses, options.seed);
  const loaded = await loadAll(options);
  const results: RecordingResult[] = [];
  for (const recording of loaded) results.push(await scoreLoaded(recording, analyzeFoot, change));
  const groups = gatherFigures(results);
  const stressRows = options.isStressTableMade ? await makeStressTable(loaded, groups, analyzeFoot, options.seed) : [];
  return { results, groups, intervals: judgeIntervals(groups, results), stressRows };
}

/** Writes the report and its plots, whole or not at all file by file, and removes plots that it no longer shows. */
function saveReport(path: string, { stresses, isOwnData }: Options, run: AccuracyRun): void {
  const figureFolder = join(dirname(path), "figures");
  mkdirSync(figureFolder, { recursive: true });
  const plots = plotsOf(run.groups, run.results);
  const files = plots.map(({ fileName, svg }) => [join(figureFolder, fileName), svg] as const);
  for (const [name, text] of [...files, [path, writeReport(run, stresses.join(", "), isOwnData)] as const]) {
    writeFileSync(`${name}.part`, text);
    renameSync(`${name}.part`, name);
  }
  const current = new Set(files.map(([name]) => name));
  const old = readdirSync(figureFolder).filter((name) => /^accuracy-.*\.svg$/.test(name));
  for (const name of old.map((each) => join(figureFolder, each))) if (!current.has(name)) rmSync(name);
}

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args, process.env, REPOSITORY_FOLDER);
  const run = await runAll(options);
  if (!options.isJsonOnly) {
    process.stdout.write(writeSummary(run));
    if (options.areRecordingsShown) process.stdout.write(writeRecordingLines(run.results));
    process.stdout.write(writeStressTable(run.stressRows));
  }
  if (options.isOwnData) for (const note of findStrays(options.dataFolder)) process.stderr.write(`${note}\n`);
  if (options.reportPath !== null) {
    saveReport(options.reportPath, options, run);
    process.stderr.write(`The report is in ${options.reportPath}\n`);
  }
  process.stdout.write(`${options.isJsonOnly ? fullLine(options, run) : shortLine(options, run)}\n`);
}

// A reader that closes early (`| head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

if (process.argv.includes("--help")) {
  process.stdout.write(`${USAGE}\n`);
} else {
  await main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  });
}
