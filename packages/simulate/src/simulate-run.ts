// The virtual runner: a course, a way of moving and two sensors become two recordings with exactly known truth.
// In: settings and a seed. Out: a VirtualRun. The same settings and seed give the same numbers on every machine.
import type { RecordingHeader, Side } from "@solewise/terms";
import { walkFootPath } from "./foot-path.ts";
import { planFootfalls, type Footfall } from "./footfalls.ts";
import type { FootPhase } from "./foot-phase.ts";
import { setRinging, type Ringing } from "./ringing.ts";
import { computeFootMotion, createFootMotion, createSensorArm } from "./rolling.ts";
import { leverArm, SampleFate, VirtualSensor } from "./sensor.ts";
import type { SensorSettings, VirtualRunnerSettings } from "./settings.ts";
import { StrideTruth, type TrueStride } from "./true-stride.ts";

/** A stretch in which the foot stands perfectly still, half-open. */
export interface TrueRest {
  startSec: number;
  endSec: number;
}

/** One foot's recording and its truth on the recording's own clock. */
export interface VirtualFoot {
  header: RecordingHeader;
  /** Sample instants on the recording's own clock, whole µs; shape [samples]. */
  timeUs: Float64Array;
  /** Specific force (m/s²) and angular rate (rad/s) in sensor axes, interleaved; shape [samples × 6]. */
  values: Float64Array;
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
  private readonly clock: FootClock;
  private readonly settings: SensorSettings;
  private readonly lever: readonly [number, number, number];
  private readonly ringing: Ringing;
  private readonly arm;
  private readonly motion = createFootMotion();
  private readonly timeUs: Float64Array;
  private readonly values: Float64Array;
  private readonly tickCount: number;
  private tick = 0;
  private written = 0;

  constructor(settings: VirtualRunnerSettings, side: Side, seed: number, endSec: number, ringing: Ringing) {
    this.settings = settings.sensor;
    this.sensor = new VirtualSensor(settings.sensor, side, seed);
    this.fate = new SampleFate(settings.sensor, side, seed);
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
    const { sampleRateHz } = this.settings;
    for (; this.tick < this.tickCount; this.tick++) {
      const ownSec = this.tick / sampleRateHz;
      const trueSec = this.clock.skipSec + ownSec / this.clock.rateFraction;
      if (trueSec >= phase.endSec) return;
      setRinging(this.arm, this.lever, this.ringing, phase, trueSec);
      computeFootMotion(phase, trueSec, this.arm, this.motion);
      this.write(ownSec, this.fate.next());
    }
  }

  private write(ownSec: number, copies: 0 | 1 | 2): void {
    const timeUs = Math.round((ownSec + this.clock.offsetSec) * 1e6);
    const at = this.written * 6;
    this.sensor.read(ownSec, this.motion.specificForce, this.motion.angularRate, this.values, at);
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

function recordFoot(
  settings: VirtualRunnerSettings,
  side: Side,
  seed: number,
  plan: readonly Footfall[],
  endSec: number,
): RecordedFoot {
  const ringing = { amplitudeMps2: settings.sensor.ringingMps2, frequencyHz: settings.sensor.ringingHz };
  const recorder = new FootRecorder(settings, side, seed, endSec, ringing);
  const truthMaker = new StrideTruth(leverArm(settings.sensor), ringing);
  const clock = footClock(settings, side);
  const trueStrides: TrueStride[] = [];
  const rests: TrueRest[] = [];
  for (const cycle of walkFootPath(plan)) {
    const stride = truthMaker.add(cycle);
    if (stride !== null && stride.nextMidstanceSec < endSec && stride.midstanceSec >= settings.skipStartSec)
      trueStrides.push(stride);
    const { restStartSec, restEndSec } = cycle.contact;
    if (restStartSec !== null && restEndSec !== null && restStartSec < endSec && restEndSec > settings.skipStartSec) {
      const startSec = Math.max(restStartSec, settings.skipStartSec);
      rests.push({ startSec: toClock(clock, startSec), endSec: toClock(clock, Math.min(restEndSec, endSec)) });
    }
    recorder.record(cycle.contact);
    recorder.record(cycle.swing);
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
  const truth = trueStrides.map((stride) => shiftStride(stride, clock));
  return { foot: { header, ...recorder.finish(), truth, rests }, trueStrides };
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

/** Two recordings of one run, with their truth. `seed` is a whole number ≥ 0. */
export function simulateRun(settings: VirtualRunnerSettings, seed: number): VirtualRun {
  const { footfalls, endSec } = planFootfalls(settings, seed);
  const of = (side: Side): RecordedFoot =>
    recordFoot(
      settings,
      side,
      seed,
      footfalls.filter((fall) => fall.side === side),
      endSec,
    );
  const left = of("left");
  const right = of("right");
  return { left: left.foot, right: right.foot, truth: totalTruth(left, right, footClock(settings, "left")) };
}
