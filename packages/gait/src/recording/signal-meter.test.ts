// Tests of the signal meter: rate, losses, end stops, rest, fingerprint, and the refusals over a whole recording.
import fc from "fast-check";
import { InputError } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { blockOf, type MadeSample, meterOf, movingReadings, steadySamples } from "./testing.ts";
import { SignalMeter } from "./signal-meter.ts";

const STILL = [0.1, -0.2, 9.8, 0.01, -0.02, 0.03];

/** Deterministic noise of about unit spread. */
function noise(index: number, channel: number): number {
  const mixed = Math.sin(index * 12.9898 + channel * 78.233) * 43758.5453;
  return (mixed - Math.floor(mixed) - 0.5) * 3.46;
}

/** Readings at rest: gyroscope bias on each axis in °/s, noise of 0.2 °/s and 0.05 m/s². */
function restingReadings(biasDps: number): (index: number) => number[] {
  return (index) => [
    ...[0.6, -3.1, 9.3].map((level, axis) => level + 0.05 * noise(index, axis)),
    ...[3, 4, 5].map((channel) => ((biasDps + 0.2 * noise(index, channel)) * Math.PI) / 180),
  ];
}

describe("[REC17] the sample rate", () => {
  it.each([80, 100, 128, 200, 204.8, 400, 450])("is found at %d Hz", (rateHz) => {
    const meter = meterOf(steadySamples(rateHz * 4, 1e6 / rateHz));
    meter.check();
    expect(meter.quality().sampleRateHz).toBeCloseTo(rateHz, 1);
  });

  it.each([400, 300, 225])("is found at %d Hz from a column in whole milliseconds", (rateHz) => {
    const samples = steadySamples(rateHz * 4, 1e6 / rateHz).map(([timeUs, ...readings]) => {
      return [Math.round(timeUs / 1000) * 1000, ...readings] as MadeSample;
    });
    const meter = meterOf(samples);
    meter.check();
    expect(meter.quality().sampleRateHz / rateHz).toBeCloseTo(1, 2);
    expect(meter.quality().lostFraction).toBe(0);
  });

  it("does not mind a few instants close together", () => {
    const samples = steadySamples(1000, 5000).flatMap((sample, index): MadeSample[] => {
      const [timeUs, ...readings] = sample;
      return index % 9 === 0 ? [sample, [timeUs + 100, ...readings]] : [sample];
    });
    expect(meterOf(samples).quality().sampleRateHz).toBeGreaterThan(199);
    expect(meterOf(samples).quality().sampleRateHz).toBeLessThan(202);
  });

  it("does not mind lost samples and gaps", () => {
    const samples = steadySamples(4000, 5000).filter((_, index) => index % 7 !== 3 && Math.floor(index / 500) !== 4);
    expect(meterOf(samples).quality().sampleRateHz).toBeCloseTo(200, 6);
  });
});

