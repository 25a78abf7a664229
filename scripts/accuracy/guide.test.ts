// The guide for those who bring their own data, held to what it says.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  createVirtualRunnerSettings,
  simulateRun,
  virtualRecordingCsv,
  virtualRunnerPresets,
} from "@solewise/simulate";
import { expect, it } from "vitest";
import { madeUpFolder } from "./testing/made-up-folder.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const GUIDE = fileURLToPath(new URL("../../docs/guides/validate-with-your-data.md", import.meta.url));

/** A virtual runner's left foot and the contacts that a plate would see, in the columns of the guide's first block. */
function smallestExample(): Record<string, string> {
  const [header = ""] = (/```csv\n([^]*?)```/.exec(readFileSync(GUIDE, "utf8"))?.[1] ?? "").split("\n");
  const course = [{ activity: "run" as const, durationSec: 30, speedMps: 3 }];
  const { left } = simulateRun(createVirtualRunnerSettings({ course }, virtualRunnerPresets["easy-run"]), 4);
  const rows = left.truth
    .filter((stride) => stride.initialContactSec !== null)
    .map(({ initialContactSec, terminalContactSec }) => {
      const cells: Record<string, string> = {
        side: "L",
        ic_s: (initialContactSec ?? 0).toFixed(4),
        tc_s: terminalContactSec.toFixed(4),
      };
      return header.split(",").map((column) => cells[column] ?? "");
    });
  return {
    "P01_run/imu_L.csv": [...virtualRecordingCsv(left)].join(""),
    "P01_run/steps.csv": `${[header, ...rows.map((row) => row.join(","))].join("\n")}\n`,
  };
}

it("[ACC26] the guide's smallest example gives strides found, contact, swing and stride times", () => {
  const folder = madeUpFolder(smallestExample());
  const output = execFileSync(process.execPath, [MAIN, "--data", folder, "--json"], { encoding: "utf8" });
  const { groups, refused } = JSON.parse(output) as {
    groups: {
      set: string;
      persons: number;
      swings: { recallFraction: number };
      metrics: Record<string, { n: number }>;
    }[];
    refused: unknown[];
  };
  expect(refused).toEqual([]);
  expect(groups).toHaveLength(1);
  expect(groups[0]).toMatchObject({ set: "P01_run", format: "force-plate", reference: "force plates; real IMU" });
  expect(groups[0]?.swings.recallFraction).toBeGreaterThan(0.95);
  for (const metric of ["groundContactTimeMs", "swingTimeMs", "strideTimeMs"]) {
    expect(groups[0]?.metrics[metric]?.n).toBeGreaterThan(25);
  }
});
