// The recordings that the kernel's three places are compared on: the development recordings, a virtual runner's, and files
// that somebody names. Comes in: folders, files, a seed. Goes out: names, feet, bytes on request.
import { createReadStream, statSync } from "node:fs";
import { basename } from "node:path";
import { guessSide, openRecording } from "@solewise/gait";
import {
  createVirtualRunnerSettings,
  simulateRecording,
  virtualRecordingCsv,
  virtualRunnerPresets,
  type VirtualRunnerOverrides,
  type VirtualRunnerPreset,
} from "@solewise/simulate";
import type { Side } from "@solewise/terms";
import { findRecordings } from "../accuracy/recordings.ts";

/** One foot's recording. */
export interface ChipRecording {
  name: string;
  side: Side;
  /** The CSV's bytes; may be called again. */
  open: () => AsyncIterable<Uint8Array>;
}

/** A virtual runner's foot: a preset, the foot, and what differs from the preset. */
interface VirtualPlan {
  preset: VirtualRunnerPreset;
  side: Side;
  sensor?: VirtualRunnerOverrides["sensor"];
}

/** Walk, run, sprint, stairs; both feet; 80 to 450 Hz; lost and doubled samples, end stops, any mounting. */
const VIRTUAL_PLANS: readonly VirtualPlan[] = [
  { preset: "stairs", side: "left" },
  { preset: "sprint", side: "right", sensor: { sampleRateHz: 450 } },
  { preset: "poor-sensor", side: "left" },
  {
    preset: "stop-and-go",
    side: "right",
    sensor: { sampleRateHz: 104, lostFraction: 0.12, lostBurstSamples: 20, clockOffsetSec: -20 },
  },
  { preset: "walk", side: "right", sensor: { sampleRateHz: 80 } },
  { preset: "sprint", side: "left", sensor: { sampleRateHz: 128, gyrRangeDps: 1000, accRangeG: 8 } },
  { preset: "slow-walk", side: "left", sensor: { sampleRateHz: 100 } },
  { preset: "walk-run-walk", side: "right" },
  { preset: "upside-down", side: "left", sensor: { sampleRateHz: 416 } },
  { preset: "started-in-motion", side: "right" },
  { preset: "forefoot", side: "left", sensor: { accRangeG: 4, gyrRangeDps: 500 } },
  { preset: "out-and-back", side: "right", sensor: { sampleRateHz: 208 } },
];

/** How many of them the quick set has: the first ones. */
const QUICK_COUNT = 4;

async function* chunksOf(texts: Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const text of texts) yield await Promise.resolve(encoder.encode(text));
}

function virtualRecording({ preset, side, sensor = {} }: VirtualPlan, seed: number): ChipRecording {
  const settings = createVirtualRunnerSettings({ sensor }, virtualRunnerPresets[preset]);
  const texts = [...virtualRecordingCsv(simulateRecording(settings, seed, side))];
  const { sampleRateHz } = settings.sensor;
  return { name: `virtual ${preset}, ${side}, ${sampleRateHz} Hz`, side, open: () => chunksOf(texts) };
}

/** A virtual runner's recordings; the quick set is four of them. */
export function virtualRecordings(seed: number, isQuick: boolean): ChipRecording[] {
  const plans = isQuick ? VIRTUAL_PLANS.slice(0, QUICK_COUNT) : VIRTUAL_PLANS;
  return plans.map((plan, index) => virtualRecording(plan, seed + index));
}

/** Every recording below a folder. */
export function recordingsIn(folder: string): ChipRecording[] {
  return findRecordings(folder).map(({ name, path, side }) => ({ name, side, open: () => createReadStream(path) }));
}

/** Recordings somebody names. The foot is the header's, else the name's, else right. Throws Error when there is no such file. */
export async function namedRecording(path: string): Promise<ChipRecording> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined)
    throw new Error(`${path}: expected a recording CSV, but there is no such file; check the path`);
  if (!stats.isFile())
    throw new Error(`${path}: expected a recording CSV, but it is no file; name the files one by one`);
  const open = (): AsyncIterable<Uint8Array> => createReadStream(path);
  const opened = await openRecording(open(), path);
  await opened.close();
  return { name: path, side: opened.header.side ?? guessSide(basename(path)) ?? "right", open };
}
