// The thumbnail of a run.
import { describe, expect, it } from "vitest";
import { paceLinePath } from "./pace-line.tsx";

describe("the pace line", () => {
  it("[APP9] draws faster higher, over the whole width", () => {
    expect(paceLinePath([2, 3, 4], 100, 10)).toBe("M0.0 10.0L50.0 5.0L100.0 0.0");
  });

  it("[APP9] leaves a gap where nothing was measured", () => {
    expect(paceLinePath([2, null, 4, 4], 90, 10)).toBe("M0.0 10.0M60.0 0.0L90.0 0.0");
    expect(paceLinePath([null, 3, null], 90, 10)).toBe("");
  });

  it("[APP9] keeps the noise of a steady run in the middle", () => {
    const ys = [...paceLinePath([3, 3.01, 2.99, 3], 90, 100).matchAll(/ (\d+\.\d)/gu)].map((match) => Number(match[1]));
    expect(Math.min(...ys)).toBeGreaterThan(40);
    expect(Math.max(...ys)).toBeLessThan(60);
  });
});
