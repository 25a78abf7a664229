// The table of stresses over a made-up set and an engine that counts what it sees.
import { expect, it } from "vitest";
import type { AnalyzeFoot } from "./engine.ts";
import { gatherFigures } from "./figures.ts";
import { findRecordings } from "./recordings.ts";
import { loadRecording, scoreLoaded } from "./run-recordings.ts";
import { createStress } from "./stress.ts";
import { makeStressTable } from "./stress-table.ts";
import { madeUpFolder } from "./testing/made-up-folder.ts";
import { madeUpStride, restingRecordingCsv } from "./testing/made-up-stride.ts";

const SWINGS = Array.from({ length: 25 }, (_, n) => `left,${n + 1.6},${n + 2}`).join("\n");

/** Finds every stride in what is whole, every second one where samples are missing. */
const counting: AnalyzeFoot = ({ timeSec }) => {
  const step = timeSec.length < 2900 ? 2 : 1;
  return Array.from({ length: Math.floor(25 / step) }, (_, n) => madeUpStride(1 + n * step));
};

it("[ACC25] a row a condition, as recorded first; a cell a set that is told in full; the same for a seed", async () => {
  const folder = madeUpFolder({
    "lab/walk.left.imu.csv": restingRecordingCsv(30),
    "lab/walk.events.csv": `side,swing_start_s,swing_end_s\n${SWINGS}\n`,
    "plain/run.left.imu.csv": restingRecordingCsv(30),
  });
  const loaded = [];
  for (const file of findRecordings(folder)) loaded.push(await loadRecording(file));
  const results = [];
  for (const recording of loaded) results.push(await scoreLoaded(recording, counting, createStress([], 1)));
  const groups = gatherFigures(results);
  const rows = await makeStressTable(loaded, groups, counting, 3);
  expect(rows[0]).toMatchObject({ title: "as recorded", stresses: [], refused: 0 });
  expect(rows.every(({ cells }) => cells.length === 1 && cells[0]?.set === "lab")).toBe(true);
  const recallOf = (name: string) => rows.find((row) => row.stresses.join() === name)?.cells[0]?.recallFraction;
  expect([recallOf(""), recallOf("noise"), recallOf("loss12")]).toEqual([1, 1, 0.48]);
  expect(await makeStressTable(loaded, groups, counting, 3)).toEqual(rows);
  expect(await makeStressTable(loaded.slice(1), groups, counting, 3)).toEqual([]);
});