describe("[REC18] a rate that is not analysed", () => {
  const check = (samples: MadeSample[]) => () => meterOf(samples).check();

  it.each([
    [50, /found 50 Hz; set the sensor to 100 Hz or more/],
    [79, /found 79 Hz/],
    [451, /found 451 Hz; average neighbouring samples/],
    [1000, /found 1000 Hz/],
    [0.2, /found 0\.2 Hz; the time column looks like milliseconds: divide it by 1000/],
    [0.0002, /the time column looks like microseconds/],
    [2e-7, /the time column looks like nanoseconds/],
  ])("refuses %d Hz", (rateHz, message) => {
    expect(check(steadySamples(40, 1e6 / rateHz))).toThrow(InputError);
    expect(check(steadySamples(40, 1e6 / rateHz))).toThrow(message);
    expect(check(steadySamples(40, 1e6 / rateHz))).toThrow(/^walk\.csv: expected a sample rate of 80 to 450 Hz/);
  });

  it.each([79.85, 450.8])("grants the sensor's clock %d Hz", (rateHz) => {
    expect(check(steadySamples(2000, 1e6 / rateHz))).not.toThrow();
  });

  it("recognises instants of arrival", () => {
    const samples = steadySamples(2000, 5000).map(([timeUs, ...readings], index) => {
      return [timeUs - (index % 10) * 4800, ...readings] as MadeSample;
    });
    expect(check(samples)).toThrow(/arrivals in bursts/);
  });

  it("is refused after five seconds already", () => {
    const meter = new SignalMeter({ file: "walk.csv" });
    const samples = steadySamples(400, 20_000);
    expect(() => meter.take(blockOf(samples.slice(0, 200)))).not.toThrow();
    expect(() => meter.take(blockOf(samples.slice(200)))).toThrow(/found 50 Hz/);
  });

  it("is not judged early on a few samples", () => {
    const slow = steadySamples(7, 1e6).map(([timeUs, ...rest]) => [timeUs - 7e6, ...rest] as MadeSample);
    const meter = meterOf([...slow, ...steadySamples(1000, 5000)], {}, 1);
    expect(() => meter.check()).not.toThrow();
  });

  it("is not judged early round a pause", () => {
    const pause = steadySamples(20, 5000).map(([timeUs, ...rest]) => [timeUs - 10e6, ...rest] as MadeSample);
    const meter = meterOf([...pause, ...steadySamples(1000, 5000)], {}, 30);
    expect(() => meter.check()).not.toThrow();
  });
});

describe("[REC19] length", () => {
  it("refuses less than three seconds", () => {
    expect(() => meterOf(steadySamples(590, 5000)).check()).toThrow(
      /expected at least 3 s of samples, but found 2\.95 s/,
    );
    expect(() => meterOf(steadySamples(600, 5000)).check()).not.toThrow();
  });

  it("does not round what came up to what was expected", () => {
    expect(() => meterOf(steadySamples(599, 5000)).check()).toThrow(/but found 2\.995 s/);
  });

  it("takes shorter ones when it is told so", () => {
    expect(() => meterOf(steadySamples(590, 5000), { minDurationSec: 2 }).check()).not.toThrow();
  });

  it("refuses one sample and none", () => {
    expect(() => meterOf(steadySamples(1, 5000)).check()).toThrow(/found 0\.00 s/);
    expect(() => new SignalMeter({ file: "walk.csv" }).check()).toThrow(/found 0\.00 s/);
  });
});

describe("[REC20] a sensor that never changes", () => {
  it.each([
    ["accelerometer", (index: number) => [...STILL.slice(0, 3), ...movingReadings(index).slice(3)]],
    ["gyroscope", (index: number) => [...movingReadings(index).slice(0, 3), 0, 0, 0]],
  ])("refuses a constant %s", (sensor, readings) => {
    const meter = meterOf(steadySamples(900, 5000, readings), {}, 100);
    expect(() => meter.check()).toThrow(`walk.csv: expected the ${sensor} to move with the foot, but found the same`);
  });

  it("is content with one changing reading", () => {
    const readings = (index: number): number[] => (index === 899 ? STILL.map((value) => value + 0.01) : STILL);
    expect(() => meterOf(steadySamples(900, 5000, readings)).check()).not.toThrow();
  });
});

describe("[REC32] codes and values of what a whole recording shows", () => {
  const sampleRate = (sampleRateHz: number, mistake: string) => ({
    code: "sample-rate-wrong",
    values: { sampleRateHz, sampleRateMinHz: 80, sampleRateMaxHz: 450, mistake },
  });

  it.each([
    ["slow", steadySamples(200, 20_000), sampleRate(50, "too-slow")],
    ["fast", steadySamples(2000, 1000), sampleRate(1000, "too-fast")],
    ["in milliseconds", steadySamples(400, 5e6), sampleRate(0.2, "milliseconds")],
    [
      "short",
      steadySamples(590, 5000),
      { code: "recording-too-short", values: { durationSec: 2.95, durationMinSec: 3 } },
    ],
    [
      "numb",
      steadySamples(900, 5000, (index) => [...movingReadings(index).slice(0, 3), 0, 0, 0]),
      { code: "sensor-constant", values: { sensor: "gyroscope", readings: "0, 0, 0" } },
    ],
  ])("%s", (_, samples, facts) => {
    expect(() => meterOf(samples).check()).toThrow(expect.objectContaining(facts));
  });
});

