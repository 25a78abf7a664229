// The parts of a view on runs whose every number is known.
import { PackedPaths, PATH_POINT_COUNT, PATH_WORDS } from "@solewise/gait";
import type { Stride } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { deriveRunView, FIGURE_KEYS, measureRun, type RunView } from "./index.ts";
import { analysisOver } from "./made-up-strides.ts";
import { madeUpAnalysis, madeUpRunView, madeUpStride } from "./testing.ts";

const startSec = { left: 0, right: 0 };

/** One foot's strides, one every 0.7 s from 1 s on. */
function inARow(count: number, fieldsOf: (index: number) => Partial<Stride> = () => ({})): Stride[] {
  return Array.from({ length: count }, (_, index) =>
    madeUpStride({ strideIndex: index, midstanceSec: 1 + 0.7 * index, strideTimeMs: 700, ...fieldsOf(index) }),
  );
}

const viewOf = (strides: Stride[], distanceMeters?: number): RunView =>
  deriveRunView(analysisOver(strides, distanceMeters), { startSec });

describe("figures", () => {
  it("[INS5] are the summary's own numbers", () => {
    const { summary } = madeUpAnalysis();
    const { figures } = madeUpRunView();
    expect(figures.map(({ key }) => key)).toEqual(FIGURE_KEYS);
    expect(figures.map(({ value }) => value)).toEqual([
      summary.distanceMeters,
      summary.durationSec,
      summary.speedMps,
      summary.cadenceSpm,
      summary.groundContactTimeMs,
      summary.flightTimeMs,
      summary.strideLengthMeters,
      summary.footStrikeAngleDeg,
    ]);
    expect(figures.filter(({ isEstimate }) => isEstimate).map(({ key }) => key)).toEqual([
      "groundContactTime",
      "flightTime",
      "footStrikeAngle",
    ]);
  });

  it("[INS4] have the half widths of the text report", () => {
    const analysis = madeUpAnalysis();
    const { all } = measureRun(analysis, { distanceBinCount: 1, timeBinCount: 1, startSec });
    const { figures } = madeUpRunView();
    expect(figures.map(({ halfWidth }) => halfWidth)).toEqual([
      16.2,
      null,
      all.halfWidth("speedMps"),
      (171.4 * 5.2) / 700,
      all.halfWidth("groundContactTimeMs"),
      all.halfWidth("groundContactTimeMs"),
      all.halfWidth("strideLengthMeters"),
      all.halfWidth("footStrikeAngleDeg"),
    ]);
    expect(all.halfWidth("speedMps")).toBe(0.087);
  });

  it("[INS4] that were not measured have neither value nor half width", () => {
    const [flight] = madeUpRunView({ summary: { flightTimeMs: null } }).figures.filter(
      ({ key }) => key === "flightTime",
    );
    expect([flight?.value, flight?.halfWidth]).toEqual([null, null]);
  });
});

describe("left against right", () => {
  it("[INS8] is sure of a difference beyond chance, and of no smaller one", () => {
    const strides = (rightMoreMs: number): Stride[] =>
      [...madeUpAnalysis().strides].map((stride) => {
        const contactMs = 250 + ((stride.strideIndex * 7) % 9) + (stride.side === "right" ? rightMoreMs : 0);
        return { ...stride, groundContactTimeMs: contactMs };
      });
    const [clear] = viewOf(strides(10)).leftRight;
    expect(clear).toMatchObject({ field: "groundContactTimeMs", left: 254, right: 264, isSure: true });
    expect(clear?.difference).toBeCloseTo((100 * 10) / 259, 9);
    expect(viewOf(strides(0)).leftRight[0]).toMatchObject({ difference: 0, isSure: false });
  });

  it("[INS8] compares angles in degrees, needs both feet, and is not sure of a few strides", () => {
    const feet = inARow(14, (index) => ({
      side: index % 2 === 0 ? "left" : "right",
      strideIndex: index >> 1,
      footStrikeAngleDeg: index % 2 === 0 ? 10 : 14,
    }));
    const angle = viewOf(feet).leftRight.find(({ field }) => field === "footStrikeAngleDeg");
    expect(angle).toMatchObject({ difference: 4, isSure: false });
    expect(viewOf(inARow(20)).leftRight).toEqual([]);
  });
});

