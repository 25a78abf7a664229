// The command as a user runs it.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { madeUpFolder } from "./testing/made-up-folder.ts";
import { restingRecordingCsv } from "./testing/made-up-stride.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));

it("[ACC15] --json prints one line of all figures and nothing else", () => {
  const folder = madeUpFolder({ "lab/bad.imu.csv": "no recording\n", "e.mjs": "export const analyzeFoot = () => [];" });
  const args = [MAIN, "--data", folder, "--engine", join(folder, "e.mjs"), "--json"];
  const figures: unknown = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
  expect(figures).toMatchObject({ recordings: 1, refused: [{ name: "lab/bad.imu.csv" }], groups: [{ set: "lab" }] });
});

it("[ACC15] standard output ends with one JSON line, after the summary, and the report is where --out says", () => {
  const folder = madeUpFolder({
    "lab/still.left.imu.csv": restingRecordingCsv(5),
    "lab/bad.imu.csv": "no recording\n",
    "e.mjs": "export const analyzeFoot = () => [];",
  });
  const report = join(folder, "out/accuracy.md");
  const args = [MAIN, "--data", folder, "--engine", join(folder, "e.mjs"), "--out", report];
  const lines = execFileSync(process.execPath, args, { encoding: "utf8" }).trimEnd().split("\n");
  const counts: unknown = JSON.parse(lines.at(-1) ?? "");
  expect(counts).toMatchObject({ command: "accuracy", recordings: 2, refused: 1, figures: { short: 0 }, short: [] });
  expect(lines.at(-1)?.length).toBeLessThan(1000);
  expect(lines.length).toBeGreaterThan(1);
  const text = readFileSync(report, "utf8");
  expect(text).toContain("# Accuracy");
  expect(text).not.toContain(folder);
});
