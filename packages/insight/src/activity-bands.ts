// What the feet did when: columns of each foot in, bands of one activity that cover the run out (INS10, INS11).
import type { Activity, RunSummary } from "@solewise/terms";
import type { FeetSeries } from "./foot-series.ts";
import { type ActivityBand, type FootSeries, SERIES_ACTIVITIES } from "./run-view.ts";

/** Time that activities are judged by, s; of very long runs a share of them. Range 0.25…1. */
const STEP_SEC = 0.5;
const STEP_MAX_COUNT = 400_000;

/** Shortest band, s: about two walking strides; what is shorter joins its neighbour. Range 1…10. Engineering estimate. */
const BAND_MIN_SEC = 2.5;

/** Share of a step that strides must fill for the runner not to stand in it. Range 0.1…0.5. Engineering estimate. */
const FILLED_MIN_FRACTION = 0.25;

/** Code of standing, beside the codes of activities. */
const STANDING = SERIES_ACTIVITIES.length;

/** Steps of equal time and how long each foot was in each activity in them. */
interface TimeSteps {
  stepSec: number;
  count: number;
  footCount: number;
  /** Sum over the feet; shape [count × activities]. Whole numbers, so that the order of adding changes nothing. */
  activityMs: Int32Array;
}

/** Steps [from, to) in one activity. */
interface StepRun {
  code: number;
  from: number;
  to: number;
}

/** Seconds that a stride lasts: its stride time, never past the foot's next midstance; 0 where nothing tells. */
function lastingSec({ strideCount, elapsedSec, values }: FootSeries, index: number): number {
  const ownSec = (values.strideTimeMs[index] as number) / 1000;
  const untilNextSec =
    index + 1 < strideCount ? (elapsedSec[index + 1] as number) - (elapsedSec[index] as number) : Number.NaN;
  if (!Number.isNaN(ownSec)) return Number.isNaN(untilNextSec) ? ownSec : Math.min(ownSec, untilNextSec);
  return untilNextSec <= BAND_MIN_SEC ? untilNextSec : 0;
}

/** Adds [fromSec, toSec) to the steps that it touches. */
function addTime(steps: TimeSteps, code: number, fromSec: number, toSec: number): void {
  const last = Math.min(steps.count - 1, Math.floor(toSec / steps.stepSec));
  for (let step = Math.max(0, Math.floor(fromSec / steps.stepSec)); step <= last; step++) {
    const coveredSec = Math.min(toSec, (step + 1) * steps.stepSec) - Math.max(fromSec, step * steps.stepSec);
    const at = step * SERIES_ACTIVITIES.length + code;
    steps.activityMs[at] = (steps.activityMs[at] as number) + Math.max(0, Math.round(1000 * coveredSec));
  }
}

function fillSteps(feet: readonly FootSeries[], durationSec: number): TimeSteps {
  const stepSec = Math.max(STEP_SEC, durationSec / STEP_MAX_COUNT);
  const count = Math.max(1, Math.ceil(durationSec / stepSec));
  const activityMs = new Int32Array(count * SERIES_ACTIVITIES.length);
  const steps = { stepSec, count, footCount: feet.length, activityMs };
  for (const foot of feet) {
    for (let index = 0; index < foot.strideCount; index++) {
      const fromSec = foot.elapsedSec[index] as number;
      const code = foot.activityCodes[index] as number;
      addTime(steps, code, fromSec, fromSec + lastingSec(foot, index));
    }
  }
  return steps;
}

/** Whether strides fill too little of a step. */
function stands({ activityMs, stepSec, footCount }: TimeSteps, step: number): boolean {
  const at = step * SERIES_ACTIVITIES.length;
  let filledMs = 0;
  for (let code = 0; code < SERIES_ACTIVITIES.length; code++) filledMs += activityMs[at + code] as number;
  return filledMs === 0 || filledMs < FILLED_MIN_FRACTION * 1000 * stepSec * footCount;
}

/** The activity that fills most of the shortest band's time around a step. */
function winnerAround(steps: TimeSteps, step: number): number {
  const reach = Math.floor(BAND_MIN_SEC / steps.stepSec / 2);
  const from = Math.max(0, step - reach);
  const to = Math.min(steps.count, step + reach + 1);
  let winner = 0;
  let mostMs = -1;
  for (let code = 0; code < SERIES_ACTIVITIES.length; code++) {
    let sumMs = 0;
    for (let near = from; near < to; near++) {
      sumMs += steps.activityMs[near * SERIES_ACTIVITIES.length + code] as number;
    }
    if (sumMs > mostMs) [winner, mostMs] = [code, sumMs];
  }
  return winner;
}

/** Steps of one code in a row. */
function runsOf(steps: TimeSteps): StepRun[] {
  const runs: StepRun[] = [];
  for (let step = 0; step < steps.count; step++) {
    const code = stands(steps, step) ? STANDING : winnerAround(steps, step);
    const last = runs.at(-1);
    if (last?.code === code) last.to = step + 1;
    else runs.push({ code, from: step, to: step + 1 });
  }
  return runs;
}

/** Joins what is too short to the band before it, or to the one after where it moves and the one before stands. */
function withoutFlicker(runs: readonly StepRun[], leastSteps: number): StepRun[] {
  const kept: StepRun[] = [];
  let from = 0;
  for (const [index, run] of runs.entries()) {
    const last = kept.at(-1);
    const next = runs[index + 1];
    const isShort = run.to - from < leastSteps;
    const joinsNext =
      last === undefined || (last.code === STANDING && run.code !== STANDING && next?.code !== STANDING);
    if (isShort && next !== undefined && joinsNext) continue;
    if (last !== undefined && (isShort || last.code === run.code)) last.to = run.to;
    else kept.push({ code: run.code, from, to: run.to });
    from = run.to;
  }
  return kept;
}

/** Bands that follow each other without a hole from 0 to the run's end. */
export function deriveBands({ left, right }: FeetSeries, { durationSec }: RunSummary): ActivityBand[] {
  if (!(durationSec > 0)) return [];
  const steps = fillSteps(
    [left, right].filter((foot) => foot !== null),
    durationSec,
  );
  const runs = withoutFlicker(runsOf(steps), Math.ceil(BAND_MIN_SEC / steps.stepSec));
  return runs.map(({ code, from, to }) => ({
    activity: SERIES_ACTIVITIES[code] ?? null,
    startSec: from * steps.stepSec,
    endSec: to === steps.count ? durationSec : to * steps.stepSec,
  }));
}

/** Seconds of each activity that occurs, by the strides' own times; the mean of two feet. */
export function sumActivitySeconds(
  { left, right }: FeetSeries,
  { feet }: RunSummary,
): Partial<Record<Activity, number>> {
  const seconds: Partial<Record<Activity, number>> = {};
  const share = feet === "both" ? 0.5 : 1;
  for (const foot of [left, right]) {
    foot?.activityCodes.forEach((code, index) => {
      const activity = SERIES_ACTIVITIES[code] ?? "other";
      const strideTimeMs = foot.values.strideTimeMs[index] as number;
      seconds[activity] = (seconds[activity] ?? 0) + (Number.isNaN(strideTimeMs) ? 0 : (strideTimeMs / 1000) * share);
    });
  }
  return seconds;
}