describe("over the distance", () => {
  it("[INS7] a track holds medians of equal stretches, at least four strides each", () => {
    const strides = inARow(80, (index) => ({
      strideLengthMeters: 2,
      speedMps: 2.5,
      groundContactTimeMs: index < 40 ? 250 : 260,
      heightChangeMeters: 0.01,
    }));
    const { track } = viewOf(strides, 160);
    expect(track?.distanceMeters).toHaveLength(20);
    expect(track?.distanceMeters[0]).toBe(4);
    const expected = Array.from({ length: 20 }, (_, at) => (at < 10 ? 250 : 260));
    expect([...(track?.lines.groundContactTimeMs.both ?? [])]).toEqual(expected);
    expect(track?.lines.groundContactTimeMs.left).toEqual(track?.lines.groundContactTimeMs.both);
    expect([...(track?.lines.groundContactTimeMs.right ?? [])]).toEqual(expected.map(() => Number.NaN));
    expect(track?.lines.cadenceSpm.both[3]).toBeCloseTo(120_000 / 700, 3);
    expect(track?.heightMeters[19]).toBeCloseTo(0.01 * (156 / 2), 5);
    expect(track?.elapsedSec[19]).toBeCloseTo(1 + 0.7 * (156 / 2), 5);
  });

  it("[INS7] leaves blank where the figures' strides are too few, and is absent without any", () => {
    const activityOf = (index: number) => (index < 40 ? "walk" : "run");
    const { track } = viewOf(
      inARow(80, (index) => ({ activity: activityOf(index), strideLengthMeters: 2, speedMps: 2.5 })),
      160,
    );
    expect([...(track?.lines.speedMps.both ?? [])].map(Number.isNaN)).toEqual([
      ...Array.from({ length: 5 }, () => true),
      ...Array.from({ length: 5 }, () => false),
    ]);
    expect(viewOf(inARow(20, () => ({ activity: "walk" }))).track).toBeNull();
  });
});

describe("distributions", () => {
  it("[INS9] clamp their tails into the outermost bins", () => {
    const strides = inARow(1000, (index) => ({ groundContactTimeMs: index === 0 ? 900 : 240 + (index % 20) }));
    const [found] = viewOf(strides).distributions;
    expect(found).toMatchObject({ field: "groundContactTimeMs", start: 240, width: 5 });
    expect([...(found?.left ?? [])]).toEqual([249, 250, 250, 251]);
    expect(found?.quantiles.left).toEqual([242, 250, 258]);
    expect(found?.quantiles.right).toBeNull();
  });
});

describe("activities", () => {
  it("[INS10] shows what was done when, with standing between, and no flicker", () => {
    const walk = inARow(20, () => ({ activity: "walk" }));
    const run = inARow(30, (index) => ({
      activity: index === 12 ? "stairs-up" : "run",
      strideIndex: 20 + index,
      midstanceSec: 30 + 0.7 * index,
    }));
    const { bands } = viewOf([...walk, ...run]);
    expect(bands.map(({ activity }) => activity)).toEqual(["walk", null, "run"]);
    expect(bands.map(({ startSec: from }) => from)).toEqual([0, 15, 30]);
  });

  it("[INS10] is one band of standing without strides", () => {
    expect(viewOf([]).bands).toEqual([{ activity: null, startSec: 0, endSec: 1 }]);
  });

  it("[INS11] sums the strides' own times as the text report does", () => {
    const { activities } = measureRun(madeUpAnalysis(), { distanceBinCount: 1, timeBinCount: 1, startSec });
    const { activitySeconds } = madeUpRunView();
    expect(Object.keys(activitySeconds).sort()).toEqual([...activities.keys()].sort());
    for (const [activity, { seconds }] of activities) expect(activitySeconds[activity]).toBeCloseTo(seconds, 3);
  });
});

describe("typical path", () => {
  const analysis = analysisOver(inARow(11, (index) => ({ activity: index === 10 ? "walk" : "run" })));
  const rising = (heightMm: number): Int16Array =>
    Int16Array.from({ length: PATH_WORDS }, (_, word) => (word % 3 === 2 ? heightMm : word % 3));

  it("[INS13] is the median and the middle 80 % over the figures' strides that have a path", () => {
    const left = new PackedPaths();
    for (let index = 0; index < 11; index++) left.append(index === 9 ? null : rising(10 * (index - 1)));
    const { paths } = deriveRunView(analysis, { startSec, paths: { left, right: null } });
    expect(paths.right).toBeNull();
    expect(paths.left?.strideCount).toBe(9);
    expect([...(paths.left?.height.median ?? [])]).toEqual(
      Array.from({ length: PATH_POINT_COUNT }, () => Math.fround(0.03)),
    );
    expect([paths.left?.height.low[5], paths.left?.height.high[5]]).toEqual([-0.01, 0.07].map(Math.fround));
    expect([paths.left?.forward[32], paths.left?.lateral.median[0]]).toEqual([0, 0.001].map(Math.fround));
  });

  it("[INS13] is absent without paths", () => {
    expect(deriveRunView(analysis, { startSec }).paths).toEqual({ left: null, right: null });
    const none = new PackedPaths();
    for (let index = 0; index < 11; index++) none.append(null);
    expect(deriveRunView(analysis, { startSec, paths: { left: none, right: null } }).paths.left).toBeNull();
  });
});
