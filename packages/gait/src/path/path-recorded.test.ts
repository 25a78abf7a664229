// Traced paths of real recordings against a camera system's (pyshoe-vicon: one person, sensor on the instep, running and
// walking): the shape of each stride in its own frame. Where the two ends lie is the stride's length, judged elsewhere.
// Measured, running and walking: forward 16 and 13 mm, lateral 10 and 8, height 21 and 21.
import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeRecorded } from "../../../../scripts/test/recorded-data.ts";
import { detectStrides } from "../detect-strides.ts";
import { PATH_POINT_COUNT } from "./packed-paths.ts";

const kernel = new WebAssembly.Module(readFileSync(new URL("../../kernel/kernel.wasm", import.meta.url)));
const LAST = PATH_POINT_COUNT - 1;
/** The cameras run behind the sensor by 0–15 ms; at 3 ms the forward ways agree best. */
const LAG_SEC = 0.003;
/** The set's y axis points right (left-handed with z up): its mirror image does not fit, see the test. */
const LEFT = -1;

type Row = Record<string, number>;

function readRows(path: string): Row[] {
  const [header = "", ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const names = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, at) => [names[at] ?? "", Number(cell)])));
}

/** Camera positions at an instant of the sensor's clock; null where they are doubtful or missing. */
function createViewer(rows: readonly Row[]): (sec: number) => number[] | null {
  const seen = rows.map((row) => row["time_s"] ?? 0);
  return (sec) => {
    const cameraSec = sec + LAG_SEC;
    const after = seen.findIndex((time) => time > cameraSec);
    const [a, b] = [rows[after - 1], rows[after]];
    if (a === undefined || b === undefined || a["vicon_suspect"] !== 0 || b["vicon_suspect"] !== 0) return null;
    const share = (cameraSec - (seen[after - 1] ?? 0)) / ((seen[after] ?? 0) - (seen[after - 1] ?? 0));
    return ["x_m", "y_m", "z_m"].map((axis) => 1000 * ((a[axis] ?? 0) + share * ((b[axis] ?? 0) - (a[axis] ?? 0))));
  };
}

const rms = (values: readonly number[]): number => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);

interface Misses {
  strideCount: number;
  noPathCount: number;
  forward: number[];
  lateral: number[];
  mirrored: number[];
  up: number[];
}

/** Adds a stride's misses, mm; the cameras' forward way brought to the stride's length, their rise to its rise. */
function addMisses(path: Int16Array, seen: readonly number[][], misses: Misses): void {
  const [[x0 = 0, y0 = 0, z0 = 0] = [], [x1 = 0, y1 = 0, z1 = 0] = []] = [seen[0], seen[LAST]];
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = Math.hypot(dx, dy);
  const scale = (path[LAST * 3] ?? 0) / length;
  const riseMiss = (path[LAST * 3 + 2] ?? 0) - (z1 - z0);
  misses.strideCount += 1;
  seen.forEach(([x = 0, y = 0, z = 0], point) => {
    const forward = ((x - x0) * dx + (y - y0) * dy) / length;
    const lateral = (LEFT * ((y - y0) * dx - (x - x0) * dy)) / length;
    const [f = 0, l = 0, u = 0] = path.subarray(point * 3, point * 3 + 3);
    misses.forward.push(f - scale * forward);
    misses.lateral.push(l - lateral);
    misses.mirrored.push(l + lateral);
    misses.up.push(u - (z - z0) - (riseMiss * forward) / length);
  });
}

async function compareTrial(folder: string, trial: string, misses: Misses): Promise<void> {
  const path = (kind: string, suffix: string): string => join(folder, "pyshoe-vicon", kind, `${trial}.${suffix}.csv`);
  const viewAt = createViewer(readRows(path("reference", "vicon")));
  const sure = readRows(path("strides", "strides")).filter((row) => row["vicon_ok"] === 1);
  const isSure = (sec: number): boolean => sure.some((row) => (row["mid0_s"] ?? 0) < sec && sec < (row["mid1_s"] ?? 0));
  const settings = { file: trial, kernel, side: "right", minDurationSec: 2, tracePaths: true } as const;
  const { strides, paths } = await detectStrides(() => createReadStream(path("trials", "imu")), settings);
  for (const { strideIndex, midstanceSec, strideLengthMeters, speedMps } of strides) {
    if (strideLengthMeters === null || speedMps === null) continue;
    const spanSec = strideLengthMeters / speedMps;
    const traced = paths?.pathAt(strideIndex) ?? null;
    if (traced === null) misses.noPathCount += 1;
    if (traced === null || !isSure(midstanceSec + spanSec / 2)) continue;
    const seen = Array.from({ length: PATH_POINT_COUNT }, (_, point) =>
      viewAt(midstanceSec + (spanSec * point) / LAST),
    );
    if (seen.every((place) => place !== null)) addMisses(traced, seen, misses);
  }
}

/** Every third trial of the set, so that all its days and speeds are there. */
const RUNS = ["2017-11-27-11-11-24", "2017-11-27-11-13-10", "2017-11-27-11-19-16", "2017-12-15-18-02-28"];
const WALKS = ["2017-11-22-11-22-03", "2017-11-22-11-26-05", "2017-11-22-11-40-44", "2017-12-15-17-59-19"];

describeRecorded("[PATH11] cameras see the same path", (folder) => {
  it.each<[string, string[]]>([
    ["running", RUNS],
    ["walking", WALKS],
  ])("%s", async (gait, trials) => {
    const misses: Misses = { strideCount: 0, noPathCount: 0, forward: [], lateral: [], mirrored: [], up: [] };
    for (const trial of trials) await compareTrial(folder, trial, misses);
    expect(misses.strideCount).toBeGreaterThan(60);
    expect(misses.noPathCount).toBe(0);
    expect(rms(misses.forward)).toBeLessThan(22);
    expect(rms(misses.lateral)).toBeLessThan(13);
    expect(rms(misses.up)).toBeLessThan(28);
    expect(rms(misses.mirrored)).toBeGreaterThan(80);
  });
});
