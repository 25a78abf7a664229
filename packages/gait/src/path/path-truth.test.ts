// Traced paths against the virtual runner's true ones, point by point, all the way from its recording (simulated: real
// noise, offsets and vibration, rolling feet). Largest measured: forward 15 mm (the speed
// offset of the length), lateral 4, height 47 (its height change, from the accelerometer's offset), shape 6.
import { readFileSync } from "node:fs";
import type { Side } from "@solewise/terms";
import {
  createVirtualRunnerSettings,
  simulateRun,
  trueSensorPath,
  virtualRecordingCsv,
  virtualRunnerPresets,
  type CourseSegment,
  type VirtualRunnerOverrides,
  type VirtualRunnerPreset,
} from "@solewise/simulate";
import { expect, it } from "vitest";
import { detectStrides } from "../detect-strides.ts";
import { PATH_POINT_COUNT, PATH_WORDS } from "./packed-paths.ts";

const kernel = new WebAssembly.Module(readFileSync(new URL("../../kernel/kernel.wasm", import.meta.url)));
const SEED = 5;
const LAST = PATH_POINT_COUNT - 1;

/** Root mean squares over all points of all paths, mm. */
interface Misses {
  forward: number;
  lateral: number;
  /** Height as told, and what is left of its miss when the stride's own height change is taken as right. */
  up: number;
  shape: number;
  /** Lateral miss against the truth's mirror image. */
  mirrored: number;
}

const rms = (values: readonly number[]): number => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);

interface TracedPath {
  path: Int16Array;
  /** Where the sensor truly was at its points, world, m. */
  truth: Float64Array;
}

async function tracePaths(
  preset: VirtualRunnerPreset,
  side: Side,
  overrides: VirtualRunnerOverrides,
): Promise<{ traced: TracedPath[]; pathShare: number }> {
  const settings = createVirtualRunnerSettings(overrides, virtualRunnerPresets[preset]);
  const csv = [...virtualRecordingCsv(simulateRun(settings, SEED)[side])].join("");
  async function* open(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(new TextEncoder().encode(csv));
  }
  const { strides, paths } = await detectStrides(open, { file: "run.csv", kernel, side, tracePaths: true });
  const kept = [...strides].filter(({ strideIndex }) => paths?.hasPath(strideIndex));
  const instants = kept.flatMap(({ midstanceSec, strideLengthMeters, speedMps }) => {
    const spanSec = (strideLengthMeters ?? 0) / (speedMps ?? 1);
    return Array.from({ length: PATH_POINT_COUNT }, (_, point) => midstanceSec + (spanSec * point) / LAST);
  });
  const truth = trueSensorPath(settings, SEED, side, instants);
  const traced = kept.map(({ strideIndex }, index) => ({
    path: paths?.pathAt(strideIndex) ?? new Int16Array(),
    truth: truth.subarray(index * PATH_WORDS, (index + 1) * PATH_WORDS),
  }));
  return { traced, pathShare: traced.length / strides.strideCount };
}

/** Adds one path's misses, mm. */
function addMisses({ path, truth }: TracedPath, misses: Record<keyof Misses, number[]>): void {
  const at = (point: number, axis: number): number =>
    1000 * ((truth[point * 3 + axis] ?? Number.NaN) - (truth[axis] ?? Number.NaN));
  const [endX, endY] = [at(LAST, 0), at(LAST, 1)];
  const length = Math.hypot(endX, endY);
  const riseMiss = (path[LAST * 3 + 2] ?? 0) - at(LAST, 2);
  for (let point = 0; point <= LAST; point++) {
    const [x, y, z] = [at(point, 0), at(point, 1), at(point, 2)];
    const [trueForward, trueLateral] = [(x * endX + y * endY) / length, (y * endX - x * endY) / length];
    const [forward = 0, lateral = 0, up = 0] = path.subarray(point * 3, point * 3 + 3);
    misses.forward.push(forward - trueForward);
    misses.lateral.push(lateral - trueLateral);
    misses.mirrored.push(lateral + trueLateral);
    misses.up.push(up - z);
    misses.shape.push(up - z - (riseMiss * trueForward) / length);
  }
}

async function missesOf(
  preset: VirtualRunnerPreset,
  side: Side,
  overrides: VirtualRunnerOverrides,
): Promise<Misses & { pathShare: number }> {
  const { traced, pathShare } = await tracePaths(preset, side, overrides);
  const misses: Record<keyof Misses, number[]> = { forward: [], lateral: [], up: [], shape: [], mirrored: [] };
  for (const path of traced) addMisses(path, misses);
  return {
    forward: rms(misses.forward),
    lateral: rms(misses.lateral),
    up: rms(misses.up),
    shape: rms(misses.shape),
    mirrored: rms(misses.mirrored),
    pathShare,
  };
}

const short = (speedMps: number): CourseSegment[] => [
  { activity: "stand", durationSec: 3 },
  { activity: speedMps < 2 ? "walk" : "run", durationSec: 40, speedMps },
  { activity: "stand", durationSec: 3 },
];
const atRate = (sampleRateHz: number): VirtualRunnerOverrides => ({ sensor: { sampleRateHz } });

it.each<[VirtualRunnerPreset, Side, string, VirtualRunnerOverrides]>([
  ["easy-run", "left", "200 Hz", { course: short(2.7) }],
  ["easy-run", "right", "200 Hz", { course: short(2.7) }],
  ["easy-run", "right", "100 Hz", { course: short(2.7), ...atRate(100) }],
  ["easy-run", "right", "400 Hz", { course: short(2.7), ...atRate(400) }],
  ["tempo", "left", "200 Hz", { course: short(4) }],
  ["walk", "left", "200 Hz", { course: short(1.35) }],
  ["walk", "right", "200 Hz", { course: short(1.35) }],
  ["walk", "right", "100 Hz", { course: short(1.35), ...atRate(100) }],
  ["walk", "right", "400 Hz", { course: short(1.35), ...atRate(400) }],
  ["upside-down", "left", "200 Hz", {}],
  ["upside-down", "right", "200 Hz", {}],
  ["stairs", "left", "200 Hz", {}],
  ["out-and-back", "left", "200 Hz", {}],
])("[PATH10] %s, %s, %s", async (preset, side, _, overrides) => {
  const { forward, lateral, up, shape, mirrored, pathShare } = await missesOf(preset, side, overrides);
  expect(pathShare).toBe(1);
  expect(forward).toBeLessThan(20);
  expect(lateral).toBeLessThan(6);
  expect(shape).toBeLessThan(8);
  expect(up).toBeLessThan(65);
  expect(mirrored).toBeGreaterThan(15);
});
