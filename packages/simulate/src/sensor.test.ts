// The sensor's errors do what they say, and no more.
import { GRAVITY_MPS2 } from "@solewise/terms";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mountingMatrix } from "./sensor.ts";
import { createVirtualRunnerSettings, type CourseSegment, type SensorSettings } from "./settings.ts";
import { perfectSensor } from "./testing.ts";
import { simulateRun, type VirtualFoot, type VirtualRun } from "./simulate-run.ts";

const COURSE: CourseSegment[] = [
  { activity: "stand", durationSec: 3 },
  { activity: "run", durationSec: 12, speedMps: 3.5 },
];

function runWith(sensor: Partial<SensorSettings>, course = COURSE): VirtualRun {
  return simulateRun(createVirtualRunnerSettings({ course, sensor: { ...perfectSensor, ...sensor } }), 4);
}

const sample = (foot: VirtualFoot, i: number): number[] => [...foot.values.subarray(6 * i, 6 * i + 6)];

describe("place and mounting", () => {
  it("[SIM19] mounting turns every sample exactly", () => {
    const plain = runWith({}).right;
    const angle = fc.double({ min: -180, max: 180, noNaN: true });
    fc.assert(
      fc.property(angle, angle, angle, (rollDeg, pitchDeg, yawDeg) => {
        const mounting = { rollDeg, pitchDeg, yawDeg };
        const turned = runWith({ mountingRight: mounting }).right;
        const m = mountingMatrix(mounting);
        for (let i = 0; i < plain.timeUs.length; i += 97) {
          const [before, after] = [sample(plain, i), sample(turned, i)];
          for (const at of [0, 3]) {
            for (let r = 0; r < 3; r++) {
              const expected = [0, 1, 2].reduce((sum, k) => sum + (m[3 * r + k] ?? 0) * (before[at + k] ?? 0), 0);
              expect(Math.abs((after[at + r] ?? 0) - expected)).toBeLessThan(3e-5);
            }
          }
        }
      }),
      { numRuns: 6 },
    );
  });

  it("[SIM19] the lever arm changes the specific force by rigid-body terms and the angular rate not at all", () => {
    const quiet = { ringingMps2: 0, sampleRateHz: 400 };
    const a = runWith({ ...quiet, leverArmMeters: [0, 0, 0] }).right;
    const b = runWith({ ...quiet, leverArmMeters: [0.05, 0, 0.08] }).right;
    for (let i = 1600; i < 4000; i += 7) {
      expect(sample(a, i).slice(3)).toEqual(sample(b, i).slice(3));
      const [wx = 0, wy = 0, wz = 0] = sample(a, i).slice(3);
      const rate = [3, 4, 5].map((k) => ((a.values[6 * (i + 1) + k] ?? 0) - (a.values[6 * (i - 1) + k] ?? 0)) * 200);
      const [ax = 0, ay = 0, az = 0] = rate;
      const [x, z] = [0.05, 0.08];
      const c = [wy * z, wz * x - wx * z, -wy * x] as const;
      const expected = [
        ay * z + wy * c[2] - wz * c[1],
        az * x - ax * z + wz * c[0] - wx * c[2],
        -ay * x + wx * c[1] - wy * c[0],
      ];
      const third = [3, 4, 5].map((k) => {
        const w = (n: number): number => a.values[6 * (i + n) + k] ?? 0;
        return Math.abs(w(2) - 2 * w(1) + 2 * w(-1) - w(-2));
      });
      const tolerance = 0.02 + 0.1 * 400 * third.reduce((sum, size) => sum + size, 0);
      expected.forEach((e, k) =>
        expect(Math.abs((sample(b, i)[k] ?? 0) - (sample(a, i)[k] ?? 0) - e)).toBeLessThan(tolerance),
      );
    }
  });
});

