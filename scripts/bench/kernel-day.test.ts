// Tests that a long recording streams in flat memory, and that memory which is not flat is seen.
import { describe, expect, it } from "vitest";
import { walkNoisyFoot } from "@solewise/gait/testing";
import { describeGrowth, measureDay } from "./kernel-day.ts";

const WALK = walkNoisyFoot({ strideCount: 120, turnDeg: 3, riseMeters: 0 });
const SPAN_US = WALK.sampleCount * 5000;
const REPEATS = 40;

describe("[HOUSE33] memory of a long recording", () => {
  it("stays as it is", () => {
    const cost = measureDay(WALK, REPEATS, SPAN_US);
    expect(cost.sampleCount).toBe(WALK.sampleCount * REPEATS);
    expect(cost.strideCount).toBeGreaterThan(110 * REPEATS);
    expect(cost.kernelBytes).toBe(65_536);
    expect(describeGrowth(cost)).toBeNull();
  });

  it("is told when records are kept", () => {
    const kept: Float64Array[] = [];
    const cost = measureDay(WALK, REPEATS, SPAN_US, () => kept.push(new Float64Array(64)));
    expect(describeGrowth(cost)).toMatch(/^memory of a long recording: expected at most 500000 B more after 40 hours/);
    expect(kept).toHaveLength(cost.strideCount);
  });
});
