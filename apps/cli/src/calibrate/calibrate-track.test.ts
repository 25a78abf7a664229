// `solewise calibrate --track` as a user runs it, and the track's reader, on a virtual runner and made-up fixes.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVirtualRunnerSettings, simulateRecording, virtualRecordingCsv } from "@solewise/simulate";
import { InputError } from "@solewise/terms";
import { afterAll, describe, expect, it } from "vitest";
import { runSolewise } from "../testing/run-solewise.ts";
import { parseTrack } from "./track-file.ts";

const folder = mkdtempSync(join(tmpdir(), "solewise-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RUN_SEC = 280;
const SPEED_MPS = 3;

/** Nearly five minutes of a right foot. */
const course = [
  { activity: "stand" as const, durationSec: 2 },
  { activity: "run" as const, durationSec: RUN_SEC, speedMps: SPEED_MPS },
];
const right = join(folder, "run.right.imu.csv");
writeFileSync(
  right,
  [...virtualRecordingCsv(simulateRecording(createVirtualRunnerSettings({ course }), 5, "right"))].join(""),
);

/** Fixes due north at a share of the true speed. */
function fixes(share: number, lastingSec = RUN_SEC): string {
  const rows = Array.from({ length: lastingSec }, (_, sec) => {
    const north = Math.max(0, sec - 2) * SPEED_MPS * share;
    return `${sec},${48 + north / 111_195},11,4,${sec < 3 ? 0 : SPEED_MPS * share}`;
  });
  return ["time_s,latitude_deg,longitude_deg,accuracy_m,speed_mps", ...rows, ""].join("\n");
}

function writeTrack(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("calibrate --track", () => {
  it("[CLI63] teaches by the windows that agree, and says how far off quarters of the run were", async () => {
    const args = ["calibrate", "--right", right, "--track", writeTrack("good.csv", fixes(1.02))];
    const { exitCode, stdout, stderr } = await runSolewise(args, { cwd: folder });
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Windows of the right foot: [89] used, left out: 1 stop\n/u);
    expect(stdout).toMatch(/^Off without calibration +-\d\.\d\d %$/mu);
    const quarters = /^Quarters without calibration +(\d\.\d\d) %\nQuarters by the other three +(\d\.\d\d) %$/mu.exec(
      stdout,
    );
    expect(Number(quarters?.[2])).toBeLessThan(0.8 * Number(quarters?.[1]));
    const analysed = await runSolewise(["analyze", right, "--json", "--shoe", "shoe.json"], { cwd: folder });
    expect(analysed.stdout).toContain('"lengthCalibration":{"right":{');
  });

  it("[CLI63] refuses a track that teaches nothing, and neither or both teachers", async () => {
    const out = ["--out", "none.json"];
    for (const [track, came] of [
      [writeTrack("short.csv", fixes(1, 60)), /Windows of the right foot: \d used/u],
      [writeTrack("other.csv", fixes(1.4)), /Windows of the right foot: 0 used, left out: [89] outlier, 1 stop/u],
    ] as const) {
      const { exitCode, stdout, stderr } = await runSolewise(["calibrate", right, "--track", track, ...out], {
        cwd: folder,
      });
      expect([exitCode, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(/expected six windows of 30 s at least in which track and feet agree, but found/u);
      expect(stderr).toMatch(came);
    }
    for (const teachers of [[], ["--track", "good.csv", "--known-distance-meters", "840"]]) {
      const { exitCode, stdout, stderr } = await runSolewise(["calibrate", right, ...teachers, ...out], {
        cwd: folder,
      });
      expect([exitCode, stdout]).toEqual([2, ""]);
      expect(stderr).toContain("--known-distance-meters 2000");
    }
    expect(existsSync(join(folder, "none.json"))).toBe(false);
  });
});

describe("a track's file", () => {
  it("[CLI63] may have its columns in any order, others between them, and empty cells where something was not told", () => {
    const track = parseTrack(
      "\uFEFFlongitude_deg,note,time_s,latitude_deg,speed_mps\r\n11,a,0,48,\r\n11.1,b,1.5,48.1,2.5\r\n\r\n",
      "t",
    );
    expect(track.fixCount).toBe(2);
    expect([...track.timeSec, ...track.latitudeDeg, ...track.longitudeDeg]).toEqual([0, 1.5, 48, 48.1, 11, 11.1]);
    expect([...track.speedMps, ...track.accuracyMeters]).toEqual([Number.NaN, 2.5, Number.NaN, Number.NaN]);
  });

  it("[CLI63] is refused by line, with what was expected and what came", () => {
    const header = "time_s,latitude_deg,longitude_deg,accuracy_m,speed_mps";
    for (const [text, sentence] of [
      ["", /t\.csv, line 1: expected a header line .+, but found one without time_s/u],
      ["lat,lon,time\n", /one without time_s; see docs\/protocol\/track-csv\.md/u],
      [
        `${header}\n0,48,11,5,2\n1,148,11,5,2\n`,
        /t\.csv, line 3: expected a number from -90 to 90 as latitude_deg, but found “148”/u,
      ],
      [`${header}\n0,,11,5,2\n`, /line 2: .+latitude_deg, but found “”/u],
      [
        `${header}\n0,48,11,5,2\n0,48,11,5,2\n`,
        /line 3: expected a time after 0, but found 0; put the fixes in time order/u,
      ],
      [`${header}\n0,48,11,-5,2\n`, /as accuracy_m, but found “-5”/u],
    ] as const) {
      expect(() => parseTrack(text, "t.csv")).toThrow(InputError);
      expect(() => parseTrack(text, "t.csv")).toThrow(sentence);
    }
  });
});
