// Synthetic recordings for tests: a plan of strides in, a FootRecording with exactly known strides out. No signal behind it.
import type { FootRecording, SignalQuality, StrideTable } from "@solewise/gait";
import type { AlgorithmDescription, Side, Stride } from "@solewise/terms";

export { normalNoise, PATH_STEP_SEC, type RunnerPath, simulateFixes } from "./calibration/simulated-fixes.ts";

/** Describes an algorithm in tests. */
export const testAlgorithm: AlgorithmDescription = {
  version: "test",
  packId: "test",
  accRangeG: 16,
  gyrRangeDps: 2000,
};

/** A signal nobody could complain of. */
export const cleanSignal: SignalQuality = {
  sampleCount: 12_000,
  firstSampleSec: 0,
  lastSampleSec: 60,
  sampleRateHz: 200,
  lostFraction: 0,
  gapCount: 0,
  gapTotalSec: 0,
  duplicatedCount: 0,
  accClippedFraction: 0,
  gyrClippedFraction: 0,
  accPeakMps2: 120,
  gyrPeakRadPerSec: 15,
  accMeanMps2: 13,
  restAtStartSec: 1,
  fingerprint: "clean",
};

/** A stride table over an array; `strideIndex` is set to the position, as a kernel does. */
export class ArrayStrideTable implements StrideTable {
  readonly #strides: readonly Stride[];

  constructor(strides: readonly Stride[]) {
    this.#strides = strides;
  }

  get strideCount(): number {
    return this.#strides.length;
  }

  strideAt(index: number): Stride {
    const stride = this.#strides[index];
    if (stride === undefined) throw new RangeError(`stride ${index} of ${this.#strides.length}`);
    return { ...stride, strideIndex: index };
  }

  *[Symbol.iterator](): Iterator<Stride> {
    for (let index = 0; index < this.#strides.length; index++) yield this.strideAt(index);
  }
}

/** A running stride of 0.7 s, 2.1 m and 250 ms contact from a given initial contact on, with any fields replaced. */
export function syntheticStride(side: Side, initialContactSec: number, fields: Partial<Stride> = {}): Stride {
  const strideTimeMs = fields.strideTimeMs ?? 700;
  const groundContactTimeMs = fields.groundContactTimeMs ?? 250;
  const strideLengthMeters = fields.strideLengthMeters === undefined ? 2.1 : fields.strideLengthMeters;
  return {
    strideIndex: 0,
    side,
    initialContactSec,
    midstanceSec: initialContactSec + 0.1,
    terminalContactSec: initialContactSec + groundContactTimeMs / 1000,
    nextInitialContactSec: initialContactSec + strideTimeMs / 1000,
    activity: "run",
    groundContactTimeMs,
    swingTimeMs: strideTimeMs - groundContactTimeMs,
    strideTimeMs,
    strideLengthMeters,
    speedMps: strideLengthMeters === null ? null : strideLengthMeters / (strideTimeMs / 1000),
    heightChangeMeters: 0,
    clearanceMeters: 0.1,
    turnDeg: 0,
    footStrikeAngleDeg: 10,
    footStrikePattern: "rearfoot",
    eversionExcursionDeg: 8,
    impactPeakG: 6,
    qualityFraction: 0.9,
    uncertainty: strideLengthMeters === null ? {} : { strideLengthMeters: 0.05 },
    evidence: {
      anchorEnergyRad2PerSec2: 0.1,
      anchorTiltDeg: 1,
      dominantAxisPowerFraction: 0.6,
      closureResidualMps: 0.1,
      impactDelayMs: 0,
    },
    ...fields,
  };
}

/** Equal strides in a row, one after the other from `startSec`; `fieldsOf` replaces fields of a stride by position. */
export function syntheticStrides(
  side: Side,
  startSec: number,
  strideCount: number,
  fieldsOf: (index: number) => Partial<Stride> = () => ({}),
): Stride[] {
  let contactSec = startSec;
  return Array.from({ length: strideCount }, (_, index) => {
    const stride = syntheticStride(side, contactSec, fieldsOf(index));
    contactSec += (stride.strideTimeMs ?? 700) / 1000;
    return stride;
  });
}

/** A recording of one foot over given strides; its samples span them with a second to spare. */
export function syntheticRecording(
  side: Side,
  strides: readonly Stride[],
  signal: Partial<SignalQuality> = {},
  startedAtUtc: string | null = null,
): FootRecording {
  const lastSampleSec = (strides.at(-1)?.midstanceSec ?? 59) + 1;
  return {
    file: `${side}.csv`,
    side,
    header: { startedAtUtc, side, place: null, rangeG: null, rangeDps: null, device: null },
    signal: { ...cleanSignal, lastSampleSec, fingerprint: side, ...signal },
    strides: new ArrayStrideTable(strides),
    accRangeG: 16,
    gyrRangeDps: 2000,
  };
}
