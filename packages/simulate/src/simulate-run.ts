// The virtual runner: a course, a way of moving and two sensors become two recordings with exactly known truth.
// In: settings and a seed. Out: a VirtualRun. The same settings and seed give the same numbers on every machine.
import type { RecordingHeader, Side } from "@solewise/terms";
import { AHEAD_COUNT } from "./curves-ahead.ts";
import { type FootCycle, walkFootPath } from "./foot-path.ts";
import { planFootfalls, type Footfall } from "./footfalls.ts";
import type { FootPhase } from "./foot-phase.ts";
import { setRinging, type Ringing } from "./ringing.ts";
import { createSensorArm, MotionAhead } from "./rolling.ts";
import { leverArm, SampleFate, TimeJitter, VirtualSensor } from "./sensor.ts";
import type { SensorSettings, VirtualRunnerSettings } from "./settings.ts";
import { StrideTruth, type TrueStride } from "./true-stride.ts";

/** A stretch in which the foot stands perfectly still, half-open. */
export interface TrueRest {
  startSec: number;
  endSec: number;
}

/** What the chip of one foot wrote down. */
export interface VirtualRecording {
  header: RecordingHeader;
  /** Sample instants on the recording's own clock, whole µs; shape [samples]. */
  timeUs: Float64Array;
  /** Specific force (m/s²) and angular rate (rad/s) in sensor axes, interleaved; shape [samples × 6]. */
  values: Float64Array;
}

/** One foot's recording and its truth on the recording's own clock. */
export interface VirtualFoot extends VirtualRecording {
  truth: TrueStride[];
  rests: TrueRest[];
}

/** The whole run as it was, on the left foot's clock (the true one, apart from its offset). */
export interface VirtualRunTruth {
  /** Strides of both feet in the order of their midstances. */
  strides: TrueStride[];
  /** Mean over the feet of the sum of their stride lengths; by foot; by activity. */
  distanceMeters: number;
  leftDistanceMeters: number;
  rightDistanceMeters: number;
  walkDistanceMeters: number;
  runDistanceMeters: number;
  /** Mean over the feet of climbed and descended height. */
  ascentMeters: number;
  descentMeters: number;
  /** Last sample instant minus first. */
  durationSec: number;
}

export interface VirtualRun {
  left: VirtualFoot;
  right: VirtualFoot;
  truth: VirtualRunTruth;
}

/** A foot's clock: what it shows at a true instant. */
interface FootClock {
  skipSec: number;
  offsetSec: number;
  rateFraction: number;
}

function footClock(settings: VirtualRunnerSettings, side: Side): FootClock {
  const { clockOffsetSec, clockDriftPpm } = settings.sensor;
  const right = side === "right";
  return {
    skipSec: settings.skipStartSec,
    offsetSec: Math.max(0, right ? clockOffsetSec : -clockOffsetSec),
    rateFraction: right ? 1 + clockDriftPpm * 1e-6 : 1,
  };
}

const toClock = (clock: FootClock, trueSec: number): number =>
  (trueSec - clock.skipSec) * clock.rateFraction + clock.offsetSec;

/** Samples one foot while its path is built. */
class FootRecorder {
  private readonly sensor: VirtualSensor;
  private readonly fate: SampleFate;
  private readonly jitter: TimeJitter;
  private readonly clock: FootClock;
  private readonly settings: SensorSettings;
  private readonly lever: readonly [number, number, number];
  private readonly ringing: Ringing;
  private readonly arm;
  private readonly ahead = new MotionAhead();
  private readonly instantsSec = new Float64Array(AHEAD_COUNT);
  private readonly timeUs: Float64Array;
  private readonly values: Float64Array;
  private readonly tickCount: number;
  private tick = 0;
  private written = 0;

  constructor(settings: VirtualRunnerSettings, side: Side, seed: number, endSec: number, ringing: Ringing) {
    this.settings = settings.sensor;
    this.sensor = new VirtualSensor(settings.sensor, side, seed);
    this.fate = new SampleFate(settings.sensor, side, seed);
    this.jitter = new TimeJitter(settings.sensor, side, seed);
    this.clock = footClock(settings, side);
    this.lever = leverArm(settings.sensor);
    this.arm = createSensorArm(this.lever);
    this.ringing = ringing;
    const spanSec = Math.max(0, endSec - settings.skipStartSec) * this.clock.rateFraction;
    this.tickCount = Math.floor(spanSec * settings.sensor.sampleRateHz) + 1;
    const room = Math.ceil(this.tickCount * (1 + Math.min(1, settings.sensor.duplicatedFraction * 2))) + 64;
    this.timeUs = new Float64Array(room);
    this.values = new Float64Array(room * 6);
  }

