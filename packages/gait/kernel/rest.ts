// Gyro bias and accelerometer offset learned at rest: the foot is still when rate and force vary little, whatever the rate's level is, since a
// biased gyro never reads zero. Source: GAIT.md "Per sample" 1; spans and gains [E].
import { GRAVITY_MPS2 } from "./params";
import { cellAt, forceX, forceY, forceZ, rateX, rateY, rateZ, readForce, readRate } from "./ring";
import { C, S, SEARCH, accOffset, gyroBias, restRate, ringCounts } from "./state";
import { Vec, absolute, clamp, follow, norm3, setVec } from "./vector";

/** A cell belongs to a rest when each axis is this near the rest's mean, rad/s, and |f| this near gravity, m/s². */
const RATE_SPREAD: f32 = 0.05;
const FORCE_SPREAD: f32 = 0.8;
/** A bias is below this, rad/s (about 11 °/s). */
const BIAS_MAX: f32 = 0.2;
/** Half a second teaches a small correction (below SMALL on each axis), a full second any. */
const TEACH_CELLS: i32 = 100;
const TEACH_LARGE_CELLS: i32 = 200;
const SMALL: f32 = 0.05;
const REPEAT_CELLS: i32 = 40;
const SMALL_GAIN: f32 = 0.3;
/** Share of the accelerometer's offset that a lesson teaches [E]. */
const OFFSET_GAIN: f32 = 0.2;

/** A contact longer than this is standing, cells (1.25 s). */
const STANDING_CELLS: i32 = 250;

const rate = new Vec();

function near(a: Vec, b: Vec, spread: f32): bool {
  return absolute(a.x - b.x) < spread && absolute(a.y - b.y) < spread && absolute(a.z - b.z) < spread;
}

function within(v: Vec, limit: f32): bool {
  return absolute(v.x) < limit && absolute(v.y) < limit && absolute(v.z) < limit;
}

/** Whether an axis turns faster than any bias: most cells of a moving foot, told at little cost. */
function moves(k: i32): bool {
  const i: i32 = cellAt(k);
  const scale: f32 = C.gyrScaleRadPerSec;
  const bias: Vec = gyroBias;
  if (!(absolute(f32(unchecked(ringCounts[i + 4])) * scale - bias.y) < BIAS_MAX)) return true;
  if (!(absolute(f32(unchecked(ringCounts[i + 3])) * scale - bias.x) < BIAS_MAX)) return true;
  return !(absolute(f32(unchecked(ringCounts[i + 5])) * scale - bias.z) < BIAS_MAX);
}

/** Looks at the newest cell. */
export function learnRest(k: i32): void {
  if (moves(k)) {
    S.restCells = 0;
    return;
  }
  readRate(k);
  setVec(rate, rateX, rateY, rateZ);
  readForce(k);
  const deviation: f32 = norm3(forceX, forceY, forceZ) - GRAVITY_MPS2;
  const steady: bool = absolute(deviation) < FORCE_SPREAD;
  if (!steady || (S.restCells > 0 && !near(rate, restRate, RATE_SPREAD))) {
    S.restCells = 0;
    if (!steady) return;
  }
  S.restCells += 1;
  if (S.restCells == 1) {
    setVec(restRate, rate.x, rate.y, rate.z);
    return;
  }
  follow(restRate, rate, S.restCells < 50 ? 1 / f32(S.restCells) : 0.02);
  // Between two steps a sole that rolls slowly looks like a biased gyroscope: lessons are for standing.
  if (S.closing != 0) return;
  if (S.phase != SEARCH && S.strideCount > 0 && k - S.entryCell < STANDING_CELLS) return;
  if (S.restCells >= TEACH_CELLS && within(restRate, SMALL)) teach(SMALL_GAIN, TEACH_CELLS);
  else if (S.restCells >= TEACH_LARGE_CELLS) teach(1, TEACH_LARGE_CELLS);
}

/** At rest |f| is gravity: what is over or under lies along the force, as far as one pose can tell. */
function learnOffset(): void {
  const size: f32 = norm3(forceX, forceY, forceZ);
  const part: f32 = (OFFSET_GAIN * (size - GRAVITY_MPS2)) / size;
  accOffset.x = accOffset.x + part * forceX;
  accOffset.y = accOffset.y + part * forceY;
  accOffset.z = accOffset.z + part * forceZ;
}

/** Moves the bias by a share of the rest's mean rate; the mean moves with it, and the next lesson is 0.2 s away. */
function teach(gain: f32, needed: i32): void {
  S.rested = 1;
  gyroBias.x = gyroBias.x + gain * restRate.x;
  gyroBias.y = gyroBias.y + gain * restRate.y;
  gyroBias.z = gyroBias.z + gain * restRate.z;
  gyroBias.x = clamp(gyroBias.x, -BIAS_MAX, BIAS_MAX);
  gyroBias.y = clamp(gyroBias.y, -BIAS_MAX, BIAS_MAX);
  gyroBias.z = clamp(gyroBias.z, -BIAS_MAX, BIAS_MAX);
  learnOffset();
  S.aheadTo = -1;
  const left: f32 = 1 - gain;
  setVec(restRate, left * restRate.x, left * restRate.y, left * restRate.z);
  S.restCells = needed - REPEAT_CELLS;
}
