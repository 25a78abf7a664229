// The course becomes footfalls: when, where and how each foot lands. In: settings and seed. Out: footfalls of both feet
// in time order, and the course's end. World frame: x along the first heading, y left, z up; headings from x to the left.
import type { Side } from "@solewise/terms";
import { cadenceAtSpeed, createFootStyle, runningContactSec, type FootStyle } from "./foot-style.ts";
import { createRandomStream, type RandomStream } from "./random.ts";
import type { CourseActivity, CourseSegment, VirtualRunnerSettings } from "./settings.ts";

const RAD_PER_DEG = Math.PI / 180;

/** Largest change of speed, m/s², by activity [estimate]: ordinary starts and stops; sprinters start faster. */
const ACCELERATION_MPS2 = { walk: 1.2, run: 2.2 };
/** Below this a runner walks, above the second a walker runs, m/s. */
const RUN_MIN_MPS = 1.6;
const WALK_MAX_MPS = 2.3;
/** Change of slope from one footfall to the next, so that no foot meets an edge: tangent. */
const SLOPE_CHANGE_PER_STEP = 0.015;
/** Typical scatter [estimate from Fukuchi 2017: stride time 0.8 %, strike 1.8°, eversion 1.5°]. */
const SCATTER = { stepTime: 0.006, stepLength: 0.01, speed: 0.004, contact: 0.01, angleDeg: 1.4, widthMeters: 0.012 };

/** One landing of one foot. Metres, rad. */
export interface Footfall {
  side: Side;
  initialContactSec: number;
  x: number;
  y: number;
  z: number;
  /** Foot's long axis (with toe-out), and the ground's slope along it. */
  yawRad: number;
  slopeRad: number;
  /** What the stride towards this landing was. */
  activity: CourseActivity;
  speedMps: number;
  style: FootStyle;
}

export interface FootfallPlan {
  footfalls: Footfall[];
  /** The course's end on the true clock. */
  endSec: number;
}

interface Walker {
  timeSec: number;
  speedMps: number;
  x: number;
  y: number;
  z: number;
  headingRad: number;
  slope: number;
  side: Side;
  speedWanderFraction: number;
  moving: boolean;
}

interface Step {
  activity: CourseActivity;
  timeSec: number;
  lengthMeters: number;
  curvaturePerMeter: number;
  slope: number;
  riseMeters: number;
}

/** The wanted speed of a segment, m/s. */
function segmentSpeedMps(segment: CourseSegment): number {
  if (segment.activity === "stand") return 0;
  if (segment.speedMps !== undefined) return segment.speedMps;
  if (segment.activity === "run") return 2.9;
  return segment.activity === "walk" ? 1.35 : 0.48;
}

function segmentLengthMeters(segment: CourseSegment, settings: VirtualRunnerSettings): number {
  if (segment.distanceMeters !== undefined) return segment.distanceMeters;
  if (segment.stepCount !== undefined) return segment.stepCount * settings.gait.stairTreadMeters;
  return (segment.durationSec ?? 0) * segmentSpeedMps(segment);
}

function segmentDurationSec(segment: CourseSegment, settings: VirtualRunnerSettings): number {
  return segment.durationSec ?? segmentLengthMeters(segment, settings) / Math.max(0.2, segmentSpeedMps(segment));
}

/** How the two feet differ and how the run has worn: signed shares for this landing. */
function sideSign(side: Side): number {
  return side === "left" ? 0.5 : -0.5;
}

class FootfallPlanner {
  readonly footfalls: Footfall[] = [];
  private readonly settings: VirtualRunnerSettings;
  private readonly random: RandomStream;
  private readonly expectedSec: number;
  private readonly walker: Walker;

  constructor(settings: VirtualRunnerSettings, random: RandomStream) {
    this.settings = settings;
    this.random = random;
    this.expectedSec = settings.course.reduce((sum, segment) => sum + segmentDurationSec(segment, settings), 0);
    this.walker = {
      timeSec: -2,
      speedMps: 0,
      x: 0,
      y: 0,
      z: 0,
      headingRad: 0,
      slope: (settings.course[0]?.slopePercent ?? 0) / 100,
      side: "left",
      speedWanderFraction: 0,
      moving: false,
    };
    this.land("stand", 0.6, 0);
    this.walker.side = "right";
    this.land("stand", 0.6, 0);
    this.walker.timeSec = 0;
  }

