// What calibration gains, printed: recorded trials of one shoe, each measured with what known distances of the others
// taught; and virtual people whose shoes learn from a simulated receiver day by day.
//   npm run calibration [-- --data DIR] [-- --people N]
import { existsSync } from "node:fs";
import { calibrateByTrack, estimateCoefficients, type FootCalibration, metersWith, UNCALIBRATED } from "@solewise/run";
import { leaveOneOutErrorsPercent, distanceErrorPercent } from "../accuracy/calibrate-lengths.ts";
import { analyzeFoot } from "../accuracy/kernel-engine.ts";
import { findRecordings } from "../accuracy/recordings.ts";
import { runRecording } from "../accuracy/run-recordings.ts";
import type { LengthReading } from "../accuracy/score-recording.ts";
import { findRecordedData } from "../test/recorded-data-folder.ts";
import { makeVirtualDay } from "./virtual-people.ts";

const DAY_COUNT = 4;

interface ShoeTrials {
  lengths: (readonly LengthReading[])[];
  shoes: string[];
}

function valueAfter(flag: string): string | undefined {
  const at = process.argv.indexOf(flag);
  return at < 0 ? undefined : process.argv[at + 1];
}

const meanAbsolute = (errors: readonly number[]): number =>
  errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length;

const percent = (value: number): string => `${value.toFixed(2).padStart(6)} %`;

/** Recordings with reference lengths by set and part; a trial stored at several rates once. */
async function readTrials(folder: string): Promise<Map<string, ShoeTrials>> {
  const groups = new Map<string, ShoeTrials>();
  for (const file of findRecordings(folder)) {
    if (file.namedRateHz !== null && file.namedRateHz !== 200) continue;
    const { score, truth, set, side } = await runRecording(file, analyzeFoot, (samples) => samples);
    if (score === null || score.lengths.length === 0) continue;
    const name = `${set} ${truth.subset}`.trim();
    const group = groups.get(name) ?? { lengths: [], shoes: [] };
    group.lengths.push(score.lengths);
    group.shoes.push(`${truth.person} ${side}`);
    groups.set(name, group);
  }
  return groups;
}

async function printRecorded(folder: string): Promise<object[]> {
  process.stdout.write(
    "Recorded trials, mean error of a trial's distance (known distances of the same shoe's others):\n",
  );
  const rows: object[] = [];
  for (const [name, { lengths, shoes }] of await readTrials(folder)) {
    const calibrated = leaveOneOutErrorsPercent(lengths, shoes);
    if (calibrated.length === 0) continue;
    const before = meanAbsolute(lengths.flatMap((readings) => distanceErrorPercent(readings) ?? []));
    const after = meanAbsolute(calibrated);
    process.stdout.write(
      `  ${name.padEnd(44)} n ${calibrated.length}  before ${percent(before)}  after ${percent(after)}\n`,
    );
    rows.push({ name, trials: calibrated.length, beforePercent: before, afterPercent: after });
  }
  return rows;
}

/** Distance errors of one person's last day by the pack and by what each number of days before taught, per cent. */
async function learnPerson(person: number, hasSpeed: boolean): Promise<number[]> {
  const last = await makeVirtualDay(person, DAY_COUNT, hasSpeed);
  const errorOf = (shoe: FootCalibration): number =>
    100 * (metersWith(last.travel, estimateCoefficients(shoe).coefficients) / last.trueMeters - 1);
  let shoe = UNCALIBRATED;
  const errors = [errorOf(shoe)];
  for (let day = 1; day < DAY_COUNT; day++) {
    const { right, track } = await makeVirtualDay(person, day, hasSpeed);
    shoe = calibrateByTrack({ left: null, right }, track, { left: null, right: shoe }).shoe.right ?? shoe;
    errors.push(errorOf(shoe));
  }
  return errors;
}

async function printSimulated(peopleCount: number): Promise<object[]> {
  const rows: object[] = [];
  for (const hasSpeed of [true, false]) {
    const people: number[][] = [];
    for (let person = 1; person <= peopleCount; person++) people.push(await learnPerson(person, hasSpeed));
    const byDays = Array.from({ length: DAY_COUNT }, (_, days) =>
      meanAbsolute(people.map((errors) => errors[days] ?? 0)),
    );
    const source = hasSpeed ? "with Doppler speeds" : "places alone";
    process.stdout.write(
      `Simulated: ${peopleCount} virtual people, simulated receiver ${source}; error of a fourth day's distance after 0–3 days:\n  ${byDays.map(percent).join("  ")}\n`,
    );
    rows.push({ simulated: true, people: peopleCount, hasSpeed, errorPercentByDays: byDays });
  }
  return rows;
}

const folder = valueAfter("--data") ?? findRecordedData()?.folder;
const peopleCount = Number(valueAfter("--people") ?? 4);
if (!Number.isInteger(peopleCount) || peopleCount < 0 || peopleCount > 100) {
  process.stderr.write("--people takes a whole number from 0 to 100.\n");
  process.exitCode = 2;
} else if (valueAfter("--data") !== undefined && !existsSync(valueAfter("--data") ?? "")) {
  process.stderr.write("--data names no folder.\n");
  process.exitCode = 1;
} else {
  const recorded = folder === undefined || !existsSync(folder) ? [] : await printRecorded(folder);
  const simulated = peopleCount === 0 ? [] : await printSimulated(peopleCount);
  process.stdout.write(`${JSON.stringify({ command: "calibration", recorded, simulated })}\n`);
}
