// `npm run chip`: plays recordings through the kernel in Node, in Chromium and in QEMU's Cortex-M4F and compares every record and
// state bit for bit; prints what the chip's program takes, and one JSON line of counts. Exit 0 all the same and within the limits,
// 1 a difference, a limit broken, or a recording that cannot be used, 2 wrong usage.
import { readOptions, USAGE, type ChipOptions } from "./arguments.ts";
import type { PreparedRecording } from "./prepare-plays.ts";
import { runChip, type ChipReport } from "./run-chip.ts";
import { formatBuilds, formatLargestCalls, formatRecordings } from "./table.ts";

/** Differences printed in full. */
const PRINTED_COUNT = 20;

function sum(recordings: readonly PreparedRecording[], of: (recording: PreparedRecording) => number): number {
  return recordings.reduce((total, recording) => total + of(recording), 0);
}

function printTables({ recordings, chromiumVersion, builds, shipped }: ChipReport): void {
  const lines = [
    ...formatRecordings(recordings),
    "",
    `Node ${process.versions.node}, Chromium ${chromiumVersion}, QEMU's mps2-an386 (Cortex-M4F, emulated)`,
    ...formatBuilds(builds),
    formatLargestCalls(shipped),
  ];
  for (const line of lines) console.log(line);
}

function jsonLine({ seed }: ChipOptions, report: ChipReport): string {
  const { recordings, developmentCount, builds, chromiumVersion, differences, broken } = report;
  return JSON.stringify({
    command: "chip",
    seed,
    recordings: recordings.length,
    developmentRecordings: developmentCount,
    samples: sum(recordings, ({ sampleCount }) => sampleCount),
    records: sum(recordings, ({ recordCount }) => recordCount),
    states: sum(recordings, ({ stateCount }) => stateCount),
    resumed: recordings.length,
    chromium: chromiumVersion,
    differences: differences.length,
    broken,
    builds: builds.map(({ options: { name }, differences: found, ...figures }) => ({
      name,
      ...figures,
      differences: found.length,
    })),
  });
}

async function main(options: ChipOptions): Promise<number> {
  if (options.recordingFiles.length === 0 && options.dataFolder === null && !options.isQuick) {
    console.error("No development recordings are here (SOLEWISE_DATA, --data): only the virtual runner's are played.");
  }
  const report = await runChip(options);
  if (!options.isJsonOnly) printTables(report);
  for (const line of [...report.differences.slice(0, PRINTED_COUNT), ...report.broken]) console.error(line);
  const untold = report.differences.length - PRINTED_COUNT;
  if (untold > 0) console.error(`… and ${untold} more`);
  console.log(jsonLine(options, report));
  return report.differences.length + report.broken.length === 0 ? 0 : 1;
}

let options: ChipOptions | null = null;
try {
  options = readOptions(process.argv.slice(2), process.env);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 2;
}
if (options?.isHelpWanted === true) process.stdout.write(`${USAGE}\n`);
else if (options !== null) {
  process.exitCode = await main(options).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  });
}
