// Each reference format on a small made-up folder, through the same door as the report.
import { describe, expect, it } from "vitest";
import { recogniseTruth } from "./recognise-truth.ts";
import { findRecordings } from "./recordings.ts";
import { madeUpFolder } from "./testing/made-up-folder.ts";
import { restingRecordingCsv } from "./testing/made-up-stride.ts";
import type { Truth } from "./truth.ts";

const RECORDING = restingRecordingCsv(10);

/** Every recording here lasts ten seconds. */
function truthsIn(files: Readonly<Record<string, string>>): Truth[] {
  return findRecordings(madeUpFolder(files)).map((file) => recogniseTruth(file, 0, 10));
}

const STEPS = `side,ic_s,tc_s,fsa_deg,pitch_flat_deg,ev_excursion_deg,stride_s,stride_len_m,swing_s,flight_after_s,max_clearance_m
L,0.05,0.25,10,-2,9,1,2,0.8,0.1,0.2
L,1.0,1.25,10,-2,9,0.75,2.1,0.5,0.1,0.2
R,1.4,1.6,0,-2,9,0.7,2.1,0.5,0.1,0.2
L,9.3,9.55,10,-2,9,0.75,2.1,0.5,,0.2
`;

describe("[ACC5] force plates", () => {
  const left = (): Truth | undefined =>
    truthsIn({ "lab/P07_T25/imu_L_200hz.csv": RECORDING, "lab/P07_T25/steps.csv": STEPS })[0];

  it("gives one foot's contacts away from the ends, the strike angle against the flat instant", () => {
    const truth = left();
    expect(truth).toMatchObject({ format: "force-plate", subset: "200 Hz", person: "P07", areContactsScored: true });
    expect(truth?.strides.map((s) => s.initialContactSec)).toEqual([1, 9.3]);
    expect(truth?.strides[0]).toMatchObject({
      terminalContactSec: 1.25,
      nextInitialContactSec: 1.75,
      swingCentreSec: 1.5,
      strideLengthMeters: 2.1,
      footStrikeAngleDeg: 12,
      activity: "run",
    });
  });

  it("needs side, ic_s and tc_s only: the next contact of the foot, when it is near, ends the stride", () => {
    const steps = "side,ic_s,tc_s\nL,3,3.25\nL,1,1.25\nR,1.4,1.6\nL,1.8,2.05\nL,8,8.2\n";
    const [truth] = truthsIn({ "lab/run/imu_L.csv": RECORDING, "lab/run/steps.csv": steps });
    expect(truth?.reference).toBe("force plates; real IMU");
    expect(truth?.strides.map((s) => [s.initialContactSec, s.nextInitialContactSec])).toEqual([
      [1, 1.8],
      [1.8, 3],
      [3, null],
      [8, null],
    ]);
    expect(truth?.strides.map((s) => s.swingCentreSec)).toEqual([1.525, 2.525, null, null]);
    expect(truth?.strides.every((s) => s.activity === null && s.strideLengthMeters === null)).toBe(true);
  });

  it("keeps the last contact without a swing", () => {
    expect(left()?.strides[1]).toMatchObject({
      terminalContactSec: 9.55,
      swingCentreSec: null,
      strideLengthMeters: null,
    });
  });
});

it("[ACC6] Vicon strides: advanced by 10 ms, lengths only where the mark is good, slips not asked for", () => {
  const rows = `mid0_s,mid1_s,swing_start_s,swing_end_s,stride_time_s,swing_dur_s,stride_len_m,vicon_ok,speed_mps
1,1.8,1.2,1.6,0.8,0.4,1.5,1,1.9
1.8,2.6,2.0,2.4,0.8,0.4,1.4,0,1.8
2.6,2.8,2.65,2.75,0.2,0.1,0.02,1,0.1
`;
  const [truth] = truthsIn({
    "any/trials/one.imu.csv": RECORDING,
    "any/strides/one.strides.csv": rows,
    "any/trials.csv": "trial,activity\none,run\n",
  });
  expect(truth).toMatchObject({ format: "vicon-strides", subset: "run", areContactsScored: false });
  expect(truth?.strides.map((s) => s.strideLengthMeters)).toEqual([1.5, null, null]);
  expect(truth?.strides.map((s) => s.distanceMeters)).toEqual([1.5, 1.4, 0.02]);
  expect(truth?.strides.map((s) => s.isAskedFor)).toEqual([true, true, false]);
  expect(truth?.strides[0]?.swingCentreSec).toBeCloseTo(1.39, 9);
  expect(truth?.strides[0]?.activity).toBe("run");
});

