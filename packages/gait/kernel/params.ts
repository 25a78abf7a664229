// What is set once before a recording: coefficients (sensor, foot) and params (every tunable of the method).
// A tunable's comment gives meaning, unit, default, range and source ([P] published, [M] measured, [E] estimate).

/** Length of one cell of the internal grid. Fixed: every threshold in cells assumes it. */
export const CELL_US: i32 = 5000;
export const CELL_SEC: f32 = 0.005;
export const CELLS_PER_SEC: f32 = 200;
export const GRAVITY_MPS2: f32 = 9.80665;
export const DEG_PER_RAD: f32 = 57.29578;

/** Cells kept: 2.56 s, enough for the slowest stride that is measured (2.2 s between midstances). A power of two. */
export const RING_CELLS: i32 = 512;

/** Cells of the stillness window; odd. 13 cells = 65 ms [E]. */
export const STILL_CELLS: i32 = 13;
export const STILL_HALF_CELLS: i32 = 6;

/** What the host derives from the sensor and the foot, once before a recording. */
export class Coefficients {
  /** 1 mirrors the input (y, ωx, ωz negated), so that every formula is a right foot's. */
  mirrored: i32 = 0;
  /** Size of one count. */
  accScaleMps2: f32 = 0.0047884;
  gyrScaleRadPerSec: f32 = 0.0010652645;
  /** A reading at or beyond this many counts is at its end stop. Default 98 % of the range. */
  accStopCount: i32 = 32112;
  gyrStopCount: i32 = 32112;
  /** Two equal readings in a row beyond this many counts are an end stop inside the range [E: 30 m/s², 4 rad/s; under ±4 g, ±250 °/s]. */
  accRepeatCount: i32 = 6265;
  gyrRepeatCount: i32 = 3755;
}

/** Every tunable of the method. */
export class Params {
  /** Stillness: deviation of |f| from gravity that weighs like 1 rad/s, m/s² [M] (2…10). */
  stillForceMps2: f32 = 5;
  /** A stance may begin under, and must end over, this share of the swing's peak stillness, clamped [M]. */
  stillShareFraction: f32 = 0.12;
  stillLow: f32 = 1.5;
  stillHigh: f32 = 250;
  /** The swing's peak must exceed this multiple of the threshold [M] (2…4). */
  hysteresisFraction: f32 = 2.5;
  /** Toe-down tilt that ends a stance: sine of 20°. */
  heelOffSine: f32 = 0.34202015;
  /** Tilts that end a stance in any direction (50°), may start one (25°), and start one after clipping (70°): cosines. */
  endTiltCosine: f32 = 0.64278764;
  startTiltCosine: f32 = 0.9063078;
  clippedTiltCosine: f32 = 0.34202015;
  /** First anchor of a stride must be quieter than this to count as standing still [M]. */
  quietStill: f32 = 0.05;
  /** Standing longer than this moves the anchor to its last quiet instant, cells (0.8 s) [M]. */
  standingCells: i32 = 80;
  /** Search time for the first anchor when started in motion, cells (1 s) [E]. */
  searchCells: i32 = 200;

  /** Share of the velocity-closure tilt that is applied per stride [M: 0.1…1 are equal]. */
  tiltGainFraction: f32 = 0.5;
  /** Share of the closure's rate error that the gyro bias learns per stride [M]. */
  biasGainFraction: f32 = 0.02;
  /** Gains of the slow averages of the foot's forward and up axes in sensor axes [M]. */
  forwardGainFraction: f32 = 0.15;
  upGainFraction: f32 = 0.15;
  /** The foot points this far outward of the direction of travel, rad (7°) [E, population prior]. */
  toeOutRad: f32 = 0.12217305;

  /** Length = raw·(1 + scale) + offset·T: speed offsets (m/s) and scales per gait [M, one person; priors]. */
  runOffsetMps: f32 = 0.012;
  runScaleFraction: f32 = 0;
  walkOffsetMps: f32 = 0.01;
  walkScaleFraction: f32 = 0;
}
