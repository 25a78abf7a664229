// Running an engine over recordings: refusals stay rows, changes reach the engine, our own kernel answers.
import { describe, expect, it } from "vitest";
import type { AnalyzeFoot } from "./engine.ts";
import { gatherFigures } from "./figures.ts";
import { analyzeFoot as ownEngine } from "./kernel-engine.ts";
import { loadEngine } from "./load-engine.ts";
import { findRecordings } from "./recordings.ts";
import { runRecording } from "./run-recordings.ts";
import { createStress } from "./stress.ts";
import { madeUpFolder } from "./testing/made-up-folder.ts";
import { madeUpStride, restingRecordingCsv } from "./testing/made-up-stride.ts";

const unchanged = createStress([], 1);

const threeStrides: AnalyzeFoot = () => [1, 2, 3].map((t) => madeUpStride(t));

function filesOf(files: Readonly<Record<string, string>>) {
  return findRecordings(madeUpFolder(files));
}

describe("[ACC13] refusals", () => {
  it("a recording that cannot be read is a row with its reason; the next one is scored", async () => {
    const files = filesOf({
      "s/a.imu.csv": "time_s,acc_x\n1,oops\n",
      "s/b.imu.csv": restingRecordingCsv(5),
      "s/c.imu.csv": "",
    });
    const results = [];
    for (const file of files) results.push(await runRecording(file, threeStrides, unchanged));
    expect(results[0]?.refusal).toContain("s/a.imu.csv");
    expect(results[0]?.refusal).toContain("time_s,acc_x,acc_y");
    expect(results[1]?.refusal).toBeNull();
    expect(gatherFigures(results)[0]).toMatchObject({ recordings: 3, refused: 2, strides: 3 });
  });

  it("what the engine throws becomes the reason", async () => {
    const [file] = filesOf({ "s/b.imu.csv": restingRecordingCsv(5) });
    const refusing: AnalyzeFoot = () => {
      throw new Error("no foot in it");
    };
    if (file === undefined) throw new Error("the recording was not found");
    expect((await runRecording(file, refusing, unchanged)).refusal).toBe("no foot in it");
  });

  it("our own engine finds no strides in a resting sensor, and says so rather than failing", async () => {
    const [file] = filesOf({
      "s/b.imu.csv": restingRecordingCsv(5).replace("1,0,0,9.80665,0,0,0", "1,0.1,0,9.8,0.01,0.01,0.01"),
    });
    if (file === undefined) throw new Error("the recording was not found");
    const result = await runRecording(file, ownEngine, unchanged);
    expect(result.refusal ?? result.score?.strideCount).toBeDefined();
    expect(result.score?.strideCount ?? 0).toBe(0);
  });
});

describe("[ACC17] another engine", () => {
  it("is any module that exports analyzeFoot", async () => {
    const folder = madeUpFolder({ "e.mjs": "export const analyzeFoot = () => [];", "no.mjs": "export const x = 1;" });
    const engine = await loadEngine(`${folder}/e.mjs`);
    const samples = { file: "x", timeSec: new Float64Array(), values: new Float64Array(), originalBytes: null };
    expect([...(await engine(samples, "left", { minDurationSec: 1 }))]).toEqual([]);
    await expect(loadEngine(`${folder}/no.mjs`)).rejects.toThrow("analyzeFoot");
  });
});

it("[ACC14] the engine sees the spoiled samples, never the bytes on disk", async () => {
  const [file] = filesOf({ "s/b.imu.csv": restingRecordingCsv(5) });
  let seenHz = 0;
  const looking: AnalyzeFoot = ({ timeSec, originalBytes }) => {
    seenHz = originalBytes === null ? (timeSec.length - 1) / ((timeSec.at(-1) ?? 0) - (timeSec[0] ?? 0)) : -1;
    return [];
  };
  if (file === undefined) throw new Error("the recording was not found");
  await runRecording(file, looking, createStress(["rate80"], 1));
  expect(seenHz).toBeCloseTo(80, 6);
});
