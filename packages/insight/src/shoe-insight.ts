// The one thing that only a shoe could have told, as a finding that every door puts into its own words.
import type { Side } from "@solewise/terms";

/** A finding; differences are sure: larger than a stated size and twice their standard error. */
export type ShoeInsight =
  | { kind: "contact-balance"; longerSide: Side; differenceMs: number; differenceFraction: number }
  | { kind: "contact-drift"; differenceMs: number }
  | { kind: "strike-shift"; differenceDeg: number; slowSpeedMps: number; fastSpeedMps: number }
  | { kind: "air-share"; flightFraction: number }
  | { kind: "ground-share"; contactFraction: number };
