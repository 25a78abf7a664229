// Strides of one or two feet become one run: foot recordings in; merged strides, summary and warnings out.
// Source: DESIGN §4; the rules are numbered in SPEC.md.
import type {
  AlgorithmDescription,
  Analysis,
  AnalysisWarning,
  FiguresActivity,
  FootFigures,
  RunSummary,
  RunSymmetry,
} from "@solewise/terms";
import { describeCalibrations, type ShoeCalibration } from "./calibration/foot-calibration.ts";
import { computeTravelTotals, sharedMeters, type TravelTotals } from "./distance.ts";
import { estimateLoadAndEnergy } from "./estimates.ts";
import { checkFeetBelongTogether, durationOfRunSec } from "./feet-pair.ts";
import { computeFootFigures, computeMedianFigures, MS_DECIMALS } from "./figures.ts";
import { CODE_OF_FIGURES_ACTIVITY } from "./foot-columns.ts";
import { type FeetRecordings, type MeasuredFoot, type MeasuredRun, measureRun } from "./measured-run.ts";
import { MergedStrides } from "./merged-strides.ts";
import { measuredOrNull, roundTo } from "./order-statistics.ts";
import { describeSignals } from "./signal-warnings.ts";
import { computeStepTimes, flightOfOneFootMs } from "./step-times.ts";
import { describeUnevenness, type Synchrony } from "./synchrony.ts";

/** What else is known of a run. */
export interface AssembleOptions {
  algorithm: AlgorithmDescription;
  /** The two recordings do not share a clock: nothing that needs both is given. Default false. */
  feetUnsynchronised?: boolean | undefined;
  /** Body mass, kg, above 0: for forces, stiffness and energy. */
  bodyMassKg?: number | null | undefined;
  /** Body height, cm, above 0: for leg stiffness. */
  bodyHeightCm?: number | null | undefined;
  /** The shoes' calibrations, when the recordings were measured with their coefficients; narrows the distance's interval. */
  shoe?: ShoeCalibration | undefined;
  /** Warnings from before (a side guessed, a recording cut off); they come first in the result. */
  warnings?: readonly AnalysisWarning[] | undefined;
}

/** Feet whose shared distances differ by more than this fraction get a warning. Default 0.05, range 0.02…0.2. */
const DISAGREE_MIN_FRACTION = 0.05;

/** Each foot's own figures; null for a foot without strides. */
type PerFoot = { left: FootFigures | null; right: FootFigures | null };

/** Two-foot quantities of a summary. */
interface StepFigures {
  flightTimeMs: number | null;
  stepTimeMs: number | null;
  symmetry: RunSymmetry | null;
}

/** Left share of left + right, in per cent, from two figures; null where one is missing. */
function leftPercent(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : measuredOrNull((100 * left) / (left + right), 2);
}

function computePairSteps(
  pair: { left: MeasuredFoot; right: MeasuredFoot },
  perFoot: PerFoot,
  activity: FiguresActivity,
): StepFigures {
  const code = CODE_OF_FIGURES_ACTIVITY[activity];
  const leftToRight = computeStepTimes(pair.left.columns, pair.right.columns, code);
  const rightToLeft = computeStepTimes(pair.right.columns, pair.left.columns, code);
  const ofLeft = (figure: "groundContactTimeMs" | "swingTimeMs"): number | null =>
    leftPercent(perFoot.left?.[figure] ?? null, perFoot.right?.[figure] ?? null);
  // The mean of the two sides' medians: a constant clock offset lengthens one side's steps and shortens the other's.
  const flightTimeMs = (leftToRight.flightTimeMs + rightToLeft.flightTimeMs) / 2;
  return {
    flightTimeMs: activity === "run" ? measuredOrNull(flightTimeMs, MS_DECIMALS) : null,
    stepTimeMs: measuredOrNull((leftToRight.stepTimeMs + rightToLeft.stepTimeMs) / 2, MS_DECIMALS),
    symmetry: {
      stepTimeLeftPercent: leftPercent(
        measuredOrNull(rightToLeft.stepTimeMs, MS_DECIMALS),
        measuredOrNull(leftToRight.stepTimeMs, MS_DECIMALS),
      ),
      groundContactTimeLeftPercent: ofLeft("groundContactTimeMs"),
      swingTimeLeftPercent: ofLeft("swingTimeMs"),
    },
  };
}

function computeSteps(run: MeasuredRun, perFoot: PerFoot): StepFigures {
  const none: StepFigures = { flightTimeMs: null, stepTimeMs: null, symmetry: null };
  const only = run.active[0];
  if (run.activity === null || only === undefined) return none;
  if (run.pair !== null) {
    return run.synchrony?.reason === null ? computePairSteps(run.pair, perFoot, run.activity) : none;
  }
  if (run.activity !== "run") return none;
  const flightMs = flightOfOneFootMs(only.columns, CODE_OF_FIGURES_ACTIVITY[run.activity]);
  return { ...none, flightTimeMs: measuredOrNull(flightMs, MS_DECIMALS) };
}

function feetOf(run: MeasuredRun): RunSummary["feet"] {
  const measured = run.active.length > 0 ? run.active : run.given;
  const only = measured[0];
  return measured.length === 2 || only === undefined ? "both" : only.recording.side;
}

function figuresOfFeet(run: MeasuredRun): PerFoot {
  const figures: PerFoot = { left: null, right: null };
  for (const foot of run.active) figures[foot.recording.side] = computeFootFigures(foot, run.activity);
  return figures;
}

