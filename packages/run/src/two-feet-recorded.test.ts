// What two feet tell together, against force plates and motion capture. The running sensors are virtual (made from
// markers), the walking ones are real; two people each.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { detectStrides, type FootRecording } from "@solewise/gait";
import type { Side } from "@solewise/terms";
import { expect, it } from "vitest";
import { describeRecorded } from "../../../scripts/test/recorded-data.ts";
import { assembleRun } from "./index.ts";
import { testAlgorithm } from "./testing.ts";

const kernel = new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve("@solewise/gait/kernel.wasm"))));

/** A recording, its clock moved. */
async function detect(side: Side, file: string, laterSec = 0): Promise<FootRecording> {
  const text = readFileSync(file, "utf8");
  const moved = text.replaceAll(/^(\d[\d.]*),/gmu, (_, sec: string) => `${(Number(sec) + laterSec).toFixed(6)},`);
  async function* open() {
    yield await Promise.resolve(new TextEncoder().encode(moved));
  }
  return detectStrides(open, { file, kernel, side });
}

async function analyse(leftFile: string, rightFile: string, rightLaterSec = 0) {
  const feet = { left: await detect("left", leftFile), right: await detect("right", rightFile, rightLaterSec) };
  return assembleRun(feet, { algorithm: testAlgorithm });
}

interface PlateStep {
  side: string;
  initialContactSec: number;
  terminalContactSec: number;
}

/** Contacts of both feet on the plates, in time order. */
function readPlateSteps(file: string): PlateStep[] {
  const [header = "", ...lines] = readFileSync(file, "utf8").trim().split("\n");
  const place = (name: string): number => header.split(",").indexOf(name);
  const [side, initial, terminal] = [place("side"), place("ic_s"), place("tc_s")];
  return lines
    .map((line) => line.split(","))
    .map((cells) => ({
      side: cells[side] ?? "",
      initialContactSec: Number(cells[initial]),
      terminalContactSec: Number(cells[terminal]),
    }))
    .toSorted((a, b) => a.initialContactSec - b.initialContactSec);
}

const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Median step and flight time of the steps that one foot starts, ms. */
function plateTimes(steps: readonly PlateStep[], side: string): { stepMs: number; flightMs: number } {
  const pairs = steps.flatMap((from, index) => {
    const to = steps[index + 1];
    return to === undefined || from.side !== side || to.side === side ? [] : [{ from, to }];
  });
  return {
    stepMs: 1000 * middle(pairs.map(({ from, to }) => to.initialContactSec - from.initialContactSec)),
    flightMs: 1000 * middle(pairs.map(({ from, to }) => to.initialContactSec - from.terminalContactSec)),
  };
}

describeRecorded("two feet", (folder) => {
  const rbds = join(folder, "rbds-run-virtual-foot-imu");

  it.each(["S002_T25", "S002_T45", "S041_T25"])(
    "[RUN15] [RUN16] step time, flight and symmetry are the plates': %s",
    async (trial) => {
      const file = (name: string): string => join(rbds, trial, name);
      const { summary, warnings } = await analyse(file("imu_L_200hz.csv"), file("imu_R_200hz.csv"));
      const steps = readPlateSteps(file("steps.csv"));
      const [left, right] = [plateTimes(steps, "L"), plateTimes(steps, "R")];
      expect(warnings.map(({ code }) => code)).not.toContain("feet-not-synchronised");
      expect(Math.abs((summary.stepTimeMs ?? 0) - (left.stepMs + right.stepMs) / 2)).toBeLessThan(3);
      expect(Math.abs((summary.flightTimeMs ?? 0) - (left.flightMs + right.flightMs) / 2)).toBeLessThan(6);
      const leftPercent = (100 * right.stepMs) / (left.stepMs + right.stepMs);
      expect(Math.abs((summary.symmetry?.stepTimeLeftPercent ?? 0) - leftPercent)).toBeLessThan(1);
    },
  );

  it.each([
    ["pws", "feet-not-synchronised"],
    ["pws-plus20", "steps-uneven"],
  ])("[RUN41] the clocks of two sensors differ where an optical system saw even steps: %s", async (trial, code) => {
    const file = (side: Side): string => join(folder, "tripod-treadmill-walk", `${trial}.${side}.imu.csv`);
    const { warnings } = await analyse(file("left"), file("right"));
    expect(warnings.map((warning) => warning.code)).toContain(code);
  });

  it("[RUN40] [RUN8] a walk whose recorders were started seconds apart keeps its distance", async () => {
    const file = (side: Side): string => join(folder, "gaitmap-walk-mocap", `walk.${side}.imu.csv`);
    const together = await analyse(file("left"), file("right"));
    const apart = await analyse(file("left"), file("right"), 3.3);
    expect(together.summary.symmetry).not.toBeNull();
    expect(apart.summary.symmetry).toBeNull();
    const { clockOffsetMs, clockOffsetUncertaintyMs } = apart.summary;
    expect(Math.abs((clockOffsetMs ?? 0) - 3300)).toBeLessThan((clockOffsetUncertaintyMs ?? 0) + 20);
    expect(apart.summary.distanceMeters).toBeCloseTo(together.summary.distanceMeters, 1);
  });
});
