// The recordings that the virtual runner is held against. In: the data folder. Out: sets of signals with stride windows,
// and the virtual runner's settings for the same speed, cadence and contact. Nothing of the recordings is kept.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  createVirtualRunnerSettings,
  type VirtualRunnerOverrides,
  type VirtualRunnerSettings,
} from "@solewise/simulate";
import { numberIn, parseTable, type TableRow } from "../accuracy/csv-table.ts";
import { parseSamples, reduceSamples, type FootSignals } from "./samples.ts";
import { median, type StrideWindow } from "./stride-figures.ts";

/** One foot of one recording with its strides. */
export interface RecordedFoot {
  signals: FootSignals;
  windows: StrideWindow[];
}

/** A set of alike recordings and the virtual runner made to match. */
export interface RecordedSet {
  name: string;
  title: string;
  feet: RecordedFoot[];
  virtual: VirtualRunnerSettings;
  /** Which of the virtual run's strides are compared. */
  activity: "walk" | "run" | "stairs-up" | "stairs-down";
}

const readSignals = (file: string): FootSignals => {
  const { timeSec, values } = parseSamples(readFileSync(file, "utf8"));
  return reduceSamples(timeSec, values);
};

const tableRows = (file: string): readonly TableRow[] => parseTable(readFileSync(file, "utf8")).rows;
const medianOf = (rows: readonly TableRow[], column: string): number =>
  median(rows.map((row) => numberIn(row, column) ?? Number.NaN));

function match(overrides: VirtualRunnerOverrides, sampleRateHz: number): VirtualRunnerSettings {
  const sensor = { sampleRateHz, ...overrides.sensor };
  return createVirtualRunnerSettings({ ...overrides, sensor });
}

/** Share of contact at which a stride window begins where only contacts are known. */
const MID_FRACTION = 0.4;

function windowsBetweenContacts(
  contacts: readonly (readonly [number, number])[],
  strideMaxSec: number,
): StrideWindow[] {
  return contacts.slice(1).flatMap(([ic, tc], i) => {
    const [before, after] = contacts[i] ?? [0, 0];
    if (ic - before > strideMaxSec || ic <= after) return [];
    const startSec = before + MID_FRACTION * (after - before);
    return [{ startSec, endSec: ic + MID_FRACTION * (tc - ic), terminalContactSec: after, nextInitialContactSec: ic }];
  });
}

function treadmillRun(folder: string, trial: string): RecordedSet {
  const rows = tableRows(join(folder, trial, "steps.csv"));
  const feet = ["L", "R"].map((letter) => {
    const own = rows.filter((row) => row.get("side") === letter);
    const contacts = own.map((row) => [numberIn(row, "ic_s") ?? 0, numberIn(row, "tc_s") ?? 0] as const);
    return {
      signals: readSignals(join(folder, trial, `imu_${letter}_200hz.csv`)),
      windows: windowsBetweenContacts(contacts, 1),
    };
  });
  const speedMps = medianOf(rows, "stride_speed_m_s");
  return {
    name: `treadmill-${trial.toLowerCase().replace("_", "-")}`,
    title: `Treadmill run ${trial}, ${speedMps.toFixed(1)} m/s (virtual IMU from markers, force plate; Fukuchi 2017)`,
    feet,
    activity: "run",
    virtual: match(
      {
        course: [
          { activity: "stand", durationSec: 3 },
          { activity: "run", durationSec: 60, speedMps },
        ],
        gait: {
          cadenceSpm: 120 / medianOf(rows, "stride_s"),
          groundContactTimeMs: medianOf(rows, "contact_s") * 1000,
          strikeAngleDeg: medianOf(rows, "fsa_deg") - medianOf(rows, "pitch_flat_deg"),
          eversionExcursionDeg: medianOf(rows, "ev_excursion_deg"),
          toeOutDeg: medianOf(rows, "toe_out_ic_deg"),
        },
        sensor: { leverArmMeters: [0, 0, 0], ringingMps2: 0 },
      },
      200,
    ),
  };
}