function clockFigures(
  synchrony: Synchrony | null,
): Pick<RunSummary, "clockOffsetMs" | "clockOffsetUncertaintyMs" | "clockDriftPpm"> {
  const offset = synchrony?.offset ?? null;
  return {
    clockOffsetMs: offset === null ? null : roundTo(offset.offsetMs, 1),
    clockOffsetUncertaintyMs: offset === null ? null : roundTo(offset.uncertaintyMs, 1),
    clockDriftPpm: offset?.driftPpm === null || offset === null ? null : roundTo(offset.driftPpm, 1),
  };
}

function distanceFigures(totals: TravelTotals) {
  return {
    movingTimeSec: roundTo(totals.movingSec, 3),
    distanceMeters: roundTo(totals.distanceMeters, 3),
    distanceUncertaintyMeters: roundTo(totals.distanceHalfWidthMeters, 3),
    inferredDistanceMeters: roundTo(totals.inferredMeters, 3),
    walkDistanceMeters: roundTo(totals.walkMeters, 3),
    runDistanceMeters: roundTo(totals.runMeters, 3),
    stairsDistanceMeters: roundTo(totals.stairsMeters, 3),
  };
}

function summarise(run: MeasuredRun, options: AssembleOptions): RunSummary {
  const totals = computeTravelTotals(run.active);
  const columns = run.active.map((foot) => foot.columns);
  const perFoot = figuresOfFeet(run);
  const recordings = run.given.map((foot) => foot.recording);
  const body = { massKg: options.bodyMassKg ?? null, heightCm: options.bodyHeightCm ?? null };
  return {
    durationSec: roundTo(durationOfRunSec(recordings, options.feetUnsynchronised ?? false), 3),
    ...distanceFigures(totals),
    strideCount: columns.reduce((sum, foot) => sum + foot.strideCount, 0),
    stepCount: totals.stepCount,
    ...computeMedianFigures(columns, run.activity),
    ...computeSteps(run, perFoot),
    feet: feetOf(run),
    ...clockFigures(run.synchrony),
    figuresActivity: run.activity,
    perFoot,
    estimates: estimateLoadAndEnergy(columns, run.activity, totals, body),
  };
}

/** The one foot that was measured. */
function sideOf(active: readonly MeasuredFoot[]): Pick<AnalysisWarning, "side"> {
  const [only] = active;
  return only === undefined ? {} : { side: only.recording.side };
}

/** Warnings that are of the run as a whole, not of one foot's signal. */
function describeRun(run: MeasuredRun): AnalysisWarning[] {
  if (run.active.length === 0) return [];
  if (run.pair === null) {
    const message = "Only one foot was measured: steps, cadence and flight assume that the other foot moves alike.";
    return [{ code: "one-foot-assumes-symmetry", message, ...sideOf(run.active) }];
  }
  const warnings: AnalysisWarning[] = [];
  if (run.synchrony !== null && run.synchrony.reason !== null) {
    const message = `Flight time, step time and left-right symmetry are left out: ${run.synchrony.reason.text}.`;
    warnings.push({ code: "feet-not-synchronised", message, side: "both", values: run.synchrony.reason.values });
  }
  const unevenness = run.synchrony === null ? null : describeUnevenness(run.synchrony);
  if (unevenness !== null) warnings.push(unevenness);
  const leftMeters = sharedMeters(run.pair.left);
  const rightMeters = sharedMeters(run.pair.right);
  if (Math.abs(leftMeters - rightMeters) > DISAGREE_MIN_FRACTION * Math.max(leftMeters, rightMeters)) {
    const message = `The feet disagree: ${leftMeters.toFixed(1)} m by the left, ${rightMeters.toFixed(1)} m by the right while both were measured; the mean is given and its uncertainty includes the difference.`;
    const values = { distanceLeftMeters: leftMeters, distanceRightMeters: rightMeters };
    warnings.push({ code: "feet-disagree", message, side: "both", values });
  }
  return warnings;
}

/** Defects of the caller, not of an input: no foot, a foot on the other's place, a body that cannot be. */
function checkArguments(feet: FeetRecordings, options: AssembleOptions): void {
  if (feet.left === null && feet.right === null) throw new RangeError("assembleRun needs at least one foot");
  if (feet.left?.side === "right" || feet.right?.side === "left") {
    throw new RangeError("assembleRun was given a recording on the other foot's place");
  }
  for (const figure of [options.bodyMassKg, options.bodyHeightCm]) {
    if (figure !== null && figure !== undefined && !(figure > 0 && Number.isFinite(figure))) {
      throw new RangeError(`body mass and height must be above 0, not ${figure}`);
    }
  }
}

/**
 * Assembles one run from the recordings of one or two feet. Raises InputError when two recordings do not belong
 * together, RangeError for a caller's mistake. The result's strides are a lazy view of the recordings' tables.
 */
export function assembleRun(feet: FeetRecordings, options: AssembleOptions): Analysis {
  checkArguments(feet, options);
  if (feet.left !== null && feet.right !== null) {
    checkFeetBelongTogether(feet.left, feet.right, options.feetUnsynchronised ?? false);
  }
  const run = measureRun(feet, options);
  const strides = new MergedStrides(feet.left?.strides ?? null, feet.right?.strides ?? null);
  return {
    algorithm: { ...options.algorithm, ...describeCalibrations(feet, options.shoe) },
    strides,
    summary: summarise(run, options),
    warnings: [...(options.warnings ?? []), ...describeRun(run), ...describeSignals(run.given)],
  };
}
