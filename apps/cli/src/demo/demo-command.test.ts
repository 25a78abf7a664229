// `solewise demo` and `solewise tour` as a user runs them.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runSolewise } from "../testing/run-solewise.ts";

const folder = mkdtempSync(join(tmpdir(), "solewise-test-demo-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SHORT = ["demo", "--preset", "easy-run", "--duration-sec", "10"];
const NAMES = ["easy-run.left.imu.csv", "easy-run.right.imu.csv", "easy-run.truth.json"];

function contents(out: string): string[] {
  return NAMES.map((name) => readFileSync(join(out, name), "utf8"));
}

describe("demo", () => {
  it("[CLI16] writes recordings and truth that analyze takes, the same for the same seed", async () => {
    const [first, again, other] = [join(folder, "first"), join(folder, "again"), join(folder, "other")];
    const { exitCode, stdout, stderr } = await runSolewise([...SHORT, "--seed", "7", "--out", first]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(readdirSync(first).toSorted()).toEqual(NAMES);
    expect(stdout).toContain(`solewise analyze ${join(first, NAMES[0] ?? "")}`);
    await runSolewise([...SHORT, "--seed", "7", "--out", again]);
    await runSolewise([...SHORT, "--seed", "8", "--out", other]);
    expect(contents(again)).toEqual(contents(first));
    expect(contents(other)[0]).not.toBe(contents(first)[0]);
    const truth = JSON.parse(contents(first)[2] ?? "") as { note: string; strides: unknown[] };
    expect(truth.note).toContain("nobody ran this");
    expect(truth.strides.length).toBeGreaterThan(10);
    const analysis = await runSolewise(["analyze", join(first, NAMES[0] ?? ""), join(first, NAMES[1] ?? "")]);
    expect(analysis.exitCode).toBe(0);
    expect(analysis.stdout).toContain("DEMO DATA from virtual runner seed 7: nobody ran this.");
  });

  it("[CLI17] replaces nothing without --force", async () => {
    const out = mkdtempSync(join(folder, "there-"));
    writeFileSync(join(out, NAMES[2] ?? ""), "mine");
    const refused = await runSolewise([...SHORT, "--out", out]);
    expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
    expect(refused.stderr).toContain("--force");
    expect(readdirSync(out)).toEqual([NAMES[2]]);
    expect((await runSolewise([...SHORT, "--out", out, "--force"])).exitCode).toBe(0);
    expect(readFileSync(join(out, NAMES[2] ?? ""), "utf8")).not.toBe("mine");
  });

  it("[CLI16] lists the presets and refuses others", async () => {
    const { stdout } = await runSolewise(["demo", "--list"]);
    expect(stdout.split("\n")).toContain("easy-run");
    const unknown = await runSolewise(["demo", "--preset", "moon-walk", "--out", folder]);
    expect(unknown).toMatchObject({ exitCode: 2, stdout: "" });
    expect(unknown.stderr).toContain("easy-run");
  });

  it("[CLI1] says why a folder cannot be made", async () => {
    const path = join(folder, "a-file");
    writeFileSync(path, "");
    const { exitCode, stderr } = await runSolewise([...SHORT, "--out", path]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("a file of that name");
  });
});

describe("tour", () => {
  it("[CLI18] reports on demo data, says so, tells what is next and leaves no file", async () => {
    const temporary = mkdtempSync(join(folder, "tmp-"));
    const { exitCode, stdout, stderr } = await runSolewise(["tour", "--preset", "walk-run-walk"], {
      env: { TMPDIR: temporary },
    });
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Solewise: .+\nDEMO DATA from virtual runner seed 1: nobody ran this\.\n/u);
    expect(stdout).toContain("npx solewise analyze L.csv R.csv");
    expect(readdirSync(temporary)).toEqual([]);
  });
});
