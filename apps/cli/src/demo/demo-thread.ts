// The virtual runner's thread: simulating takes long without a pause, and Ctrl-C must be heard meanwhile.
// Comes in: DemoRequest as worker data. Goes out: one message, the VirtualRun.
import { parentPort, workerData } from "node:worker_threads";
import { type CourseSegment, createVirtualRunnerSettings, simulateRun, virtualRunnerPresets } from "@solewise/simulate";
import type { DemoRequest } from "./virtual-run.ts";

/** Standing before and after a course of a given length, s. */
const STAND_SEC = 3;

/** The preset's own way of moving for a given time, between two rests. */
function steadyCourse(course: readonly CourseSegment[], durationSec: number): CourseSegment[] {
  const moving =
    course.find(({ activity }) => activity === "run") ?? course.find(({ activity }) => activity === "walk");
  const { activity, speedMps } = moving ?? { activity: "run" as const };
  const steady: CourseSegment = { activity, durationSec, ...(speedMps === undefined ? {} : { speedMps }) };
  return [{ activity: "stand", durationSec: STAND_SEC }, steady, { activity: "stand", durationSec: STAND_SEC }];
}

const { preset, seed, sampleRateHz, durationSec } = workerData as DemoRequest;
const base = virtualRunnerPresets[preset];
const course = durationSec === null ? base.course : steadyCourse(base.course, durationSec);
const run = simulateRun(createVirtualRunnerSettings({ course, sensor: { sampleRateHz } }, base), seed);
parentPort?.postMessage(run, [run.left.values.buffer as ArrayBuffer, run.right.values.buffer as ArrayBuffer]);
