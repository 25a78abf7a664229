// Windows of a track: what a receiver can be believed, on simulated fixes and on one real run.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeRecorded } from "../../../../scripts/test/recorded-data.ts";
import { simulateTrack } from "./testing.ts";
import { deriveTrackWindows, type FixTrack, type WindowRefusal } from "./track-windows.ts";

const STRAIGHT = [{ lastingSec: 600, speedMps: 3 }];

function reasonsOf(track: FixTrack): (WindowRefusal | null)[] {
  return deriveTrackWindows(track).map(({ refusal }) => refusal);
}

/** The straight run with a stretch of its fixes changed. */
function changed(fromSec: number, toSec: number, change: (track: FixTrack, index: number) => void): FixTrack {
  const track = simulateTrack(STRAIGHT, 1);
  for (let index = fromSec; index < toSec; index++) change(track, index);
  return track;
}

it("[RUN38] a steady run is windows of 30 s whose metres are right within what they state", () => {
  for (const hasSpeed of [true, false]) {
    const scores: number[] = [];
    for (let seed = 1; seed <= 20; seed++) {
      const windows = deriveTrackWindows(simulateTrack(STRAIGHT, seed, hasSpeed));
      expect(windows).toHaveLength(20);
      const used = windows.filter(({ refusal }) => refusal === null);
      expect(used.length).toBeGreaterThanOrEqual(18);
      scores.push(...used.map(({ meters, deviationMeters }) => (meters - 90) / deviationMeters));
    }
    const meanSquare = scores.reduce((sum, score) => sum + score * score, 0) / scores.length;
    expect(meanSquare).toBeGreaterThan(0.3);
    expect(meanSquare).toBeLessThan(1.7);
  }
});

it("[RUN38] gaps, bad places, stops, bends and jumps are left out by name, and nothing else is", () => {
  const all = reasonsOf(simulateTrack(STRAIGHT, 1));
  expect(all).toEqual(Array.from({ length: 20 }, () => null));
  const vague = reasonsOf(changed(100, 110, ({ accuracyMeters }, index) => (accuracyMeters[index] = 45)));
  expect(vague.filter((reason) => reason !== null)).toEqual(["inaccurate"]);
  const jump = reasonsOf(
    changed(250, 300, ({ latitudeDeg }, index) => (latitudeDeg[index] = (latitudeDeg[index] as number) + 0.001)),
  );
  expect(jump.filter((reason) => reason !== null)).toEqual(["jump", "jump"]);
  const frozen = reasonsOf(changed(250, 280, ({ speedMps }, index) => (speedMps[index] = 4.4)));
  expect(frozen.filter((reason) => reason !== null)).toEqual(["jump"]);
  const stop = [STRAIGHT[0] ?? { lastingSec: 0, speedMps: 0 }, { lastingSec: 20, speedMps: 0 }, ...STRAIGHT];
  expect(reasonsOf(simulateTrack(stop, 2)).filter((reason) => reason !== null)).toEqual(["stop"]);
  const corner = [{ lastingSec: 616, speedMps: 3 }, { lastingSec: 3, speedMps: 3, turnRad: 1.6 }, ...STRAIGHT];
  expect(reasonsOf(simulateTrack(corner, 3)).filter((reason) => reason !== null)).toEqual(["bend"]);
});

it("[RUN38] after a gap the next window begins behind it", () => {
  const whole = simulateTrack(STRAIGHT, 1);
  const kept = [...whole.timeSec.keys()].filter((index) => index < 200 || index >= 240);
  const pick = (column: Float64Array): Float64Array => Float64Array.from(kept, (index) => column[index] as number);
  const track: FixTrack = {
    fixCount: kept.length,
    timeSec: pick(whole.timeSec),
    latitudeDeg: pick(whole.latitudeDeg),
    longitudeDeg: pick(whole.longitudeDeg),
    accuracyMeters: pick(whole.accuracyMeters),
    speedMps: pick(whole.speedMps),
  };
  const windows = deriveTrackWindows(track);
  expect(windows.filter(({ refusal }) => refusal !== null).map(({ refusal }) => refusal)).toEqual(["gap"]);
  expect(windows.some(({ startSec, refusal }) => startSec === 240 && refusal === null)).toBe(true);
});

it("[RUN38] a track over the date line and one without a fix are no trouble", () => {
  const track = simulateTrack(STRAIGHT, 1, false);
  const eastward = {
    ...track,
    longitudeDeg: track.longitudeDeg.map((degrees) => ((degrees + 168.999 + 180) % 360) - 180),
  };
  expect(reasonsOf(eastward)).toEqual(reasonsOf(track));
  expect(deriveTrackWindows({ ...track, fixCount: 0 })).toEqual([]);
});

/** Columns of a CSV with a header. */
function readColumns(path: string, names: readonly string[]): Float64Array[] {
  const [header = "", ...lines] = readFileSync(path, "utf8").trim().split("\n");
  const places = names.map((name) => header.trim().split(",").indexOf(name));
  const rows = lines.map((line) => line.split(","));
  return places.map((place) => Float64Array.from(rows, (cells) => Number(cells[place])));
}

describeRecorded("[RUN38] windows of a real run", (folder) => {
  const path = join(folder, "davis-course-run-gps-stryd/V01_course_run_1hz.csv");
  it.skipIf(!existsSync(path))("[RUN38] agree with the device's own distance, and leave its two rests out", () => {
    const names = ["elapsed_seconds", "lat_deg", "long_deg", "distance"];
    const [timeSec, latitudeDeg, longitudeDeg, distance] = readColumns(path, names) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const unknown = new Float64Array(timeSec.length).fill(Number.NaN);
    const fixCount = timeSec.length;
    const track = { fixCount, timeSec, latitudeDeg, longitudeDeg, accuracyMeters: unknown, speedMps: unknown };
    const windows = deriveTrackWindows(track);
    const used = windows.filter(({ refusal }) => refusal === null);
    const device = used.map(({ startSec, endSec }) => (distance[endSec] as number) - (distance[startSec] as number));
    expect(used.length).toBeGreaterThan(10);
    used.forEach(({ meters, deviationMeters }, index) => {
      expect(Math.abs(meters - (device[index] as number))).toBeLessThan(2 * deviationMeters);
    });
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    expect(Math.abs(sum(used.map(({ meters }) => meters)) / sum(device) - 1)).toBeLessThan(0.01);
    const stops = windows.filter(({ refusal }) => refusal === "stop").map(({ startSec }) => startSec);
    expect(stops).toEqual(expect.arrayContaining([240, 570, 600, 630]));
  });
});
