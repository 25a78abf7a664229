// The comparison can fail.
import type { RunDocument } from "@solewise/client";
import { describe, expect, it } from "vitest";
import { Known, type KnownRun, unknownRun } from "./known-run.ts";
import type { SmallRecording } from "./small-recordings.ts";
import { compareRuns } from "./verify-runs.ts";

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
