// `npm run accuracy`: runs every recording of a folder, scores it against its reference, prints the summary, writes
// docs/accuracy.md and ends with one JSON line of all figures. Exit 0 done, 2 wrong usage.
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readOptions, USAGE, type Options } from "./arguments.ts";
import { gatherFigures, type GroupFigures, type RecordingResult } from "./figures.ts";
import { loadEngine } from "./load-engine.ts";
import { findRecordings } from "./recordings.ts";
import { plotsOf, writeReport } from "./report.ts";
import { runRecording } from "./run-recordings.ts";
import { createStress } from "./stress.ts";
import { writeRecordingLines, writeSummary } from "./summary.ts";

const REPOSITORY_FOLDER = fileURLToPath(new URL("../../", import.meta.url));

async function scoreAll(options: Options): Promise<RecordingResult[]> {
  const analyzeFoot = await loadEngine(options.enginePath);
  const change = createStress(options.stresses, options.seed);
  const files = findRecordings(options.dataFolder).filter(
    (file) => options.set === null || file.name.includes(options.set),
  );
  const results: RecordingResult[] = [];
  for (const file of files) results.push(await runRecording(file, analyzeFoot, change));
  return results;
}

function jsonLine(options: Options, groups: readonly GroupFigures[], results: readonly RecordingResult[]): string {
  const refused = results.flatMap(({ name, refusal }) => (refusal === null ? [] : [{ name, reason: refusal }]));
  return JSON.stringify({
    command: "accuracy",
    stresses: options.stresses,
    seed: options.stresses.length === 0 ? null : options.seed,
    recordings: results.length,
    refused,
    groups,
  });
}

/** Writes the report and its plots, whole or not at all file by file, and removes plots that it no longer shows. */
function saveReport(
  path: string,
  stresses: readonly string[],
  groups: readonly GroupFigures[],
  results: readonly RecordingResult[],
): void {
  const figureFolder = join(dirname(path), "figures");
  mkdirSync(figureFolder, { recursive: true });
  const files = plotsOf(groups, results).map(({ fileName, svg }) => [join(figureFolder, fileName), svg] as const);
  for (const [name, text] of [...files, [path, writeReport(groups, results, stresses.join(", "))] as const]) {
    writeFileSync(`${name}.part`, text);
    renameSync(`${name}.part`, name);
  }
  const current = new Set(files.map(([name]) => name));
  const old = readdirSync(figureFolder).filter((name) => /^accuracy-.*\.svg$/.test(name));
  for (const name of old.map((each) => join(figureFolder, each))) if (!current.has(name)) rmSync(name);
}

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args, process.env, REPOSITORY_FOLDER);
  const results = await scoreAll(options);
  const groups = gatherFigures(results);
  if (!options.isJsonOnly) {
    process.stdout.write(writeSummary(groups));
    if (options.areRecordingsShown) process.stdout.write(writeRecordingLines(results));
  }
  if (options.reportPath !== null) saveReport(options.reportPath, options.stresses, groups, results);
  process.stdout.write(`${jsonLine(options, groups, results)}\n`);
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