it("[ACC7] gait events: a row is one stride, its length the way of the heel", () => {
  const [left] = truthsIn({
    "gm/walk.left.imu.csv": RECORDING,
    "gm/walk.events.csv": "foot,start_s,end_s,ic_s,tc_s,pre_ic_s\nleft,1.2,2.2,2,1.6,1\nright,1,2,1.9,1.5,0.9\n",
    "gm/walk.mocap.csv": "time_s,L_FCC_x,L_FCC_y\n0,0,0\n5,3,4\n",
  });
  expect(left?.format).toBe("gait-events");
  expect(left?.strides).toHaveLength(1);
  expect(left?.strides[0]).toMatchObject({ initialContactSec: 1, terminalContactSec: 1.6, nextInitialContactSec: 2 });
  expect(left?.strides[0]?.strideLengthMeters).toBeCloseTo(1, 9);
});

it("[ACC8] swings: the contact before a swing is known only after a near one", () => {
  const [, right] = truthsIn({
    "v/1-4.left.imu.csv": RECORDING,
    "v/1-4.right.imu.csv": RECORDING,
    "v/1-4.events.csv": "side,swing_start_s,swing_end_s\nright,1,1.4\nleft,1.5,1.9\nright,2,2.4\nright,6,6.4\n",
    "v/1-4.meta.json": '{"Subject": 12}',
  });
  expect(right).toMatchObject({ format: "swings", person: "12" });
  expect(right?.strides.map((s) => s.initialContactSec)).toEqual([null, 1.4, null]);
  expect(right?.strides[1]).toMatchObject({ terminalContactSec: 2, nextInitialContactSec: 2.4, swingCentreSec: 2.2 });
});

it("[ACC9] OptoGait: a length belongs to the stride before it; steps of the belt's start are not asked for", () => {
  const steps = Array.from({ length: 6 }, (_, n) => `${n},L,${n + 1},${n + 1.7},${n === 0 ? "" : 130 + n}`);
  const [left] = truthsIn({
    "t/slow.left.imu.csv": RECORDING,
    "t/slow.optogait.csv": `step,side,ic_s,to_s,stride_len_cm\n0,L,0.1,0.2,\n${steps.join("\n")}\n`,
  });
  expect(left).toMatchObject({ format: "optogait", isClockShared: false });
  expect(left?.strides[0]?.isAskedFor).toBe(false);
  expect(left?.strides[1]).toMatchObject({ isAskedFor: true, strideLengthMeters: 1.31, nextInitialContactSec: 2 });
});

describe("[ACC2] recognition by files", () => {
  it("does not care what the set is called", () => {
    const [truth] = truthsIn({ "tripod/X1_a/imu_L.csv": RECORDING, "tripod/X1_a/steps.csv": STEPS });
    expect(truth).toMatchObject({ format: "force-plate", subset: "" });
  });

  it("counts only where nothing lies beside the recording, or nothing of its foot", () => {
    const [plain, left] = truthsIn({
      "x/plain.imu.csv": RECORDING,
      "y/imu_L.csv": RECORDING,
      "y/steps.csv": STEPS.replaceAll("L,", "R,"),
    });
    expect(plain).toMatchObject({ format: "none", strides: [] });
    expect(left).toMatchObject({ format: "none", reference: "none for this foot" });
  });
});

it("[ACC10] stairs are told by the recording's name", () => {
  const [down, up] = truthsIn({ "s/stair_down.left.imu.csv": RECORDING, "s/stair_up.imu.csv": RECORDING });
  expect([down?.expectedActivity, up?.expectedActivity]).toEqual(["stairs-down", "stairs-up"]);
});

it("[ACC1] recordings are found at any depth, in order, with set and side", () => {
  const folder = madeUpFolder({
    "b/deep/er/imu_R_400hz.csv": RECORDING,
    "a/walk.left.imu.csv": RECORDING,
    "a/run.imu.csv": `# side=left\n${RECORDING}`,
    "a/unknown.imu.csv": RECORDING,
    "a/walk.csv": "not a recording",
  });
  expect(findRecordings(folder).map((f) => [f.name, f.set, f.side, f.isSideKnown])).toEqual([
    ["a/run.imu.csv", "a", "left", true],
    ["a/unknown.imu.csv", "a", "right", false],
    ["a/walk.left.imu.csv", "a", "left", true],
    ["b/deep/er/imu_R_400hz.csv", "b", "right", true],
  ]);
});
