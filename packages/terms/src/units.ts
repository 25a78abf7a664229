// Physical constants and the conversions that more than one room needs.

/** Standard gravity, m/s² (CGPM 1901). A resting sensor reads it upward. */
export const GRAVITY_MPS2 = 9.80665;

/** Degrees in one radian. */
export const DEG_PER_RAD = 180 / Math.PI;
