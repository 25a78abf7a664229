// The comparison can fail, and does not at the real server.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { RunDocument } from "@solewise/client";
import { describe, expect, it } from "vitest";
import { readRunSeed } from "../test/run-seed.ts";
import { Known, type KnownRun, unknownRun } from "./known-run.ts";
import type { SmallRecording } from "./small-recordings.ts";
import { compareRuns } from "./verify-runs.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
/** No round begins after it: the tests have a time. Seconds. */
const TIME_MAX_SEC = 40;

const RECORDING: SmallRecording = { slot: 0, side: "left", bytes: Uint8Array.of(1, 2, 3, 4), sha256: "" };
const recordingsOf = (): SmallRecording[] => [RECORDING];

function known(change: Partial<KnownRun> = {}): KnownRun {
  const run = unknownRun(1, "a", 1);
  run.isThere.settle(true);
  return { ...run, ...change };
}

/** A run at the server, as far as it is compared. */
function document(change: object = {}, foot: object = {}): RunDocument {
  const feet = [{ slot: 0, samples: "awaiting", receivedBytes: 0, sizeBytes: 4, ...foot }];
  return {
    runId: "a",
    name: "Run 1",
    deletedAtUtc: null,
    state: "ready",
    failure: null,
    feet,
    ...change,
  } as unknown as RunDocument;
}

const compare = (run: KnownRun, ...found: RunDocument[]): string[] =>
  compareRuns(new Map(found.map((one) => [one.runId, one])), [run], recordingsOf);

describe("[CRASH2] what is there is compared with what was acknowledged", () => {
  it("what was acknowledged has to be there", () => {
    expect(compare(known(), document())).toEqual([]);
    expect(compare(known())).toEqual(["run 1: acknowledged and lost"]);
    expect(compare(known(), document({ name: "Run 2" }))).toEqual(["run 1: expected the name Run 1, found Run 2"]);
    expect(compare(known({ isDeleted: new Known(true) }), document())).toEqual(["run 1: its deletion is lost"]);
    expect(compare(known(), document({ deletedAtUtc: "2026" }))).toEqual(["run 1: deleted without being asked"]);
    expect(compare(known({ isThere: new Known(false) }), document())).toEqual(["run 1: purged and there again"]);
    expect(compare(known(), document(), document({ runId: "b" }))).toEqual(["b: a run that nobody brought"]);
    const refused = document({ state: "failed", failure: { message: "why" } });
    expect(compare(known(), refused)).toEqual(["run 1: analysis failed: why"]);
  });

  it("acknowledged bytes have to be there, and what was kept stays kept", () => {
    expect(compare(known({ sentBytes: [3] }), document({}, { receivedBytes: 3 }))).toEqual([]);
    expect(compare(known({ sentBytes: [3] }), document({}, { receivedBytes: 2 }))).toEqual([
      "run 1: 3 bytes of recording 0 were acknowledged, 2 are there",
    ]);
    const kept = known({ sentBytes: [4], isKept: [true] });
    expect(compare(kept, document({}, { receivedBytes: 4 }))).toEqual(["run 1: recording 0 was kept and is awaiting"]);
    expect(compare(known({ sentBytes: [4], isKept: [true] }), document({}, { samples: "kept" }))).toEqual([]);
  });

  it("what was asked for without an answer may be either way, and is known afterwards", () => {
    const name = new Known("Run 1");
    name.ask("Other");
    const run = known({ name });
    expect(compare(run, document({ name: "Other" }))).toEqual([]);
    expect(compare(run, document())).toEqual(["run 1: expected the name Other, found Run 1"]);
  });
});

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
