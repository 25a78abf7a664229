// Nothing is lost at the real server, and wrong usage is told.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { readRunSeed } from "../test/run-seed.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
/** No round begins after it: the tests have a time. Seconds. */
const TIME_MAX_SEC = 40;

describe("npm run crash", () => {
  it("[CRASH1] [CRASH3] loses nothing, and says how much it tried", { timeout: 400_000 }, async () => {
    const args = ["--rounds", "30", "--time-max-sec", String(TIME_MAX_SEC), "--seed", String(readRunSeed(process.env))];
    const run = promisify(execFile)(process.execPath, [MAIN, ...args]);
    const { stdout } = await run.catch((error: Error & { stdout: string }) => {
      throw new Error(error.stdout, { cause: error });
    });
    const counts = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as Record<string, number>;
    expect(counts).toMatchObject({ problemCount: 0 });
    expect(counts["rounds"]).toBeGreaterThan(0);
    expect(counts["acknowledgedWrites"]).toBeGreaterThan(counts["rounds"] ?? 0);
  });

  it("[CRASH3] wrong usage ends with 2 and the right one", async () => {
    const run = promisify(execFile)(process.execPath, [MAIN, "--rounds", "many"]);
    await expect(run).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Usage: npm run crash") as string,
    });
  });
});
