// Tests of the recording writer: what it writes is what the reader reads.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRecording } from "./format-recording.ts";
import { blockOf, type MadeSample, readAll, steadySamples } from "./testing.ts";

const anyReading = (limit: number): fc.Arbitrary<number> => fc.double({ min: -limit, max: limit, noNaN: true });
const anySample = fc.tuple(
  fc.oneof(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 0, max: 1_000_000_000 })),
  ...[4000, 4000, 4000, 90, 90, 90].map(anyReading),
);
const anySamples = fc.array(anySample, { minLength: 1, maxLength: 60 }).map((steps) => {
  let timeUs = -20_000;
  return steps.map(([stepUs, ...readings]) => [(timeUs += stepUs), ...readings] as MadeSample);
});
const anyHeader = fc.record(
  {
    startedAtUtc: fc.constantFrom("2026-05-01T06:30:00Z", "2026-05-01T06:30:00.250Z"),
    side: fc.constantFrom("left" as const, "right" as const),
    place: fc.constantFrom("sole" as const, "instep" as const, "heel" as const),
    rangeG: fc.constantFrom(2, 8, 16, 31.25),
    rangeDps: fc.constantFrom(250, 2000, 2293.76),
    device: fc.constantFrom("XIAO nRF52840", "鞋垫 3", "a = b # c"),
  },
  { requiredKeys: [] },
);

describe("[REC28] writing and reading", () => {
  it("gives header, instants and readings back", async () => {
    await fc.assert(
      fc.asyncProperty(anyHeader, anySamples, async (header, samples) => {
        const block = blockOf(samples);
        const text = [...formatRecording(header, [block])].join("");
        const whole = await readAll(text);
        expect(whole.header).toMatchObject(header);
        expect(whole.timeUs).toEqual([...block.timeUs]);
        whole.values.forEach((value, index) =>
          expect(Math.abs(value - (block.values[index] ?? 0))).toBeLessThan(5.1e-6),
        );
        const again = { ...block, values: Float64Array.from(whole.values) };
        expect([...formatRecording(whole.header, [again])].join("")).toBe(text);
      }),
    );
  });

  it("writes rows in the way of the contract", () => {
    const block = blockOf([
      [-2500, -0.000001, 9.80665, -156.9064, 0.1, -34.90659, 12],
      [0, 1, 2, 3, 4, 5, 6],
      [36_000_005_000, 0.00001, -0.00001, 0, 0, 0, 0],
    ]);
    expect([...formatRecording({ side: "left", rangeG: null }, [block])].join("").split("\n")).toEqual([
      "# side=left",
      "time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z",
      "-0.0025,0.00000,9.80665,-156.90640,0.10000,-34.90659,12.00000",
      "0,1.00000,2.00000,3.00000,4.00000,5.00000,6.00000",
      "36000.005,0.00001,-0.00001,0.00000,0.00000,0.00000,0.00000",
      "",
    ]);
  });

  it("hands out pieces of about 64 KB, valid samples of each block only", async () => {
    const block = { ...blockOf(steadySamples(9000, 5000)), sampleCount: 8000 };
    const pieces = [...formatRecording({}, [block])];
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(66_000);
    expect(pieces.length).toBeLessThan(14);
    expect((await readAll(pieces.join(""))).timeUs).toHaveLength(8000);
  });

  it("writes a device name on one line", async () => {
    const text = [...formatRecording({ device: " two\nlines " }, [blockOf(steadySamples(1, 5000))])].join("");
    expect((await readAll(text)).header.device).toBe("two lines");
  });
});

describe("[REC29] what cannot be written", () => {
  it.each([{ rangeG: -1 }, { rangeDps: Number.NaN }, { startedAtUtc: "today" }, { device: "  " }])(
    "refuses the header %j",
    (header) => {
      expect(() => [...formatRecording(header, [])]).toThrow(RangeError);
    },
  );

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300])("refuses the reading %d", (reading) => {
    expect(() => [...formatRecording({}, [blockOf([[0, 0, 0, reading, 0, 0, 0]])])]).toThrow(RangeError);
    expect(() => [...formatRecording({}, [blockOf([[reading, 0, 0, 0, 0, 0, 0]])])]).toThrow(RangeError);
  });
});
