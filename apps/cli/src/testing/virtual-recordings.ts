// Short recordings of the virtual runner for tests, in a folder of their own.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVirtualRunnerSettings, simulateRun, type VirtualFoot, virtualRecordingCsv } from "@solewise/simulate";

/** A folder with recordings; `remove` it after the tests. */
export interface RecordingFolder {
  folder: string;
  left: string;
  right: string;
  leftText: string;
  remove: () => void;
}

function csvText(foot: VirtualFoot): string {
  return [...virtualRecordingCsv(foot)].join("");
}

/** Recordings of twenty seconds of running. */
export function makeRecordingFolder(): RecordingFolder {
  const course = [
    { activity: "stand" as const, durationSec: 2 },
    { activity: "run" as const, durationSec: 20, speedMps: 3 },
    { activity: "stand" as const, durationSec: 2 },
  ];
  const run = simulateRun(createVirtualRunnerSettings({ course }), 5);
  const folder = mkdtempSync(join(tmpdir(), "solewise-test-"));
  const [left, right] = [join(folder, "run.left.imu.csv"), join(folder, "run.right.imu.csv")];
  const leftText = csvText(run.left);
  writeFileSync(left, leftText);
  writeFileSync(right, csvText(run.right));
  return { folder, left, right, leftText, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A recording without its `#` lines. */
export function withoutHeaderLines(text: string): string {
  return text.replaceAll(/^#.*\n/gmu, "");
}
