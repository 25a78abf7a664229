// The comparison's own arithmetic, and what the virtual runner promises against force plates.
import { describe, expect, it } from "vitest";
import { describeRecorded } from "../test/recorded-data.ts";
import { compareSet } from "./compare.ts";
import { loadRecordedSets } from "./recorded-sets.ts";
import { BANDS_HZ, bandRms } from "./spectrum.ts";

describe("spectrum", () => {
  it("[SIM25] a sine's power lies in its band, as its root mean square", () => {
    for (const hz of [1.7, 5, 12, 24, 50, 80]) {
      const rateHz = 220;
      const signal = Float64Array.from({ length: 8192 }, (_, i) => 4 + 3 * Math.sin((2 * Math.PI * hz * i) / rateHz));
      bandRms(signal, rateHz).forEach((rms, k) => {
        const [low, high] = BANDS_HZ[k] ?? [0, 0];
        const own = hz >= low && hz < high;
        expect(Math.abs(rms - (own ? 3 / Math.SQRT2 : 0))).toBeLessThan(0.05);
      });
    }
  });
});

describeRecorded("[SIM26] treadmill runs", (folder) => {
  it("[SIM26] peaks are within 30 % and instants within 20 ms of the recorded medians", () => {
    const sets = loadRecordedSets(folder, "rbds-run-virtual-foot-imu");
    expect(sets.length).toBeGreaterThan(0);
    for (const set of sets) {
      const { recorded, virtual } = compareSet(set, 1);
      for (const name of [
        "pushOffPitchRadPerSec",
        "swingPitchRadPerSec",
        "landingPeakG",
        "strideP99G",
        "turnPeakRadPerSec",
      ] as const) {
        expect(Math.abs(virtual.figures[name] / recorded.figures[name] - 1), `${set.name} ${name}`).toBeLessThan(0.3);
      }
      for (const name of ["pushOffAfterTerminalMs", "landingAfterInitialMs"] as const) {
        expect(Math.abs(virtual.figures[name] - recorded.figures[name]), `${set.name} ${name}`).toBeLessThan(20);
      }
    }
  });
});
