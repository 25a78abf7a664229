// `solewise tour` (`npm run tour`): a demo recording through the whole pipeline, then how to analyse one's own.
import { analyseFeet } from "../analyze/analyse-feet.ts";
import { showReport } from "../analyze/analyze-command.ts";
import { findPreset } from "../demo/demo-command.ts";
import { demoPaths, writeDemoFiles } from "../demo/demo-files.ts";
import { makeVirtualRun } from "../demo/virtual-run.ts";
import { chooseSides } from "../recording/choose-sides.ts";
import type { UnitSystem } from "../report/format.ts";
import { removeNow } from "../terminal/leave.ts";
import { chooseWidthColumns } from "../terminal/screen.ts";
import { makeTemporaryFolder } from "../terminal/temporary-folder.ts";
import { wrapText } from "../terminal/text.ts";

/** Options as commander hands them over. */
export interface TourOptions {
  seed: number;
  preset: string;
  units: UnitSystem;
  width?: number;
}

/** Samples a second of the tour's recording: what the shoe's chip takes. */
const TOUR_SAMPLE_RATE_HZ = 200;

function nextSteps(columns: number): string {
  const steps: [string, string][] = [
    [
      "Analyse your own recording, one CSV a foot (docs/guides/record-your-own.md says what is in it):",
      "npx solewise analyze L.csv R.csv",
    ],
    ["Keep this demo's files, and the truth they were made from:", "npx solewise demo"],
    ["Everything it can do:", "npx solewise --help"],
  ];
  return steps.map(([say, command]) => `${wrapText(say, columns).join("\n")}\n  ${command}\n`).join("");
}

/** Runs the command. Leaves no file. */ // CLI18
export async function tourCommand(options: TourOptions): Promise<void> {
  const preset = findPreset(options.preset);
  const folder = makeTemporaryFolder("tour");
  if (process.stderr.isTTY) process.stderr.write("A virtual runner sets out; its two shoes record...\n");
  const request = { preset, seed: options.seed, sampleRateHz: TOUR_SAMPLE_RATE_HZ, durationSec: null };
  const paths = demoPaths(folder, preset);
  await writeDemoFiles(paths, await makeVirtualRun(request), request);
  const sides = await chooseSides({ left: paths.left, right: paths.right, files: [] }, () => Promise.resolve(null));
  const run = await analyseFeet(sides, {});
  await showReport(run, [sides.left, sides.right], { ...options, withStrides: false });
  const stream = { isTerminal: process.stdout.isTTY, columns: process.stdout.columns };
  process.stdout.write(`\n${nextSteps(chooseWidthColumns(process.env, stream, options.width))}`);
  removeNow(folder);
}