describe("[REC21] repeated instants", () => {
  const samples = steadySamples(1000, 5000).flatMap((sample, index) =>
    index % 10 === 9 ? [sample, sample] : [sample],
  );

  it("is counted and left out", () => {
    const meter = new SignalMeter({ file: "walk.csv" });
    const block = blockOf(samples);
    const kept = meter.take(block);
    expect(Array.from(kept.timeUs.subarray(0, kept.sampleCount))).toEqual(steadySamples(1000, 5000).map(([at]) => at));
    expect(Array.from(kept.values.subarray(0, kept.sampleCount * 6))).toEqual(
      steadySamples(1000, 5000).flatMap(([, ...readings]) => readings),
    );
    expect(meter.quality()).toMatchObject({ sampleCount: 1000, duplicatedCount: 100, lostFraction: 0 });
    expect(block).toEqual(blockOf(samples));
  });

  it("is found across blocks", () => {
    const meter = new SignalMeter({ file: "walk.csv" });
    const block = blockOf(steadySamples(10, 5000));
    expect(meter.take(block)).toBe(block);
    expect(meter.take(blockOf(steadySamples(10, 5000).slice(9))).sampleCount).toBe(0);
    expect(meter.quality().duplicatedCount).toBe(1);
  });

  it("leaves the figures as they are without the repeats", () => {
    const { duplicatedCount, ...figures } = meterOf(samples, {}, 37).quality();
    expect(duplicatedCount).toBe(100);
    expect(meterOf(steadySamples(1000, 5000)).quality()).toEqual({ ...figures, duplicatedCount: 0 });
  });
});

describe("[REC22] lost samples and gaps", () => {
  it("counts what is missing in short intervals", () => {
    const samples = steadySamples(2001, 5000).filter((_, index) => index % 20 !== 7 && index % 20 !== 8);
    expect(meterOf(samples).quality()).toMatchObject({ gapCount: 0, gapTotalSec: 0 });
    expect(meterOf(samples).quality().lostFraction).toBeCloseTo(0.1, 3);
    const single = steadySamples(2001, 5000).filter((_, index) => index % 20 !== 7);
    expect(meterOf(single).quality().lostFraction).toBeCloseTo(0.05, 3);
  });

  it("counts long intervals as gaps and not as losses", () => {
    const samples = steadySamples(2000, 5000).filter(([timeUs]) => timeUs < 2e6 || timeUs >= 3.5e6);
    const { lostFraction, gapCount, gapTotalSec } = meterOf(samples).quality();
    expect({ lostFraction, gapCount }).toEqual({ lostFraction: 0, gapCount: 1 });
    expect(gapTotalSec).toBeCloseTo(1.505, 9);
  });

  it("draws the line at 50 ms", () => {
    const at50 = steadySamples(800, 5000).map(
      ([timeUs, ...rest], index) => [index < 400 ? timeUs : timeUs + 45_000, ...rest] as MadeSample,
    );
    expect(meterOf(at50).quality().gapCount).toBe(0);
    const over50 = at50.map(([timeUs, ...rest], index) => [index < 400 ? timeUs : timeUs + 1, ...rest] as MadeSample);
    expect(meterOf(over50).quality().gapCount).toBe(1);
  });
});

