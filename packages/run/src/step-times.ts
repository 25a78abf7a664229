// What only two feet on one clock can tell: contacts of both in, step and flight times out (RUN15, RUN16).
import type { FootColumns } from "./foot-columns.ts";
import { medianOf } from "./order-statistics.ts";

/** Where in a stride the other foot's contact may fall to be its step, as fractions. Default 0.25…0.75. Engineering estimate. */
const STEP_FRACTION_MIN = 0.25;
const STEP_FRACTION_MAX = 0.75;

/** Medians of the steps that start with one foot's contact and end with the other's; NaN when none were measured. */
export interface StepTimes {
  stepTimeMs: number;
  /** Step time − contact time of the foot that started it; negative while both feet are on the ground. */
  flightTimeMs: number;
}

/** Steps from `from` to `to` over strides of one activity. */
export function computeStepTimes(from: FootColumns, to: FootColumns, activity: number): StepTimes {
  const stepMs = new Float64Array(from.strideCount).fill(Number.NaN);
  const flightMs = new Float64Array(from.strideCount).fill(Number.NaN);
  let toIndex = 0;
  for (let index = 0; index < from.strideCount; index++) {
    const contactSec = from.initialContactSec[index] as number;
    const strideMs = from.strideTimeMs[index] as number;
    if (from.activity[index] !== activity || Number.isNaN(contactSec) || Number.isNaN(strideMs)) continue;
    const earliestSec = contactSec + (STEP_FRACTION_MIN * strideMs) / 1000;
    while (toIndex < to.strideCount && !((to.initialContactSec[toIndex] as number) >= earliestSec)) toIndex++;
    if (toIndex >= to.strideCount) break;
    const timeMs = 1000 * ((to.initialContactSec[toIndex] as number) - contactSec);
    if (timeMs > STEP_FRACTION_MAX * strideMs) continue;
    stepMs[index] = timeMs;
    flightMs[index] = timeMs - (from.groundContactTimeMs[index] as number);
  }
  return { stepTimeMs: medianOf(stepMs), flightTimeMs: medianOf(flightMs) };
}

/** Flight of one foot alone: half its stride time minus its contact time, as if both feet were alike (RUN14). */
export function flightOfOneFootMs(foot: FootColumns, activity: number): number {
  const flightMs = foot.strideTimeMs.map(
    (strideMs, index) => strideMs / 2 - (foot.groundContactTimeMs[index] as number),
  );
  return medianOf(flightMs, (index) => foot.activity[index] === activity);
}
