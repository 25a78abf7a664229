// `solewise analyze` as a user runs it: results, refusals, streams.
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { columnsOf } from "../terminal/text.ts";
import { runSolewise, startSolewise } from "../testing/run-solewise.ts";
import { makeRecordingFolder, withoutHeaderLines } from "../testing/virtual-recordings.ts";

const recordings = makeRecordingFolder();
const { folder, left, right, leftText } = recordings;
afterAll(recordings.remove);

interface AnalyzeJson {
  algorithm: { version: string; packId: string; accRangeG: number; gyrRangeDps: number };
  recordings: { side: string; file: string; sha256: string }[];
  strides: {
    strideIndex: number;
    side: string;
    activity: string;
    midstanceSec: number;
    uncertainty: object;
    evidence: object;
  }[];
  summary: { feet: string; distanceMeters: number; strideCount: number; cadenceSpm: number | null };
  warnings: { code: string; message: string }[];
}

async function analyzeJson(args: string[], input?: string): Promise<AnalyzeJson> {
  const result = await runSolewise(["analyze", "--json", ...args], input === undefined ? {} : { input });
  expect([result.exitCode, result.stderr]).toEqual([0, ""]);
  return JSON.parse(result.stdout) as AnalyzeJson;
}

function writeFile(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function codes({ warnings }: AnalyzeJson): string[] {
  return warnings.map(({ code }) => code);
}

describe("analyze", () => {
  it("[CLI2] prints the contract's JSON object, one stride a line", async () => {
    const { stdout } = await runSolewise(["analyze", "--json", "--left", left, "--right", right]);
    const result = JSON.parse(stdout) as AnalyzeJson;
    expect(Object.keys(result)).toEqual(["algorithm", "recordings", "strides", "summary", "warnings"]);
    expect(result.summary.feet).toBe("both");
    expect(result.summary.strideCount).toBe(result.strides.length);
    expect(result.strides.length).toBeGreaterThan(40);
    expect(stdout.split("\n").filter((line) => line.startsWith('{"strideIndex"'))).toHaveLength(result.strides.length);
    const [first] = result.strides;
    for (const field of ["groundContactTimeMs", "strideLengthMeters", "footStrikePattern", "uncertainty", "evidence"]) {
      expect(first).toHaveProperty(field);
    }
    expect(result.recordings.map(({ file }) => file)).toEqual(["run.left.imu.csv", "run.right.imu.csv"]);
    expect(result.recordings[0]?.sha256).toMatch(/^[0-9a-f]{64}$/u);
  });

  it("[CLI3] reports on stdout, with no colour into a pipe, and keeps stderr silent", async () => {
    const { exitCode, stdout, stderr } = await runSolewise(["analyze", left, right]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Solewise: run\.left\.imu\.csv and run\.right\.imu\.csv\n/u);
    expect(stdout).not.toContain("\u001b");
  });

  it("[CLI31] shows the summary's distance uncertainty beside the distance", async () => {
    const { stdout } = await runSolewise(["analyze", left, right]);
    expect(stdout).toMatch(/^Distance +\d+\.\d m ±\d+\.\d/mu);
  });

  it("[CLI21] obeys FORCE_COLOR, and NO_COLOR over it", async () => {
    expect((await runSolewise(["analyze", left], { env: { FORCE_COLOR: "1" } })).stdout).toContain("\u001b[1m");
    const both = await runSolewise(["analyze", left], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } });
    expect(both.stdout).not.toContain("\u001b");
  });

  it("[CLI20] fits COLUMNS and --width", async () => {
    const atWidth = async (columns: string, args: readonly string[]) => {
      const { stdout } = await runSolewise(["analyze", left, right, "--strides", ...args], {
        env: { COLUMNS: columns },
      });
      return Math.max(...stdout.split("\n").map((line) => columnsOf(line)));
    };
    expect(await atWidth("40", [])).toBe(40);
    expect(await atWidth("61", [])).toBe(61);
    expect(await atWidth("61", ["--width", "120"])).toBe(120);
  });

  it("[CLI6] reads standard input, gives the same as from the file, and leaves no spool behind", async () => {
    const spools = () =>
      readdirSync(process.env["TMPDIR"] ?? "/tmp").filter((name) => name.startsWith("solewise-input-"));
    const before = spools();
    const piped = await analyzeJson(["--left", "-"], leftText);
    const fromFile = await analyzeJson(["--left", left]);
    expect(piped.strides).toEqual(fromFile.strides);
    expect(piped.recordings[0]).toEqual({ ...fromFile.recordings[0], file: "standard input" });
    expect(spools()).toEqual(before);
  });

  it("[CLI12] takes the side from the header, then the name, then what is free", async () => {
    const bare = withoutHeaderLines(leftText);
    const told = await analyzeJson([writeFile("a.csv", `# side=right\n${bare}`)]);
    expect([told.summary.feet, codes(told).includes("side-guessed")]).toEqual(["right", false]);
    const guessed = await analyzeJson([writeFile("walk-right.csv", bare)]);
    expect([guessed.summary.feet, codes(guessed)[0]]).toEqual(["right", "side-guessed"]);
    expect(guessed.warnings[0]).toMatchObject({ side: "right", values: { rightFile: "walk-right.csv" } });
    const assumed = await analyzeJson([writeFile("b.csv", bare)]);
    expect([assumed.summary.feet, codes(assumed)[0]]).toEqual(["left", "side-assumed"]);
    const second = await analyzeJson([writeFile("b.csv", bare), right]);
    expect(second.recordings.map(({ file }) => file)).toEqual(["b.csv", "run.right.imu.csv"]);
  });

  it("[CLI12] refuses two files of one side", async () => {
    const { exitCode, stderr } = await runSolewise(["analyze", left, writeFile("again-left.csv", leftText)]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("--left ONE.csv --right OTHER.csv");
  });

  it("[CLI13] believes --right over the header, and warns", async () => {
    const result = await analyzeJson(["--right", left]);
    expect([result.summary.feet, codes(result)[0]]).toEqual(["right", "sides-look-swapped"]);
    expect(result.warnings[0]).toMatchObject({ values: { file: "run.left.imu.csv", statedSide: "left" } });
  });

  it("[CLI14] refuses one file for both feet, also through a link", async () => {
    const link = join(folder, "linked.right.csv");
    symlinkSync(left, link);
    for (const other of [left, link]) {
      const { exitCode, stdout, stderr } = await runSolewise(["analyze", "--left", left, "--right", other]);
      expect([exitCode, stdout]).toEqual([1, ""]);
      expect(stderr).toContain("the file that was already given");
    }
  });

  it("[CLI1] refuses unusable input with one sentence: file, line, expected, came, what to do", async () => {
    const rows = withoutHeaderLines(leftText).split("\n");
    const cases: [string, string, RegExp][] = [
      ["empty.csv", "", /empty\.csv: expected .+, but found an empty file; .+\./u],
      ["header.csv", "time,x,y\n0,1,2\n", /header\.csv, line 1: expected .+, but found .+; .+\./u],
      ["word.csv", [...rows.slice(0, 5), "0.02,1,2,x,4,5,6", ""].join("\n"), /word\.csv, line 6: expected .+; .+\./u],
      ["short.csv", `${rows.slice(0, 200).join("\n")}\n`, /short\.csv.*: expected .+; .+\./u],
    ];
    for (const [name, text, sentence] of cases) {
      const { exitCode, stdout, stderr } = await runSolewise(["analyze", "--left", writeFile(name, text)]);
      expect([exitCode, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(/^solewise: [^\n]+\n$/u);
      expect(stderr).toMatch(sentence);
    }
  });

  it("[CLI1] refuses a missing file and a folder", async () => {
    for (const [path, came] of [
      ["nowhere.csv", "no file of that name"],
      [folder, "a folder"],
    ] as const) {
      const { exitCode, stderr } = await runSolewise(["analyze", path]);
      expect(exitCode).toBe(1);
      expect(stderr).toContain(came);
    }
  });

  it("[CLI1] refuses a device, and a folder for temporary files that is not there", async () => {
    const device = await runSolewise(["analyze", "--left", "/dev/zero"]);
    expect([device.exitCode, device.stdout]).toEqual([1, ""]);
    expect(device.stderr).toMatch(/^solewise: \/dev\/zero: expected .+ found a device; .+\.\n$/u);
    const temporary = join(folder, "nowhere");
    const spooled = await runSolewise(["analyze", "--left", "-"], { env: { TMPDIR: temporary }, input: leftText });
    expect([spooled.exitCode, spooled.stdout]).toEqual([1, ""]);
    expect(spooled.stderr).toMatch(/nowhere: expected room for temporary files, but found .+; set TMPDIR .+\.\n$/u);
  });

  it("[CLI6] refuses a pipe without end that is no recording", async () => {
    const child = startSolewise(["analyze", "--left", "-"]);
    let stderr = "";
    child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin?.on("error", () => undefined);
    child.stdin?.write("not,a,recording\n".repeat(200_000));
    const exitCode = await new Promise((resolve) => {
      child.once("exit", resolve);
    });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^solewise: standard input, line 1: expected .+\.\n$/u);
  });

  it("[CLI19] escapes in JSON what would steer a terminal", async () => {
    const { stdout } = await runSolewise(["analyze", "--json", writeFile("\u009b31m\u202eodd.csv", leftText)]);
    expect(stdout).not.toMatch(/[\u009b\u202e]/u);
    expect((JSON.parse(stdout) as AnalyzeJson).recordings[0]?.file).toBe("\u009b31m\u202eodd.csv");
  });

  it("[CLI19] shows no escape sequence of a file's name", async () => {
    const { stderr } = await runSolewise(["analyze", join(folder, "evil\u001b]0;title\u0007.csv")]);
    expect(stderr).not.toMatch(/[\u001b\u0007]/u);
  });

  it("[CLI3] keeps the recording itself untouched", () => {
    expect(readFileSync(left, "utf8")).toBe(leftText);
  });
});