describe("[REC23] end stops", () => {
  const clipped = (limit: number, channel: number, size: number) => (index: number) => {
    return movingReadings(index).map((value, at) =>
      at === channel ? Math.max(-limit, Math.min(limit, value * size)) : value,
    );
  };

  it("finds a plateau of unknown range", () => {
    const samples = steadySamples(2000, 5000, clipped(78.4, 1, 40));
    const truth = samples.filter((sample) => Math.abs(sample[2] ?? 0) === 78.4).length / 2000;
    expect(truth).toBeGreaterThan(0.1);
    expect(Math.abs(meterOf(samples).quality().accClippedFraction - truth)).toBeLessThan(0.002);
    expect(meterOf(samples).quality().gyrClippedFraction).toBe(0);
  });

  it("does not take equal readings below a higher peak for an end stop: smooth peaks have them too", () => {
    const readings = (index: number): number[] => {
      const level = { 300: 80, 301: 80, 302: 80, 500: -76, 501: -76, 700: 100 }[index];
      return movingReadings(index).map((value, at) => (at === 2 ? (level ?? value) : value));
    };
    expect(meterOf(steadySamples(1000, 5000, readings)).quality().accClippedFraction).toBe(0);
  });

  it.each([
    ["±4 g", 1, 39.2266, "accClippedFraction"],
    ["±2 g", 2, 19.6133, "accClippedFraction"],
    ["±250 °/s", 4, 4.3633, "gyrClippedFraction"],
    ["±125 °/s", 3, -2.1817, "gyrClippedFraction"],
  ] as const)("finds the plateaus of a sensor of %s that is not stated", (_, channel, limit, figure) => {
    const samples = steadySamples(2000, 5000, clipped(Math.abs(limit), channel, 10));
    const truth = samples.filter((sample) => Math.abs(sample[channel + 1] ?? 0) === Math.abs(limit)).length / 2000;
    const quality = meterOf(samples, {}, 100).quality();
    expect(quality[figure]).toBeCloseTo(truth, 9);
    expect(quality.accClippedFraction + quality.gyrClippedFraction).toBe(quality[figure]);
  });

  it("does not take the peaks of coarse readings for an end stop", () => {
    const readings = (index: number): number[] =>
      movingReadings(0.6 * index).map((value) => Math.round(value * 20) / 20);
    const quality = meterOf(steadySamples(20_000, 5000, readings)).quality();
    expect(quality).toMatchObject({ accClippedFraction: 0, gyrClippedFraction: 0 });
  });

  it("finds single peaks that always stop at the same reading", () => {
    const readings = (index: number): number[] =>
      movingReadings(index).map((value, at) => (at === 3 && index % 50 === 0 ? -8.73 : value));
    expect(meterOf(steadySamples(1000, 5000, readings)).quality().gyrClippedFraction).toBe(20 / 1000);
  });

  it("finds readings at 98 % of a stated range", () => {
    const readings = (index: number): number[] =>
      movingReadings(index).map((value, at) => (at === 4 && index === 500 ? 4.3 : value / 2));
    const samples = steadySamples(1000, 5000, readings);
    expect(meterOf(samples, { rangeDps: 250 }).quality().gyrClippedFraction).toBe(1 / 1000);
    expect(meterOf(samples, { rangeDps: 260 }).quality().gyrClippedFraction).toBe(0);
    expect(meterOf(samples).quality().gyrClippedFraction).toBe(0);
    const large = steadySamples(1000, 5000, (index) =>
      movingReadings(index).map((value, at) => (at < 3 && index === 7 ? 19.3 : value / 4)),
    );
    expect(meterOf(large, { rangeG: 2 }).quality().accClippedFraction).toBe(1 / 1000);
  });

  it("does not mind equal readings that are small, or one large peak", () => {
    const readings = (index: number): number[] =>
      index === 500 ? [120, 3, 4, 20, 1, 2] : movingReadings(Math.floor(index / 2));
    const quality = meterOf(steadySamples(1000, 5000, readings)).quality();
    expect(quality).toMatchObject({ accClippedFraction: 0, gyrClippedFraction: 0 });
  });
});

