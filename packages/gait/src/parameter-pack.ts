// The parameter pack: coefficients of the method and how far each can be trusted. From few people, so every width is a
// stated prior, not a fitted confidence. Source: GAIT.md; widths from `npm run accuracy` on the development recordings.

/** Name of the pack; a new one whenever a number below changes. */
export const PACK_ID = "prior-2026-11-22";

/** Version of kernel and host rules together (CHANGELOG.md, "Measurement changes"). */
export const ALGORITHM_VERSION = "0.1.0";

/**
 * How far one stride's figure may be from the truth: deviations such that 1.645 of them hold 90 % of the errors (the
 * strides' own errors have heavier tails than a normal distribution, which their deviations would overstate). *Person*
 * parts are one unknown value a person and pair of shoes, the same on every stride; they come from fewer than five people
 * a gait and are priors. The other parts are judged leave-one-trial-out by `npm run accuracy` ("How sure each figure is").
 */
export const PRIOR = {
  /** Contact events while running, ms: of each stride, and of the person [four people: biases 0, 3, −9, 10 and 0, 1, −4, −4]. */
  initialContactRunMs: 3.5,
  terminalContactRunMs: 2.5,
  initialContactPersonRunMs: 5,
  terminalContactPersonRunMs: 3.5,
  /** While walking, ms [nine people, whose three references differ by as much: docs/decisions/0005]. */
  initialContactWalkMs: 9,
  terminalContactWalkMs: 4.5,
  initialContactPersonWalkMs: 9,
  terminalContactPersonWalkMs: 4,
  /**
   * A walking event is a place on the foot's way: known to this many metres, and to so many more a radian that the foot
   * turns; divided by the stride's speed it is a time. Slow, short and turning steps are known worse.
   */
  eventPlaceMeters: 0.005,
  eventPlaceMetersPerRad: 0.012,
  /** Length: of each stride (m), and of the person (share of the length) [five runners: −0.4…1.8 %; three walkers: ±0.5 %]. */
  lengthRunMeters: 0.01,
  lengthRunFraction: 0.01,
  lengthWalkMeters: 0.025,
  lengthWalkFraction: 0.012,
  /** Share of closure residual × stride time that the closure does not undo; a velocity error that came at once: a half. */
  closureFraction: 0.12,
  /** A foot that turns while it stands pivots about a point that is known to so many metres a radian. */
  lengthMetersPerRad: 0.013,
  /** Share of the length per share of the stride with a clipped accelerometer [runs cut at ±8 g and ±4 g: 0.3 to 0.7]. */
  lengthPerClipped: 0.6,
  /** Height change (an accelerometer offset is learned in part only: the same on every stride) and clearance, m. */
  heightMeters: 0.035,
  clearanceMeters: 0.02,
  /** Turn, degrees. */
  turnDeg: 1.5,
  /** Strike angle and eversion of one stride, degrees. */
  strikeDeg: 0.9,
  eversionDeg: 0.6,
  /**
   * Direction of the foot against that of travel, degrees: people toe out by 7 ± 4.5°, and the pack takes 7. It tilts
   * eversion by its sine of the strike angle and the strike angle by its sine of the eversion.
   */
  toeOutPersonDeg: 4.5,
  /** Impact peak, share of itself: the sensor's place and the sole's damping are unknown. */
  impactFraction: 0.4,
} as const;

/** Half width of a normal 90 % interval in standard deviations. */
export const NORMAL_90 = 1.645;
