// How the sensor sits on the foot, learned while moving: up from the anchors, forward from the direction of travel.
// Method: GAIT.md, prototype 5. No calibration pose; any mounting, upside down included.
import { P, S, UP_KNOWN, UP_UNKNOWN, mountForward, mountUp } from "./state";
import {
  Quat,
  Vec,
  arctan2,
  copyVec,
  cross,
  dot,
  follow,
  norm3,
  normalize,
  rotateBack,
  setVec,
  sine,
  cosine,
  upOf,
} from "./vector";

/** Shortest displacement whose direction tells where forward is, m. */
const FORWARD_MIN_METERS: f32 = 0.25;
/** A stride that turns more than this does not teach forward, rad (30°). */
const FORWARD_TURN_MAX_RAD: f32 = 0.5235988;

/** Forward is known after this many strides; then a way further off than 60° is odd, and as many in a row are a new forward. */
const FORWARD_KNOWN_STRIDES: i32 = 3;
const ODD_WAY_COSINE: f32 = 0.5;
const ODD_WAYS: i32 = 6;

/** Foot axes in sensor axes: pitch turns about `left`, roll about `front` (travel direction less the toe-out prior). */
export const front = new Vec();
export const left = new Vec();

const startWay = new Vec();
const endWay = new Vec();
const turnAxis = new Vec();
const upNow = new Vec();

/** Learns the foot's up from both anchors; the first stride after a doubtful start replaces it. */
export function learnUp(start: Quat, end: Quat): void {
  const replace: bool = S.forwardCount == 0 && S.mountKnown != UP_KNOWN;
  upOf(start, upNow);
  if (S.mountKnown == UP_UNKNOWN) copyVec(mountUp, upNow);
  cross(upNow, mountUp, turnAxis);
  S.upTiltRad = replace ? 0 : arctan2(norm3(turnAxis.x, turnAxis.y, turnAxis.z), dot(upNow, mountUp));
  follow(mountUp, upNow, replace ? 1 : P.upGainFraction);
  upOf(end, upNow);
  follow(mountUp, upNow, P.upGainFraction);
  normalize(mountUp);
  S.mountKnown = UP_KNOWN;
}

/** Learns forward from the stride's displacement (navigation axes) and measures the foot's turn; places the foot's axes. */
export function learnForward(start: Quat, end: Quat, dx: f32, dy: f32): void {
  rotateBack(start, dx, dy, 0, startWay);
  rotateBack(end, dx, dy, 0, endWay);
  cross(startWay, endWay, turnAxis);
  const turnRad: f32 = -arctan2(dot(turnAxis, mountUp), dot(startWay, endWay));
  S.footTurnRad = turnRad;
  if (dx * dx + dy * dy > FORWARD_MIN_METERS * FORWARD_MIN_METERS) {
    startWay.x = startWay.x + endWay.x;
    startWay.y = startWay.y + endWay.y;
    startWay.z = startWay.z + endWay.z;
    normalize(startWay);
    const turning: bool = turnRad > FORWARD_TURN_MAX_RAD || turnRad < -FORWARD_TURN_MAX_RAD;
    if (!isOddWay()) followWay(turning);
  }
  if (S.forwardCount > 0) placeFoot();
}

/** Forward follows `startWay`; a turning stride teaches it only while it is unknown. */
function followWay(turning: bool): void {
  const settling: f32 = 1 / f32(S.forwardCount + 1);
  let gain: f32 = P.forwardGainFraction > settling ? P.forwardGainFraction : settling;
  if (S.forwardCount == 0) gain = 1;
  else if (turning) gain = 0;
  follow(mountForward, startWay, gain);
  if (gain > 0 && S.forwardCount < 1000) S.forwardCount += 1;
}

/**
 * A few steps sideways or backwards teach nothing of forward; many in a row mean that it was learned wrongly, and teach it
 * anew. `startWay` is the stride's way in sensor axes.
 */
function isOddWay(): bool {
  if (S.forwardCount < FORWARD_KNOWN_STRIDES || dot(startWay, mountForward) > ODD_WAY_COSINE) {
    S.oddWays = 0;
    return false;
  }
  S.oddWays += 1;
  if (S.oddWays < ODD_WAYS) return true;
  S.oddWays = 0;
  S.forwardCount = 0;
  return false;
}

/** Forward upright to up, and the foot's axes: a right foot points `toeOut` to the right of the direction of travel. */
function placeFoot(): void {
  const along: f32 = dot(mountForward, mountUp);
  mountForward.x = mountForward.x - along * mountUp.x;
  mountForward.y = mountForward.y - along * mountUp.y;
  mountForward.z = mountForward.z - along * mountUp.z;
  normalize(mountForward);
  cross(mountUp, mountForward, left);
  const c: f32 = cosine(P.toeOutRad);
  const s: f32 = sine(P.toeOutRad);
  const f: Vec = mountForward;
  setVec(front, c * f.x - s * left.x, c * f.y - s * left.y, c * f.z - s * left.z);
  setVec(left, c * left.x + s * f.x, c * left.y + s * f.y, c * left.z + s * f.z);
}
