// The command line's grammar, on the real command.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runSolewise } from "./testing/run-solewise.ts";

describe("command line", () => {
  it("[CLI5] prints help with examples for the program and every command", async () => {
    for (const args of [
      ["--help"],
      ["analyze", "--help"],
      ["calibrate", "--help"],
      ["demo", "--help"],
      ["tour", "--help"],
      ["help", "analyze"],
    ]) {
      const { exitCode, stdout, stderr } = await runSolewise(args);
      expect([exitCode, stderr]).toEqual([0, ""]);
      expect(stdout).toMatch(/^Usage: solewise/u);
      expect(stdout).toMatch(/^Examples:\n {2}solewise /mu);
    }
  });

  it("[CLI5] prints the package's version", async () => {
    const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
    const { version } = JSON.parse(text) as { version: string };
    expect(await runSolewise(["--version"])).toMatchObject({ exitCode: 0, stdout: `${version}\n` });
  });

  it("[CLI4] suggests the command or option that was meant", async () => {
    const command = await runSolewise(["analyse"]);
    expect(command).toMatchObject({ exitCode: 2, stdout: "" });
    expect(command.stderr).toMatch(/unknown command 'analyse'[^]*Did you mean analyze/u);
    const option = await runSolewise(["analyze", "--jsn", "x.csv"]);
    expect(option).toMatchObject({ exitCode: 2, stdout: "" });
    expect(option.stderr).toMatch(/unknown option '--jsn'[^]*Did you mean --json[^]*solewise analyze --help/u);
  });

  it("[CLI4] shows help and exits 2 when no command is given", async () => {
    const { exitCode, stdout, stderr } = await runSolewise([]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("solewise tour");
  });

  it("[CLI4] refuses too few and too many recordings with a hint", async () => {
    const hints = [["analyze"], ["analyze", "a.csv", "b.csv", "c.csv"], ["analyze", "--left", "-", "--right", "-"]];
    for (const args of hints) {
      const { exitCode, stdout, stderr } = await runSolewise(args);
      expect([exitCode, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(/^solewise: .+\nTry: solewise analyze .+\n$/u);
    }
  });

  it("[CLI4] refuses a file name that is left out, empty, or given twice for a foot", async () => {
    for (const [args, say] of [
      [["--left", "--json"], "A name is missing"],
      [["--left", ""], "The name is empty"],
      [[""], "name is empty"],
      [["--left", "a.csv", "--left", "b.csv"], "a.csv was given before"],
    ] as const) {
      const { exitCode, stdout, stderr } = await runSolewise(["analyze", ...args]);
      expect([exitCode, stdout]).toEqual([2, ""]);
      expect(stderr).toContain(say);
      expect(stderr).toContain("Try: solewise analyze");
    }
  });

  it("[CLI19] shows no escape sequence of a wrong argument", async () => {
    for (const args of [["\u001b[31mfoo"], ["analyze", "--\u001b[31mfoo"], ["demo", "--seed", "\u001b]0;x\u0007"]]) {
      const { exitCode, stderr } = await runSolewise(args);
      expect(exitCode).toBe(2);
      expect(stderr).not.toMatch(/[\u001b\u0007]/u);
      expect(stderr.trimEnd().split("\n").length).toBeGreaterThan(1);
    }
  });

  it("[CLI11] refuses numbers outside their range and tells it", async () => {
    for (const [option, value, range] of [
      ["--body-mass-kg", "7000", "from 10 to 300 kg"],
      ["--body-mass-kg", "0x46", "from 10 to 300 kg"],
      ["--body-mass-kg", "7e1", "from 10 to 300 kg"],
      ["--body-height-cm", "tall", "from 50 to 250 cm"],
      ["--width", "12", "from 40 to 400"],
      ["--units", "parsecs", "metric, imperial"],
      ["--known-distance-meters", "5km", "from 20 to 500000 m"],
      ["--distance-uncertainty-meters", "0", "from 0.01 to 10000 m"],
    ] as const) {
      const command = option.includes("distance") ? "calibrate" : "analyze";
      const { exitCode, stderr } = await runSolewise([command, "x.csv", option, value]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(range);
    }
  });
});