describe("[REC24] peaks and mean", () => {
  it("is taken over all axes and signs", () => {
    const readings = (index: number): number[] =>
      index === 300 ? [3, -4, 0, 1, 2, -33] : [0, 0, 9, 0.1 * (index % 2), 0, 0];
    const quality = meterOf(steadySamples(1000, 5000, readings)).quality();
    expect(quality).toMatchObject({ accPeakMps2: 9, gyrPeakRadPerSec: 33, firstSampleSec: 0, lastSampleSec: 4.995 });
    expect(quality.accMeanMps2).toBeCloseTo((999 * 9 + 5) / 1000, 9);
  });
});

describe("[REC25] rest at the start", () => {
  const restFor = (restSec: number, biasDps: number): MadeSample[] =>
    steadySamples(2000, 5000, (index) =>
      index < restSec * 200 ? restingReadings(biasDps)(index) : movingReadings(index),
    );

  it.each([0, 2, 5, -5])("is found under a gyroscope bias of %d °/s", (biasDps) => {
    const { restAtStartSec } = meterOf(restFor(2, biasDps)).quality();
    expect(restAtStartSec).toBeGreaterThan(1.85);
    expect(restAtStartSec).toBeLessThanOrEqual(2.005);
  });

  it("is 0 when the foot moves at once", () => {
    expect(meterOf(restFor(0, 0)).quality().restAtStartSec).toBe(0);
  });

  it("ends when the foot turns slowly", () => {
    const readings = (index: number): number[] => {
      const turning = restingReadings(0)(index);
      if (index > 200) turning[4] = (((index - 200) / 200) * 10 * Math.PI) / 180;
      return turning;
    };
    expect(meterOf(steadySamples(2000, 5000, readings)).quality().restAtStartSec).toBeLessThan(1.5);
  });

  it("is not found where |f| shakes or is far from gravity", () => {
    const shaking = (index: number): number[] =>
      restingReadings(0)(index).map((v, at) => (at === 2 ? v + 2 * (index % 2) : v));
    expect(meterOf(steadySamples(2000, 5000, shaking)).quality().restAtStartSec).toBe(0);
    const inG = (index: number): number[] => restingReadings(0)(index).map((v, at) => (at < 3 ? v / 9.80665 : v));
    expect(meterOf(steadySamples(2000, 5000, inG)).quality().restAtStartSec).toBe(0);
  });

  it("is the whole recording when nothing moves", () => {
    expect(meterOf(steadySamples(2000, 5000, restingReadings(1))).quality().restAtStartSec).toBeGreaterThan(9.8);
  });
});

describe("[REC26] the fingerprint", () => {
  const samples = steadySamples(800, 5000);
  const fingerprintOf = (made: readonly MadeSample[]): string => meterOf(made).quality().fingerprint;

  it("does not look at the clock", () => {
    expect(fingerprintOf(samples.map(([timeUs, ...readings]) => [timeUs + 7e6, ...readings]))).toBe(
      fingerprintOf(samples),
    );
  });

  it("differs when one reading differs or a sample is missing", () => {
    fc.assert(
      fc.property(fc.nat(799), fc.nat(5), (index, channel) => {
        const other = samples.map((sample, at) => {
          return at === index
            ? (sample.map((value, c) => (c === channel + 1 ? value + 1e-5 : value)) as MadeSample)
            : sample;
        });
        expect(fingerprintOf(other)).not.toBe(fingerprintOf(samples));
        expect(fingerprintOf(samples.filter((_, at) => at !== index))).not.toBe(fingerprintOf(samples));
      }),
      { numRuns: 30 },
    );
  });
});

describe("[REC27] blocks", () => {
  it("measures the same however the samples are cut", () => {
    const lossy = steadySamples(900, 5000, (index) =>
      index < 300 ? restingReadings(2)(index) : movingReadings(index).map((v) => v * 9),
    )
      .filter((_, index) => index % 11 !== 5)
      .flatMap((sample, index) => (index % 50 === 0 ? [sample, sample] : [sample]));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (size) => {
        expect(meterOf(lossy, { rangeG: 16 }, size).quality()).toEqual(meterOf(lossy, { rangeG: 16 }).quality());
      }),
      { numRuns: 30 },
    );
  });
});