  /** Walks the whole course, then six steps more so that what is under way at its end has one. */
  plan(): FootfallPlan {
    const { course } = this.settings;
    course.forEach((segment, i) => {
      if (segment.activity === "stand") this.stand(segment.durationSec ?? 1);
      else this.move(segment, course[i + 1]);
    });
    const endSec = this.walker.timeSec;
    if (!this.walker.moving) this.walker.timeSec += 2;
    const last = this.walker.moving ? course[course.length - 1] : undefined;
    const beyond: CourseSegment = last ?? { activity: "walk", distanceMeters: 10 };
    for (let i = 0; i < 6; i++) this.step(beyond, segmentSpeedMps(beyond));
    return { footfalls: this.footfalls, endSec };
  }

  private scatter(size: number): number {
    return this.random.normal() * size * this.settings.gait.variabilityFraction;
  }

  private stand(durationSec: number): void {
    const w = this.walker;
    const endSec = w.timeSec + durationSec;
    if (w.moving) {
      w.timeSec += 0.6;
      this.land("walk", 0.6, 0);
      w.moving = false;
      w.speedMps = 0;
    }
    w.timeSec = Math.max(w.timeSec, endSec);
  }

  private move(segment: CourseSegment, next: CourseSegment | undefined): void {
    const w = this.walker;
    const target = segmentSpeedMps(segment);
    const nextSpeed = next === undefined ? target : segmentSpeedMps(next);
    const startSec = w.timeSec;
    let doneMeters = 0;
    let doneSteps = 0;
    const deceleration = ACCELERATION_MPS2[segment.activity === "run" ? "run" : "walk"] * 0.9;
    for (;;) {
      let wanted = target;
      const brakeSec = (w.speedMps - nextSpeed) / deceleration;
      const leftMeters = segment.distanceMeters === undefined ? Infinity : segment.distanceMeters - doneMeters;
      const leftSec = segment.durationSec === undefined ? Infinity : segment.durationSec - (w.timeSec - startSec);
      if (segment.stepCount !== undefined ? doneSteps >= segment.stepCount : leftMeters <= 0.05 || leftSec <= 0.05)
        break;
      const brakeMeters = (brakeSec * (w.speedMps + nextSpeed)) / 2;
      if (nextSpeed < target && (leftMeters < brakeMeters || leftSec < brakeSec)) wanted = Math.max(nextSpeed, 0.5);
      doneMeters += this.step(segment, wanted);
      doneSteps += 1;
    }
  }

  /** One step of the body; returns how far it went along the ground, m. */
  private step(segment: CourseSegment, wantedMps: number): number {
    const w = this.walker;
    const { gait } = this.settings;
    const stairs = segment.activity === "stairs-up" || segment.activity === "stairs-down";
    w.speedWanderFraction = 0.95 * w.speedWanderFraction + this.scatter(SCATTER.speed);
    const activity = this.activityNow(segment.activity);
    const planned = this.stepTimeSec(segment, activity, Math.max(w.speedMps, 0.5));
    const limit = ACCELERATION_MPS2[wantedMps > WALK_MAX_MPS || activity === "run" ? "run" : "walk"] * planned;
    w.speedMps += Math.min(limit, Math.max(-limit, wantedMps - w.speedMps));
    const speed = Math.max(0.3, w.speedMps) * (1 + w.speedWanderFraction);
    const timeSec = stairs ? planned : this.stepTimeSec(segment, activity, speed);
    const step: Step = {
      activity,
      timeSec: timeSec * (1 + this.scatter(SCATTER.stepTime)),
      lengthMeters: stairs ? gait.stairTreadMeters : speed * timeSec * (1 + this.scatter(SCATTER.stepLength)),
      curvaturePerMeter:
        ((segment.turnDeg ?? 0) * RAD_PER_DEG) / Math.max(0.5, segmentLengthMeters(segment, this.settings)),
      slope: stairs ? 0 : (segment.slopePercent ?? 0) / 100,
      riseMeters: stairs ? (segment.activity === "stairs-up" ? 1 : -1) * gait.stairRiseMeters : 0,
    };
    this.advance(step);
    return step.lengthMeters;
  }

  private activityNow(wanted: CourseActivity): CourseActivity {
    const speed = this.walker.speedMps;
    if (wanted === "run" && speed < RUN_MIN_MPS) return "walk";
    if (wanted === "walk" && speed > WALK_MAX_MPS) return "run";
    return wanted;
  }

  private stepTimeSec(segment: CourseSegment, activity: CourseActivity, speedMps: number): number {
    const { gait, asymmetry, fatigue } = this.settings;
    const own =
      activity === segment.activity ? (segment.cadenceSpm ?? (activity === "run" ? gait.cadenceSpm : null)) : null;
    const cadence =
      (own ?? cadenceAtSpeed(activity, speedMps)) * (1 + (fatigue.cadencePercent / 100) * this.progress());
    const landing: Side = this.walker.side === "left" ? "right" : "left";
    return (60 / cadence) * (1 + (sideSign(landing) * asymmetry.stepTimePercent) / 100);
  }

