// Names of the codes that a run's view is packed in. The packages that define them are loaded in the worker only, so they
// are written again here; a test holds both together (PGE12).
import type { SERIES_ACTIVITIES, SERIES_PATTERNS, TRACK_KEYS } from "@solewise/insight";

/** Activities by `FootSeries.activityCodes`. */
export const ACTIVITIES: typeof SERIES_ACTIVITIES = ["walk", "run", "stairs-up", "stairs-down", "other"];

/** Strike patterns by `FootSeries.patternCodes`; 255 is none. */
export const PATTERNS: typeof SERIES_PATTERNS = ["rearfoot", "midfoot", "forefoot", "uncertain"];

/** Lines over the distance, in the order of the charts. */
export const CHART_TRACKS: typeof TRACK_KEYS = [
  "speedMps",
  "cadenceSpm",
  "groundContactTimeMs",
  "strideLengthMeters",
  "footStrikeAngleDeg",
  "eversionExcursionDeg",
  "impactPeakG",
  "clearanceMeters",
];

/** Points of a stride's path, each forward, left and up in mm. */
export const PATH_POINTS = 33;