function viconSet(folder: string, activity: "walk" | "run"): RecordedSet {
  const trials = tableRows(join(folder, "trials.csv")).filter((row) => row.get("activity") === activity);
  const lengths: number[] = [];
  const times: number[] = [];
  const feet = trials.flatMap((trial) => {
    const name = trial.get("trial") ?? "";
    const file = join(folder, "trials", `${name}.imu.csv`);
    if (!existsSync(file)) return [];
    const strides = tableRows(join(folder, "strides", `${name}.strides.csv`)).filter(
      (row) => row.get("vicon_ok") === "1",
    );
    const windows = strides.flatMap((row) => {
      const [startSec, endSec] = [numberIn(row, "mid0_s") ?? 0, numberIn(row, "mid1_s") ?? 0];
      if (endSec - startSec > 1.6) return [];
      lengths.push(numberIn(row, "stride_len_m") ?? Number.NaN);
      times.push(endSec - startSec);
      return [{ startSec, endSec, terminalContactSec: null, nextInitialContactSec: null }];
    });
    return [{ signals: readSignals(file), windows }];
  });
  const speedMps = median(lengths) / median(times);
  return {
    name: `vicon-${activity}`,
    title: `Overground ${activity}, ${speedMps.toFixed(1)} m/s (real IMU on the instep, Vicon; pyshoe)`,
    feet,
    activity,
    virtual: match(
      {
        course: [
          { activity: "stand", durationSec: 3 },
          { activity, durationSec: 60, speedMps, cadenceSpm: 120 / median(times) },
        ],
        sensor: { place: "instep", gyrRangeDps: 515, accRangeG: 8, quantised: false },
      },
      200,
    ),
  };
}

function mocapWalk(folder: string): RecordedSet {
  const rows = tableRows(join(folder, "walk.events.csv"));
  const times: number[] = [];
  const feet = ["left", "right"].map((side) => {
    const own = rows.filter((row) => row.get("foot") === side);
    const windows = own.flatMap((row) => {
      const [startSec, endSec] = [numberIn(row, "start_s") ?? 0, numberIn(row, "end_s") ?? 0];
      if (endSec - startSec > 1.3) return [];
      times.push(endSec - startSec);
      return [
        { startSec, endSec, terminalContactSec: numberIn(row, "tc_s"), nextInitialContactSec: numberIn(row, "ic_s") },
      ];
    });
    return { signals: readSignals(join(folder, `walk.${side}.imu.csv`)), windows };
  });
  return {
    name: "mocap-walk",
    title: "Overground walk, 1.25 m/s (real IMU on the shoe, motion capture; gaitmap)",
    feet,
    activity: "walk",
    virtual: match(
      {
        course: [
          { activity: "stand", durationSec: 3 },
          { activity: "walk", durationSec: 60, speedMps: 1.25, cadenceSpm: 120 / median(times) },
        ],
        sensor: { place: "instep" },
      },
      204.8,
    ),
  };
}

function stairs(folder: string, direction: "up" | "down"): RecordedSet {
  const feet = ["left", "right"].map((side) => ({
    signals: readSignals(join(folder, `stair_${direction}.${side}.imu.csv`)),
    windows: [],
  }));
  return {
    name: `stairs-${direction}`,
    title: `Stairs ${direction} (real IMU on the shoe, no reference instants; gaitmap)`,
    feet,
    activity: direction === "up" ? "stairs-up" : "stairs-down",
    virtual: match(
      {
        course: [
          { activity: "stand", durationSec: 3 },
          { activity: `stairs-${direction}`, stepCount: 60 },
        ],
        sensor: { place: "instep" },
      },
      204.8,
    ),
  };
}

/** Every set that is there; with `only`, those of one folder. */
export function loadRecordedSets(data: string, only?: string): RecordedSet[] {
  const folderOf = (name: string): string | null => {
    const folder = join(data, name);
    return (only === undefined || only === name) && existsSync(folder) ? folder : null;
  };
  const run = folderOf("rbds-run-virtual-foot-imu");
  const vicon = folderOf("pyshoe-vicon");
  const mocap = folderOf("gaitmap-walk-mocap");
  const trials = run === null ? [] : readdirSync(run).filter((name) => existsSync(join(run, name, "steps.csv")));
  return [
    ...(run === null ? [] : trials.sort().map((trial) => treadmillRun(run, trial))),
    ...(vicon === null ? [] : [viconSet(vicon, "run"), viconSet(vicon, "walk")]),
    ...(mocap === null ? [] : [mocapWalk(mocap), stairs(mocap, "up"), stairs(mocap, "down")]),
  ];
}
