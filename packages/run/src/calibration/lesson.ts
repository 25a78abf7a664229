// What every lesson of a shoe begins and ends with: recordings that belong together and did not teach before, and the
// record of how far off the run was.
import type { FootRecording } from "@solewise/gait";
import { InputError } from "@solewise/terms";
import { checkFeetBelongTogether } from "../feet-pair.ts";
import { type FeetRecordings, type MeasuredRun, measureRun } from "../measured-run.ts";
import { roundTo } from "../order-statistics.ts";
import {
  type CalibrationSession,
  estimateCoefficients,
  type FootCalibration,
  metersWith,
  type RawTravel,
} from "./foot-calibration.ts";
import { PACK_LENGTH } from "./length-prior.ts";

/** Measures the feet of a lesson. Raises InputError when they do not belong together. */
export function measureCheckedRun(feet: FeetRecordings, feetUnsynchronised: boolean): MeasuredRun {
  if (feet.left !== null && feet.right !== null) checkFeetBelongTogether(feet.left, feet.right, feetUnsynchronised);
  return measureRun(feet, { feetUnsynchronised });
}

/** Raises InputError for a recording that a shoe learned from before: it would count twice. */ // RUN36
export function checkNotLearned(recording: FootRecording, { sessions }: FootCalibration): void {
  if (!sessions.some(({ fingerprint }) => fingerprint === recording.signal.fingerprint)) return;
  throw new InputError(
    { file: recording.file, line: null },
    "a run that this shoe was not calibrated with yet",
    "a recording that it has already learned from",
    "use another run",
  );
}

function errorPercent(foundMeters: number, referenceMeters: number): number {
  return roundTo(100 * (foundMeters / referenceMeters - 1), 4);
}

/** The record of a session, with the run's errors by the pack and by what was known before it. */
export function describeSession(
  before: FootCalibration,
  { travel, referenceMeters }: { travel: RawTravel; referenceMeters: number },
  facts: Pick<CalibrationSession, "kind" | "fingerprint" | "acceptedCount" | "refusedCount">,
): CalibrationSession {
  const earlier = estimateCoefficients(before).coefficients;
  const earlierErrorPercent = errorPercent(metersWith(travel, earlier), referenceMeters);
  return {
    kind: facts.kind,
    fingerprint: facts.fingerprint,
    referenceMeters: roundTo(referenceMeters, 3),
    packErrorPercent: errorPercent(metersWith(travel, PACK_LENGTH), referenceMeters),
    earlierErrorPercent: before.sessions.length === 0 ? null : earlierErrorPercent,
    acceptedCount: facts.acceptedCount,
    refusedCount: facts.refusedCount,
  };
}