  /** Takes every sample that falls into the phase. */
  record(phase: FootPhase): void {
    for (let count = this.findInstants(phase); count > 0; count = this.findInstants(phase)) {
      this.ahead.read(phase, this.instantsSec, 0, count);
      for (let k = 0; k < count; k++) {
        setRinging(this.arm, this.lever, this.ringing, phase, this.instantsSec[k] as number);
        this.ahead.take(k, this.arm);
        this.write(this.tick / this.settings.sampleRateHz, this.fate.next());
        this.tick++;
      }
    }
  }

  /** Instants of the next samples, as many as lie in the phase and can be read in one go; returns how many. */
  private findInstants(phase: FootPhase): number {
    const most = Math.min(AHEAD_COUNT, this.tickCount - this.tick);
    for (let k = 0; k < most; k++) {
      const trueSec = this.clock.skipSec + (this.tick + k) / this.settings.sampleRateHz / this.clock.rateFraction;
      if (trueSec >= phase.endSec) return k;
      this.instantsSec[k] = trueSec;
    }
    return most;
  }

  private write(ownSec: number, copies: 0 | 1 | 2): void {
    const timeUs = Math.max(0, Math.round((ownSec + this.clock.offsetSec + this.jitter.next()) * 1e6));
    const at = this.written * 6;
    const { specificForce, angularRate } = this.ahead.motion;
    this.sensor.read(ownSec, specificForce, angularRate, this.values, at);
    for (let copy = 0; copy < copies && this.written < this.timeUs.length; copy++) {
      if (copy > 0) this.values.copyWithin(this.written * 6, at, at + 6);
      this.timeUs[this.written] = timeUs;
      this.written++;
    }
  }

  get done(): boolean {
    return this.tick >= this.tickCount;
  }

  finish(): { timeUs: Float64Array; values: Float64Array } {
    return { timeUs: this.timeUs.slice(0, this.written), values: this.values.slice(0, this.written * 6) };
  }
}

function shiftStride(stride: TrueStride, clock: FootClock): TrueStride {
  const at = (sec: number): number => toClock(clock, sec);
  return {
    ...stride,
    initialContactSec: stride.initialContactSec === null ? null : at(stride.initialContactSec),
    midstanceSec: at(stride.midstanceSec),
    terminalContactSec: at(stride.terminalContactSec),
    nextInitialContactSec: at(stride.nextInitialContactSec),
    nextMidstanceSec: at(stride.nextMidstanceSec),
  };
}

interface RecordedFoot {
  foot: VirtualFoot;
  trueStrides: TrueStride[];
}

/** How much of one foot is simulated, 0…1, after every stride. */
type OnProgress = (fraction: number) => void;

/** One foot of a run: what it is made of. */
interface FootPlan {
  settings: VirtualRunnerSettings;
  side: Side;
  seed: number;
  footfalls: readonly Footfall[];
  endSec: number;
  ringing: Ringing;
}

function planFoot(settings: VirtualRunnerSettings, seed: number, side: Side): FootPlan {
  const { footfalls, endSec } = planFootfalls(settings, seed);
  const { ringingMps2: amplitudeMps2, ringingHz: frequencyHz } = settings.sensor;
  const own = footfalls.filter((fall) => fall.side === side);
  return { settings, side, seed, footfalls: own, endSec, ringing: { amplitudeMps2, frequencyHz } };
}

