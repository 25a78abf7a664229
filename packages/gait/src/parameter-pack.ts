// The parameter pack: coefficients of the method and how far each can be trusted. From few people, so every width is a
// stated prior, not a fitted confidence. Source: GAIT.md; widths from `npm run accuracy` on the development recordings.

/** Name of the pack; a new one whenever a number below changes. */
export const PACK_ID = "prior-2026-11";

/** Version of kernel and host rules together (CHANGELOG.md, "Measurement changes"). */
export const ALGORITHM_VERSION = "0.1.0";

/** Standard deviations of one stride's error: a part that every stride has, and how it grows. */
export const PRIOR = {
  /** Initial and terminal contact, running and walking, ms. */
  contactRunMs: 4,
  contactWalkMs: 14,
  /** Between-person bias of contact events, ms: one value a person, unknown. */
  contactPersonRunMs: 5,
  contactPersonWalkMs: 12,
  /** Length: per stride (m), share of the length (between persons), and growth with the closure residual (s). */
  lengthRunMeters: 0.025,
  lengthRunFraction: 0.012,
  lengthWalkMeters: 0.022,
  lengthWalkFraction: 0.02,
  lengthPerClosureSec: 0.06,
  /** After a clipped accelerometer: share of closure residual × stride time; at most a half. */
  clippedClosureFraction: 0.15,
  /** Share of the length per share of the stride that was clipped [a treadmill run cut at ±8 g read 7 % short with 8 %]. */
  lengthPerClipped: 1,
  /** Height change (an accelerometer offset is learned in part only: the same on every stride) and clearance, m. */
  heightMeters: 0.035,
  clearanceMeters: 0.015,
  /** Turn, strike angle, eversion, degrees. */
  turnDeg: 1.5,
  strikeDeg: 1.5,
  eversionDeg: 2,
  /** Impact peak, share of itself: the sensor's place and the sole's damping are unknown. */
  impactFraction: 0.4,
} as const;

/** Half width of a normal 90 % interval in standard deviations. */
export const NORMAL_90 = 1.645;