  private progress(): number {
    return Math.min(1, Math.max(0, this.walker.timeSec / Math.max(1, this.expectedSec)));
  }

  private advance(step: Step): void {
    const w = this.walker;
    const change = Math.min(SLOPE_CHANGE_PER_STEP, Math.max(-SLOPE_CHANGE_PER_STEP, step.slope - w.slope));
    const slopeMean = step.riseMeters === 0 ? w.slope + change / 2 : 0;
    w.slope = step.riseMeters === 0 ? w.slope + change : 0;
    const cosine = 1 / Math.sqrt(1 + slopeMean * slopeMean);
    const horizontal = step.lengthMeters * cosine;
    const headingMean = w.headingRad + (step.curvaturePerMeter * horizontal) / 2;
    w.headingRad += step.curvaturePerMeter * horizontal;
    w.x += horizontal * Math.cos(headingMean);
    w.y += horizontal * Math.sin(headingMean);
    w.z += horizontal * slopeMean + step.riseMeters;
    w.timeSec += step.timeSec;
    w.moving = true;
    this.land(step.activity, step.timeSec, step.lengthMeters / step.timeSec);
  }

  /** The other foot lands beside or ahead of the body's new place. */
  private land(activity: CourseActivity, stepTimeSec: number, speedMps: number): void {
    const w = this.walker;
    const { gait } = this.settings;
    w.side = w.side === "left" ? "right" : "left";
    const outward = w.side === "left" ? 1 : -1;
    const width = (gait.stepWidthMeters * (activity === "run" ? 0.33 : 1)) / 2 + this.scatter(SCATTER.widthMeters);
    const x = w.x - outward * width * Math.sin(w.headingRad);
    const y = w.y + outward * width * Math.cos(w.headingRad);
    const previous = this.footfalls[this.footfalls.length - 2];
    const strideLengthMeters = previous === undefined ? 0 : Math.sqrt((x - previous.x) ** 2 + (y - previous.y) ** 2);
    this.footfalls.push({
      side: w.side,
      initialContactSec: w.timeSec,
      x,
      y,
      z: w.z,
      yawRad: w.headingRad + outward * (gait.toeOutDeg + this.scatter(SCATTER.angleDeg)) * RAD_PER_DEG,
      slopeRad: Math.atan(w.slope),
      activity,
      speedMps,
      style: this.style(activity, stepTimeSec, speedMps, strideLengthMeters),
    });
  }

  private style(
    activity: CourseActivity,
    stepTimeSec: number,
    speedMps: number,
    strideLengthMeters: number,
  ): FootStyle {
    const { gait, asymmetry, fatigue } = this.settings;
    const sign = sideSign(this.walker.side);
    const worn = this.progress();
    const strideTimeSec = 2 * stepTimeSec;
    const duty = gait.walkDutyFactorFraction ?? Math.min(0.72, Math.max(0.54, 0.64 - 0.06 * (speedMps - 1.2)));
    const running = gait.groundContactTimeMs === null ? runningContactSec(speedMps) : gait.groundContactTimeMs / 1000;
    const base = activity === "run" ? running : duty * strideTimeSec;
    const change =
      (sign * asymmetry.contactTimePercent + worn * fatigue.contactTimePercent) / 100 + this.scatter(SCATTER.contact);
    const strikeDeg =
      (activity === "run" ? gait.strikeAngleDeg : (gait.walkStrikeAngleDeg ?? Math.min(27, 14 + 8.5 * speedMps))) +
      sign * asymmetry.strikeAngleDeg +
      worn * fatigue.strikeAngleDeg +
      this.scatter(SCATTER.angleDeg);
    const eversionDeg =
      gait.eversionExcursionDeg * (activity === "run" ? 1 : 0.6) +
      sign * asymmetry.eversionDeg +
      worn * fatigue.eversionDeg +
      this.scatter(SCATTER.angleDeg);
    return createFootStyle({
      activity,
      speedMps,
      strideTimeSec,
      strideLengthMeters,
      contactSec: Math.min(base * (1 + change), strideTimeSec - 0.18),
      strikeRad: strikeDeg * RAD_PER_DEG,
      eversionRad: Math.max(0, eversionDeg) * RAD_PER_DEG,
      rockRad: gait.landingRockDeg * RAD_PER_DEG,
    });
  }
}

/** All footfalls of a course; the same settings and seed give the same plan. */
export function planFootfalls(settings: VirtualRunnerSettings, seed: number): FootfallPlan {
  return new FootfallPlanner(settings, createRandomStream(seed, "footfalls")).plan();
}
