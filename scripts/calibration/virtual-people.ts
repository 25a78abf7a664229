// People that never were: virtual runners of different styles on several days, their shoes' strides by the kernel, and a
// simulated satellite receiver on their true way. In: a person's number and a day. Out: foot recording, fixes, true metres.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { detectStrides, type FootRecording } from "@solewise/gait";
import { type FixTrack, PACK_LENGTH, type RawTravel } from "@solewise/run";
import { normalNoise, PATH_STEP_SEC, type RunnerPath, simulateFixes } from "@solewise/run/testing";
import {
  type CourseSegment,
  createVirtualRunnerSettings,
  simulateRun,
  type TrueStride,
  virtualRecordingCsv,
} from "@solewise/simulate";

/** A day of a virtual person. */
export interface VirtualDay {
  right: FootRecording;
  track: FixTrack;
  /** What the right foot measured, by its raw lengths, and how far it truly went meanwhile. */
  travel: RawTravel;
  trueMeters: number;
}

const kernel = new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve("@solewise/gait/kernel.wasm"))));

/** Twelve minutes at three speeds, around corners, with a rest. */
function courseOf(speedMps: number): CourseSegment[] {
  const straight = (durationSec: number, factor: number): CourseSegment => {
    return { activity: "run", durationSec, speedMps: speedMps * factor };
  };
  const corner: CourseSegment = { activity: "run", durationSec: 6, speedMps, turnDeg: 80 };
  return [
    { activity: "stand", durationSec: 3 },
    straight(140, 1),
    corner,
    straight(160, 1.15),
    { activity: "stand", durationSec: 20 },
    straight(150, 0.9),
    corner,
    straight(230, 1),
    { activity: "stand", durationSec: 3 },
  ];
}

/** The way of a foot's true strides; between them it stands. */
function pathOf(strides: readonly TrueStride[], lastingSec: number): RunnerPath {
  const path: RunnerPath = { eastMeters: [], northMeters: [], speedMps: [] };
  let [east, north, headingRad, next] = [0, 0, 0, 0];
  for (let step = 0; step * PATH_STEP_SEC <= lastingSec; step++) {
    const atSec = step * PATH_STEP_SEC;
    while (next < strides.length && (strides[next] as TrueStride).nextMidstanceSec <= atSec) {
      headingRad -= ((strides[next] as TrueStride).turnDeg * Math.PI) / 180;
      next++;
    }
    const stride = strides[next];
    const speedMps = stride === undefined || atSec < stride.midstanceSec ? 0 : stride.speedMps;
    path.eastMeters.push(east);
    path.northMeters.push(north);
    path.speedMps.push(speedMps);
    east += PATH_STEP_SEC * speedMps * Math.sin(headingRad);
    north += PATH_STEP_SEC * speedMps * Math.cos(headingRad);
  }
  return path;
}

/** A foot's whole travel without the pack's coefficients, and when it began and ended. */
function travelOf({ strides }: FootRecording): { travel: RawTravel; fromSec: number; toSec: number } {
  const travel = { runSec: 0, runMeters: 0, walkSec: 0, walkMeters: 0 };
  let [fromSec, toSec] = [Number.NaN, Number.NaN];
  for (const { activity, midstanceSec, strideLengthMeters, speedMps } of strides) {
    if (strideLengthMeters === null || speedMps === null || activity === "other") continue;
    const lastingSec = strideLengthMeters / speedMps;
    if (Number.isNaN(fromSec)) fromSec = midstanceSec;
    toSec = midstanceSec + lastingSec;
    if (activity === "run") {
      travel.runSec += lastingSec;
      travel.runMeters += strideLengthMeters - PACK_LENGTH.runOffsetMps * lastingSec;
    } else {
      travel.walkSec += lastingSec;
      travel.walkMeters += strideLengthMeters - PACK_LENGTH.walkOffsetMps * lastingSec;
    }
  }
  return { travel, fromSec, toSec };
}

/** True metres between two instants. */
function trueMetersBetween(strides: readonly TrueStride[], fromSec: number, toSec: number): number {
  return strides.reduce((sum, { midstanceSec, nextMidstanceSec, strideLengthMeters }) => {
    const insideSec = Math.min(toSec, nextMidstanceSec) - Math.max(fromSec, midstanceSec);
    return sum + (Math.max(0, insideSec) / (nextMidstanceSec - midstanceSec)) * strideLengthMeters;
  }, 0);
}

/** A day; the person's style follows from the number, what differs from day to day from both. */
export async function makeVirtualDay(person: number, day: number, hasSpeed: boolean): Promise<VirtualDay> {
  const style = normalNoise(1000 + person);
  const gait = {
    strikeAngleDeg: Math.max(-12, Math.min(22, 8 + 8 * style())),
    landingRockDeg: Math.max(0.2, Math.min(3.5, 1.5 + 0.7 * style())),
    toeOutDeg: Math.max(-5, Math.min(20, 7 + 4.5 * style())),
    eversionExcursionDeg: Math.max(2, Math.min(18, 10 + 3 * style())),
  };
  const speedMps = Math.max(2.3, Math.min(4.2, 3 + 0.4 * style())) * (1 + 0.1 * (day % 2));
  const seed = 100 * person + day;
  const run = simulateRun(createVirtualRunnerSettings({ course: courseOf(speedMps), gait }), seed);
  const bytes = new TextEncoder().encode([...virtualRecordingCsv(run.right)].join(""));
  async function* open(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(bytes);
  }
  const right = await detectStrides(open, { file: `person ${person}, day ${day}`, kernel, side: "right" });
  const strides = run.right.truth;
  const track = simulateFixes(pathOf(strides, run.truth.durationSec), seed, hasSpeed);
  const { travel, fromSec, toSec } = travelOf(right);
  return { right, track, travel, trueMeters: trueMetersBetween(strides, fromSec, toSec) };
}
