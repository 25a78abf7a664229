// Finds the reference that belongs to a recording by the files beside it, never by a set's name.
import { checkStrides } from "./check-reference.ts";
import { readForcePlateTruth } from "./truth-force-plate.ts";
import { readGaitEventTruth } from "./truth-gait-events.ts";
import { readOptogaitTruth } from "./truth-optogait.ts";
import { readSwingTruth } from "./truth-swings.ts";
import { readViconStrideTruth } from "./truth-vicon-strides.ts";
import { metaOf, personOf } from "./person.ts";
import { referenceErrors } from "./reference-errors.ts";
import type { RecordingFile } from "./recordings.ts";
import { NO_TRUTH, type Truth } from "./truth.ts";

function stairsTruth(file: RecordingFile): Truth | null {
  const direction = /^stairs?[_-](up|down)/i.exec(file.stem)?.[1]?.toLowerCase();
  if (direction === undefined) return null;
  return {
    ...NO_TRUTH,
    format: "stairs",
    reference: "the file's name: stairs taken up or down; where they begin and end is not known",
    person: personOf(file),
    subset: "stairs",
    expectedActivity: `stairs-${direction}`,
  };
}

/** The reference of a recording, `NO_TRUTH` when there is none; one that cannot be of this recording raises an Error. `firstSec`, `lastSec` bound the recording. */
export function recogniseTruth(file: RecordingFile, firstSec: number, lastSec: number): Truth {
  const truth = readForcePlateTruth(file, firstSec, lastSec) ??
    readViconStrideTruth(file) ??
    readGaitEventTruth(file) ??
    readSwingTruth(file) ??
    readOptogaitTruth(file) ??
    stairsTruth(file) ?? { ...NO_TRUTH, person: personOf(file) };
  if (truth.format === "none" || truth.format === "stairs") return truth;
  if (truth.strides.length === 0) return { ...NO_TRUTH, reference: "none for this foot", person: truth.person };
  checkStrides(truth.strides, { firstSec, lastSec, isClockShared: truth.isClockShared }, file.name);
  const meta = metaOf(file);
  const told = meta["reference"];
  const reference = typeof told === "string" && told.trim() !== "" ? told.trim() : truth.reference;
  return { ...truth, reference, errors: referenceErrors(truth.format, meta, file.side) };
}
