// References that cannot be believed are refused by a sentence; what lies in a folder unused is told.
import { describe, expect, it } from "vitest";
import { findRecordings } from "./recordings.ts";
import { loadRecording } from "./run-recordings.ts";
import { explainEmpty, findStrays } from "./strays.ts";
import { madeUpFolder } from "./testing/made-up-folder.ts";
import { restingRecordingCsv } from "./testing/made-up-stride.ts";

const RECORDING = restingRecordingCsv(10);
const STEPS = "side,ic_s,tc_s,stride_len_m\nL,1,1.25,2.1\nL,1.8,2.05,2.1\nL,2.6,2.85,2.1\n";

/** Why the left foot beside a file is refused. */
async function refusalOf(name: string, text: string): Promise<string | null> {
  const [file] = findRecordings(madeUpFolder({ "lab/run.left.imu.csv": RECORDING, [`lab/${name}`]: text }));
  if (file === undefined) throw new Error("the recording was not found");
  return (await loadRecording(file)).refusal;
}

describe("[ACC23] a reference that cannot be believed", () => {
  it("is none of these", async () => {
    expect(await refusalOf("steps.csv", STEPS)).toBeNull();
  });

  const angles = Array.from({ length: 12 }, (_, n) => `L,${n * 0.7 + 0.5},${n * 0.7 + 0.75},0.21,-0.02`).join("\n");

  it.each([
    ["other columns", "steps.csv", "when,what\n1,2\n", ["side, ic_s, tc_s", "when, what"]],
    [
      "another unit in a name",
      "steps.csv",
      "side,ic_ms,tc_ms\nL,1000,1250\n",
      ["ic_ms is another unit", "call it ic_s"],
    ],
    ["no rows", "steps.csv", "side,ic_s,tc_s\n", ["a row a step, but found none"]],
    ["an empty file", "steps.csv", "", ["but found nothing"]],
    ["sides that are none", "steps.csv", "side,ic_s,tc_s\n1,1,1.2\n", ["L or R", 'found "1"']],
    [
      "milliseconds",
      "steps.csv",
      "side,ic_s,tc_s\nL,1000,1250\nL,1800,2050\n",
      ["0.00 to 10.00 s", "look like milliseconds"],
    ],
    ["another clock", "steps.csv", "side,ic_s,tc_s\nL,71.5,71.75\n", ["the first is 71.5", "one clock"]],
    [
      "centimetres",
      "steps.csv",
      STEPS.replaceAll(",2.1", ",210"),
      ["median stride length is 210 m", "_cm centimetres"],
    ],
    ["contact times in ms", "steps.csv", "side,ic_s,tc_s\nL,1,251\nL,2,252\n", ["median contact time is 250 s"]],
    ["radians", "steps.csv", `side,ic_s,tc_s,fsa_deg,pitch_flat_deg\n${angles}\n`, ["look like radians"]],
    ["events of neither kind", "run.events.csv", "foot,at\nleft,1\n", ["side, swing_start_s, swing_end_s"]],
    ["half of the contacts", "run.events.csv", "foot,tc_s,ic_s\nleft,1,2\n", ["pre_ic_s is missing"]],
    ["OptoGait without lengths", "run.optogait.csv", "side,ic_s,to_s\nL,1,1.6\n", ["stride_len_cm is missing"]],
    ["strides without a mark", "run.strides.csv", "swing_start_s,swing_end_s\n1,2\n", ["vicon_ok"]],
  ])("for %s", async (_, name, text, words) => {
    const refusal = await refusalOf(name, text);
    expect(refusal).toContain("lab/run.left.imu.csv");
    expect(refusal).toContain("docs/guides/validate-with-your-data.md");
    for (const word of words) expect(refusal).toContain(word);
  });
});

describe("[ACC21] a reference's own error", () => {
  const errorsOf = async (meta: string) => {
    const files = { "lab/imu_L.csv": RECORDING, "lab/steps.csv": STEPS, "lab/meta.json": meta };
    const [file] = findRecordings(madeUpFolder(files));
    if (file === undefined) throw new Error("the recording was not found");
    return loadRecording(file);
  };

  it("is its format's, or what meta.json states, or the markers' misfit", async () => {
    expect((await errorsOf("{}")).truth.errors).toEqual({ instantMs: 10, lengthCm: 1, angleDeg: 1, clearanceCm: 1 });
    const stated = await errorsOf('{"reference_error_ms": 2.5, "reference_error_deg": 0.4, "reference": "our plate"}');
    expect(stated.truth).toMatchObject({
      reference: "our plate",
      errors: { instantMs: 2.5, angleDeg: 0.4, lengthCm: 1 },
    });
    const markers = await errorsOf('{"rigid_rms_mm_L": 2, "heel_to_mt_m_L": 0.2, "cutoff_hz": 40}');
    expect(markers.truth.errors.angleDeg).toBeCloseTo(0.942, 3);
    expect(markers.truth.reference).toContain("virtual");
  });

  it("is read from a meta.json with NaN in it, and one that is no JSON is refused", async () => {
    const read = await errorsOf('{"a": NaN, "b": [1, NaN, -NaN], "note": "NaN, too", "reference_error_ms": 4}');
    expect(read).toMatchObject({ refusal: null, truth: { errors: { instantMs: 4 } } });
    expect((await errorsOf("{oops")).refusal).toContain("meta.json: expected a JSON object");
    expect((await errorsOf("7")).refusal).toContain("found another value");
  });

  it.each(["-1", '"5"', "null"])("is refused when it is %s", async (value) => {
    expect((await errorsOf(`{"reference_error_ms": ${value}}`)).refusal).toContain("reference_error_ms");
  });
});

describe("[ACC24] what lies there unused", () => {
  it("a folder without recordings says what it has and what was expected", () => {
    expect(explainEmpty(madeUpFolder({ "x.txt": "" }))).toContain("no CSV file at all");
    const other = explainEmpty(madeUpFolder({ "a/force.csv": "", "a/steps.csv": "" }));
    expect(other).toContain("2 other CSV files (a/force.csv, a/steps.csv)");
    expect(other).toContain("trial.left.imu.csv");
  });

  it("references of other names and recordings without one are told, those in use are not", () => {
    const used = {
      "a/imu_L.csv": RECORDING,
      "a/steps.csv": STEPS,
      "b/walk.left.imu.csv": RECORDING,
      "b/walk.events.csv": "",
      "c/trials/one.imu.csv": RECORDING,
      "c/strides/one.strides.csv": "",
      "d/stair_up.left.imu.csv": RECORDING,
    };
    expect(findStrays(madeUpFolder(used))).toEqual([]);
    const notes = findStrays(
      madeUpFolder({ ...used, "b/wlak.events.csv": "", "e/steps.csv": "", "f/plain.imu.csv": RECORDING }),
    );
    expect(notes).toHaveLength(3);
    expect(notes[0]).toContain("b/wlak.events.csv");
    expect(notes[1]).toContain("e/steps.csv");
    expect(notes[2]).toContain(
      "1 of 5 recordings have no reference beside them and are only counted (f/plain.imu.csv)",
    );
  });
});
