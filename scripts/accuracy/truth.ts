// What a reference says of one foot's recording, the same shape for every format. Null is "this reference cannot tell".

/** One stride of one foot as the reference saw it: contact, then swing, up to the next contact. */
export interface TruthStride {
  initialContactSec: number | null;
  terminalContactSec: number | null;
  nextInitialContactSec: number | null;
  /** Middle of the swing: the instant a stride is matched by. Null where no swing was seen. */
  swingCentreSec: number | null;
  /** Length good enough to be compared. */
  strideLengthMeters: number | null;
  /** Length for the distance of the whole trial, also where it is only roughly known. */
  distanceMeters: number | null;
  /** Sole pitch at contact against its own flat instant of that stance; positive toe up. */
  footStrikeAngleDeg: number | null;
  eversionExcursionDeg: number | null;
  clearanceMeters: number | null;
  speedMps: number | null;
  activity: "walk" | "run" | null;
  /** False for rows too doubtful to ask for: finding them is neither right nor wrong. */
  isAskedFor: boolean;
}

export type TruthFormat = "force-plate" | "vicon-strides" | "gait-events" | "swings" | "optogait" | "stairs" | "none";

/** Half widths (90 %) of a reference's own errors; null where nothing is stated. */
export interface ReferenceErrors {
  /** One contact instant. */
  instantMs: number | null;
  lengthCm: number | null;
  angleDeg: number | null;
  clearanceCm: number | null;
}

export const NO_ERRORS: ReferenceErrors = { instantMs: null, lengthCm: null, angleDeg: null, clearanceCm: null };

export interface Truth {
  format: TruthFormat;
  /** One line: instrument, what is virtual, how good. Printed in the report. */
  reference: string;
  /** Name of the person, unique inside the set. */
  person: string;
  /** Part of the set that is reported by itself ("run", "walk"); empty when there is one. */
  subset: string;
  strides: readonly TruthStride[];
  /** Detections outside are not judged: the reference did not look there. */
  judgedFromSec: number;
  judgedToSec: number;
  /** Whether the contact instants are good enough to be differences in the report. */
  areContactsScored: boolean;
  /** False when the reference's clock is off by one unknown constant a recording. */
  isClockShared: boolean;
  /** Whether its contacts are long or short by one unknown constant of the instrument. */
  areContactsOffset: boolean;
  /** How far the reference itself may be off. */
  errors: ReferenceErrors;
  /** What the whole recording shows, where that is all that is known. */
  expectedActivity: string | null;
}

/** A stride of which nothing is known yet. */
export const UNKNOWN_STRIDE: TruthStride = {
  initialContactSec: null,
  terminalContactSec: null,
  nextInitialContactSec: null,
  swingCentreSec: null,
  strideLengthMeters: null,
  distanceMeters: null,
  footStrikeAngleDeg: null,
  eversionExcursionDeg: null,
  clearanceMeters: null,
  speedMps: null,
  activity: null,
  isAskedFor: true,
};

/** What every format starts from: nothing known, everything judged. */
export const NO_TRUTH: Truth = {
  format: "none",
  reference: "none: strides are only counted",
  person: "1",
  subset: "",
  strides: [],
  judgedFromSec: -Infinity,
  judgedToSec: Infinity,
  areContactsScored: false,
  isClockShared: true,
  areContactsOffset: false,
  errors: NO_ERRORS,
  expectedActivity: null,
};

/** Middle of an interval; null when an end is unknown. */
export function middleSec(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : (from + to) / 2;
}