/** Records a foot; `onCycle` sees each contact with its swing before it is recorded. */
function recordFoot(plan: FootPlan, onCycle: (cycle: FootCycle) => void, onProgress: OnProgress): VirtualRecording {
  const { settings, side, seed, endSec } = plan;
  const recorder = new FootRecorder(settings, side, seed, endSec, plan.ringing);
  for (const cycle of walkFootPath(plan.footfalls)) {
    onCycle(cycle);
    recorder.record(cycle.contact);
    recorder.record(cycle.swing);
    onProgress(Math.min(1, Math.max(0, cycle.swing.endSec / endSec)));
    if (recorder.done && cycle.swing.startSec > endSec) break;
  }
  const { place, accRangeG, gyrRangeDps } = settings.sensor;
  const header: RecordingHeader = {
    startedAtUtc: null,
    side,
    place,
    rangeG: accRangeG,
    rangeDps: gyrRangeDps,
    device: `virtual runner seed ${seed}`,
  };
  return { header, ...recorder.finish() };
}

/** Records a foot and measures what is true. */
function recordWithTruth(plan: FootPlan, onProgress: OnProgress): RecordedFoot {
  const { settings, side, endSec } = plan;
  const truthMaker = new StrideTruth(leverArm(settings.sensor), plan.ringing);
  const clock = footClock(settings, side);
  const trueStrides: TrueStride[] = [];
  const rests: TrueRest[] = [];
  const onCycle = (cycle: FootCycle): void => {
    const stride = truthMaker.add(cycle);
    if (stride !== null && stride.nextMidstanceSec < endSec && stride.midstanceSec >= settings.skipStartSec)
      trueStrides.push(stride);
    const { restStartSec, restEndSec } = cycle.contact;
    if (restStartSec !== null && restEndSec !== null && restStartSec < endSec && restEndSec > settings.skipStartSec) {
      const startSec = Math.max(restStartSec, settings.skipStartSec);
      rests.push({ startSec: toClock(clock, startSec), endSec: toClock(clock, Math.min(restEndSec, endSec)) });
    }
  };
  const recording = recordFoot(plan, onCycle, onProgress);
  const truth = trueStrides.map((stride) => shiftStride(stride, clock));
  return { foot: { ...recording, truth, rests }, trueStrides };
}

const sumOf = (strides: readonly TrueStride[], pick: (stride: TrueStride) => number): number =>
  strides.reduce((sum, stride) => sum + pick(stride), 0);

function totalTruth(left: RecordedFoot, right: RecordedFoot, clock: FootClock): VirtualRunTruth {
  const strides = [...left.trueStrides, ...right.trueStrides]
    .sort((a, b) => a.midstanceSec - b.midstanceSec)
    .map((stride) => shiftStride(stride, clock));
  const length = (stride: TrueStride): number => stride.strideLengthMeters;
  const half = (pick: (stride: TrueStride) => number): number => sumOf(strides, pick) / 2;
  const { timeUs } = left.foot;
  return {
    strides,
    distanceMeters: half(length),
    leftDistanceMeters: sumOf(left.trueStrides, length),
    rightDistanceMeters: sumOf(right.trueStrides, length),
    walkDistanceMeters: half((stride) => (stride.activity === "walk" ? stride.strideLengthMeters : 0)),
    runDistanceMeters: half((stride) => (stride.activity === "run" ? stride.strideLengthMeters : 0)),
    ascentMeters: half((stride) => Math.max(0, stride.heightChangeMeters)),
    descentMeters: half((stride) => Math.max(0, -stride.heightChangeMeters)),
    durationSec: ((timeUs[timeUs.length - 1] ?? 0) - (timeUs[0] ?? 0)) / 1e6,
  };
}

/** Two recordings of one run, with their truth. `seed` is a whole number ≥ 0; `onProgress` hears 0…1. */ // SIM28
export function simulateRun(
  settings: VirtualRunnerSettings,
  seed: number,
  onProgress: OnProgress = () => undefined,
): VirtualRun {
  const left = recordWithTruth(planFoot(settings, seed, "left"), (share) => onProgress(share / 2));
  const right = recordWithTruth(planFoot(settings, seed, "right"), (share) => onProgress((1 + share) / 2));
  return { left: left.foot, right: right.foot, truth: totalTruth(left, right, footClock(settings, "left")) };
}

/** One foot's recording of that run, bit for bit, without measuring what is true: that is a third of the cost. */ // SIM28
export function simulateRecording(
  settings: VirtualRunnerSettings,
  seed: number,
  side: Side,
  onProgress: OnProgress = () => undefined,
): VirtualRecording {
  return recordFoot(planFoot(settings, seed, side), () => undefined, onProgress);
}
