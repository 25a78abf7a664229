// Each fault at small counts, done to the real server; and a comparison that can fail.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ApiProblem } from "@solewise/client";
import { beforeAll, describe, expect, it, type TestContext } from "vitest";
import { readRunSeed } from "../test/run-seed.ts";
import { Told } from "./told.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const TIME_MAX_MS = 400_000;

interface Summary {
  held: string[];
  notRun: string[];
  told: Record<string, string[]>;
  backMaxMs: Record<string, number>;
  problemCount: number;
}

describe("npm run faults, at small counts", () => {
  let output = "";
  let summary: Summary;
  beforeAll(async () => {
    const args = ["--small", "--seed", String(readRunSeed(process.env))];
    const run = promisify(execFile)(process.execPath, [MAIN, ...args]);
    const ended = await run.catch((error: Error & { stdout: string }) => error); // its words say more than its code
    output = ended.stdout;
    summary = JSON.parse(output.trimEnd().split("\n").at(-1) ?? "") as Summary;
  }, TIME_MAX_MS);

  /** What clients were told; a fault that was not run is left out with its reason, one that does not hold is thrown. */
  function toldBy(name: string, { skip }: TestContext): string[] {
    const why = new RegExp(`NOT RUN ${name}: .*\\n  because (.*)`, "u").exec(output)?.[1];
    if (summary.notRun.includes(name)) skip(why);
    if (!summary.held.includes(name)) throw new Error(`${name} does not hold:\n${output}`);
    return summary.told[name] ?? [];
  }

  it("[FLT2] the disk of recordings is full", (context) =>
    expect(toldBy("objects-full", context)).toContain("507 storage-full"));
  it("[FLT2] the store is read-only", (context) =>
    expect(toldBy("store-read-only", context)).toContain("503 storage-read-only"));
  it("[FLT3] the disk of the database is full", (context) =>
    expect(toldBy("database-full", context)).toContain("503 database-away"));
  it("[FLT4] [DBS23] the server's own database is stopped and hangs", (context) =>
    expect(toldBy("database-stopped", context)).toContain("503 database-away"));
  it("[FLT4] the database of DATABASE_URL is stopped", (context) =>
    expect(toldBy("given-database-stopped", context)).toContain("503 database-away"));
  it("[FLT5] [OPS7] [RNS24] the clock jumps", (context) =>
    expect(toldBy("clock-jump", context)).toContain("401 not-signed-in"));
  it("[FLT6] ten gigabytes are sent", (context) =>
    expect(new Set(toldBy("huge-upload", context))).toEqual(
      new Set(["413 recording-too-large", "413 upload-too-long", "413 none", "422 recording-differs"]),
    ));
  it("[FLT7] many recordings are brought at once", (context) => expect(toldBy("many-uploads", context)).toBeDefined());

  it("[FLT1] in the end everything belongs together", () => {
    expect(output).toContain("At the end everything belongs together.");
    expect(summary.problemCount).toBe(0);
  });
});

describe("[FLT1] what clients were told is judged", () => {
  const problem = (status: number, code: string, retryAfterSec: number | null = null): ApiProblem =>
    new ApiProblem(status, code, "A sentence.", { retryAfterSec });

  it("a code and a sentence of the server's are clear; no answer, no code and no time to come again are not", () => {
    const told = new Told();
    told.add(problem(503, "database-away", 2));
    told.add(problem(507, "storage-full", 60));
    expect(told.problems).toEqual([]);
    told.add(problem(0, "no-answer"));
    told.add(problem(500, "http-500"));
    told.add(problem(429, "too-many-requests"));
    expect(told.problems).toEqual([
      "no clear error: 1 × 0 no-answer: A sentence.",
      "no clear error: 1 × 500 http-500: A sentence.",
      "1 refusals do not say when to come again",
    ]);
    expect(told.count).toBe(5);
  });
});

it("[FLT8] wrong usage ends with 2 and the right one", async () => {
  const run = promisify(execFile)(process.execPath, [MAIN, "--only", "earthquake"]);
  await expect(run).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/No fault is called earthquake[^]*Usage: npm run faults/u) as string,
  });
});