describe("errors", () => {
  it("[SIM20] noise has its density and offsets stay where they are", () => {
    const density = 0.01;
    const { left } = runWith({ accNoiseMps2PerRootHz: density, gyrBiasRadPerSec: 0.02, gyrWarmingRadPerSec: 0 }, [
      { activity: "stand", durationSec: 40 },
    ]);
    const z = Array.from({ length: left.timeUs.length }, (_, i) => left.values[6 * i + 2] ?? 0);
    const mean = z.reduce((s, x) => s + x, 0) / z.length;
    const sd = Math.sqrt(z.reduce((s, x) => s + (x - mean) ** 2, 0) / z.length);
    expect(sd / (density * Math.sqrt(100))).toBeGreaterThan(0.95);
    expect(sd / (density * Math.sqrt(100))).toBeLessThan(1.05);
    const [first, last] = [sample(left, 3).slice(3), sample(left, left.timeUs.length - 3).slice(3)];
    expect(first).toEqual(last);
    expect(first.some((w) => Math.abs(w) > 1e-4)).toBe(true);
  });

  it("[SIM20] the gyroscope's offset warms towards its end value", () => {
    const { left } = runWith({ gyrWarmingRadPerSec: 0.01 }, [{ activity: "stand", durationSec: 300 }]);
    const at = (sec: number): number => left.values[6 * Math.round(sec * 200) + 4] ?? 0;
    expect(at(0)).toBe(0);
    expect(Math.abs(at(290))).toBeGreaterThan(Math.abs(at(100)));
    expect(Math.abs(at(290))).toBeLessThanOrEqual(0.01);
  });

  it("[SIM21] axes stop at their range and readings are whole counts", () => {
    const { left } = runWith({ accRangeG: 4, gyrRangeDps: 500, quantised: true });
    const free = runWith({}).left;
    const [acc, gyr] = [4 * GRAVITY_MPS2, (500 * Math.PI) / 180];
    let stopped = 0;
    for (let i = 0; i < left.values.length; i++) {
      const full = i % 6 < 3 ? acc : gyr;
      const [value, real] = [left.values[i] ?? 0, free.values[i] ?? 0];
      expect(Math.abs(value)).toBeLessThanOrEqual(full + 1e-5);
      const clipped = Math.min(full, Math.max(-full, real));
      expect(Math.abs(value - clipped)).toBeLessThan(full / 32768 + 2e-5);
      if (clipped !== real) stopped++;
      const counts = (value / full) * 32768;
      expect(Math.abs(counts - Math.round(counts))).toBeLessThan(0.02);
    }
    expect(stopped).toBeGreaterThan(20);
  });

  it("[SIM22] losses and copies have their shares and leave the rest as it was", () => {
    const noisy = { accNoiseMps2PerRootHz: 0.002 };
    const course: CourseSegment[] = [{ activity: "run", durationSec: 100 }];
    const whole = runWith(noisy, course).left;
    const holed = runWith({ ...noisy, lostFraction: 0.1, lostBurstSamples: 4, duplicatedFraction: 0.03 }, course).left;
    const byTime = new Map([...whole.timeUs.entries()].map(([i, us]) => [us, i]));
    let copies = 0;
    let distinct = 0;
    for (let i = 0; i < holed.timeUs.length; i++) {
      if (holed.timeUs[i] === holed.timeUs[i - 1]) copies++;
      else distinct++;
      expect(sample(holed, i)).toEqual(sample(whole, byTime.get(holed.timeUs[i] ?? -1) ?? -1));
    }
    expect(1 - distinct / whole.timeUs.length).toBeGreaterThan(0.08);
    expect(1 - distinct / whole.timeUs.length).toBeLessThan(0.12);
    expect(copies / distinct).toBeGreaterThan(0.022);
    expect(copies / distinct).toBeLessThan(0.038);
  });

  it("[SIM29] instants are written wrong by the spread asked for, in order, and readings stay", () => {
    const exact = runWith({}).left;
    const jittered = runWith({ timeJitterSec: 0.0008 }).left;
    expect(jittered.values).toEqual(exact.values);
    const errorsSec = jittered.timeUs.map((us, i) => (us - (exact.timeUs[i] ?? Number.NaN)) / 1e6).slice(1);
    const spreadSec = Math.sqrt(errorsSec.reduce((sum, sec) => sum + sec * sec, 0) / errorsSec.length);
    expect(spreadSec).toBeGreaterThan(0.00075);
    expect(spreadSec).toBeLessThan(0.00085);
    const wild = runWith({ timeJitterSec: 0.002, sampleRateHz: 400 }).left.timeUs;
    for (let i = 1; i < wild.length; i++) expect(wild[i]).toBeGreaterThan(wild[i - 1] ?? Number.NaN);
  });

  it("[SIM30] each axis of the gyroscope drifts steadily by what is asked for, the accelerometer not", () => {
    const { right } = runWith({ gyrDriftRadPerSecPerHour: 0.06 }, [{ activity: "stand", durationSec: 120 }]);
    const first = sample(right, 0);
    for (const sec of [30, 60, 120]) {
      const now = sample(right, sec * 200);
      expect(now.slice(0, 3)).toEqual(first.slice(0, 3));
      for (const axis of [3, 4, 5]) {
        const change = Math.abs((now[axis] ?? Number.NaN) - (first[axis] ?? Number.NaN));
        expect(Math.abs(change - (0.06 * sec) / 3600)).toBeLessThan(2e-5);
      }
    }
  });

  it("[SIM23] offset and drift move the right foot's instants and its truth alike", () => {
    const same = runWith({});
    const apart = runWith({ clockOffsetSec: 0.4, clockDriftPpm: 200 });
    expect(apart.left.timeUs).toEqual(same.left.timeUs);
    expect(apart.right.timeUs[0]).toBe(400_000);
    const [a, b] = [same.right.truth[10], apart.right.truth[10]];
    expect(b?.midstanceSec).toBeCloseTo((a?.midstanceSec ?? 0) * 1.0002 + 0.4, 9);
    expect(b?.strideLengthMeters).toBeCloseTo(a?.strideLengthMeters ?? 0, 9);
    const behind = runWith({ clockOffsetSec: -0.3 });
    expect([behind.left.timeUs[0], behind.right.timeUs[0]]).toEqual([300_000, 0]);
  });
});
