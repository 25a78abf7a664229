// Where runs are, what waits, how values and instants are worded.
import { describe, expect, it } from "vitest";
import { syncing } from "../../language/en/syncing.ts";
import type { OutboxEntry, SyncedRun } from "../../store/sync-record.ts";
import { type RunFacts, runPlace, syncFacts } from "./sync-facts.ts";
import { wordValue } from "./word-value.ts";
import { wordWhen } from "./word-when.ts";

function entry(runId: string, kind: "bring" | "edit", refusal?: OutboxEntry["refusal"]): OutboxEntry {
  const task =
    kind === "edit"
      ? ({ kind, field: "name", value: "x" } as const)
      : ({
          kind,
          fields: { name: "", notes: null, startedAtUtc: "", startSource: "", deletedAtUtc: null, feet: {} },
        } as const);
  const given = { entryId: runId, number: 1, runId, task, baseRevision: 0, editedAtUtc: "", isSent: false };
  return refusal === undefined ? given : { ...given, refusal };
}

type State = SyncedRun["document"]["state"];

function syncedRun(runId: string, samples: "awaiting" | "kept", state: State, receivedBytes = 0): SyncedRun {
  const foot = {
    slot: 0,
    side: "left",
    sideSource: "",
    fileName: "",
    sha256: "",
    sizeBytes: 9,
    samples,
    receivedBytes,
  } as const;
  return {
    document: {
      runId,
      revision: 1,
      changeNumber: 1,
      name: "",
      notes: null,
      createdAtUtc: "",
      receivedAtUtc: "",
      startedAtUtc: "",
      startSource: "",
      timeZone: "UTC",
      demo: null,
      deletedAtUtc: null,
      failure: null,
      state,
      feet: [foot],
      analysis: null,
      conflicts: [],
      facts: {},
    },
    heldAnalysisId: null,
    deviceConflicts: [],
    isPurged: false,
    uploadProblem: null,
  };
}

const NOTHING: RunFacts = { entries: [], synced: undefined, uploadBytes: 100, isSyncing: false };
const refused = { code: "x", message: "" };

describe("[SGN13] a run is", () => {
  it("only here until it is brought", () => {
    expect(runPlace(NOTHING)).toEqual({ kind: "here" });
    expect(runPlace({ ...NOTHING, entries: [entry("a", "bring")] })).toEqual({ kind: "waiting" });
    expect(runPlace({ ...NOTHING, entries: [entry("a", "bring", refused)] })).toEqual({ kind: "refused" });
    expect(runPlace({ ...NOTHING, entries: [entry("a", "bring")], isSyncing: true })).toEqual({
      kind: "uploading",
      fraction: null,
    });
    const purged = { ...syncedRun("a", "kept", "ready"), isPurged: true };
    expect(runPlace({ ...NOTHING, synced: purged })).toEqual({ kind: "here" });
  });

  it("on its way as far as the server has it", () => {
    const synced = syncedRun("a", "awaiting", "awaiting-recordings", 40);
    expect(runPlace({ ...NOTHING, synced })).toEqual({ kind: "waiting" });
    expect(runPlace({ ...NOTHING, synced, isSyncing: true })).toEqual({ kind: "uploading", fraction: 0.4 });
    expect(runPlace({ ...NOTHING, synced: { ...synced, uploadProblem: refused } })).toEqual({ kind: "refused" });
  });

  it("there, analysed there, or changed since", () => {
    expect(runPlace({ ...NOTHING, synced: syncedRun("a", "kept", "ready") })).toEqual({ kind: "there" });
    expect(runPlace({ ...NOTHING, synced: syncedRun("a", "kept", "analysing") })).toEqual({ kind: "analysing" });
    const failed = { ...NOTHING, synced: syncedRun("a", "kept", "failed") };
    expect(runPlace(failed)).toEqual({ kind: "failed", failure: null });
    const changed = { ...NOTHING, synced: syncedRun("a", "kept", "ready"), entries: [entry("a", "edit")] };
    expect(runPlace(changed)).toEqual({ kind: "changed" });
  });
});

describe("[SGN12] [SGN15] what waits", () => {
  it("is counted by run, each once", () => {
    const outbox = [entry("a", "bring"), entry("a", "edit"), entry("b", "edit")];
    const conflict = { conflictId: "1", field: "name", asked: "x", reason: "same-run" } as const;
    const synced = [
      syncedRun("b", "awaiting", "awaiting-recordings"),
      syncedRun("c", "awaiting", "awaiting-recordings"),
      { ...syncedRun("d", "kept", "ready"), deviceConflicts: [conflict] },
    ];
    expect(syncFacts(outbox, synced)).toEqual({ unsentRunIds: ["a", "b", "c"], undecidedRunIds: ["d"] });
    expect(syncFacts([], [])).toEqual({ unsentRunIds: [], undecidedRunIds: [] });
  });

  it("[SGN12] says how long ago, never in the future", () => {
    const agoSec = [-500, 0, 59, 60, 3599, 3600, 86_399, 86_400, 200_000];
    const words = agoSec.map((sec) => wordWhen("en", 1e12 - sec * 1000, 1e12));
    expect(words).toEqual([
      "now",
      "now",
      "now",
      "1 minute ago",
      "59 minutes ago",
      "1 hour ago",
      "23 hours ago",
      "yesterday",
      "2 days ago",
    ]);
    expect(wordWhen("zh-CN", 1e12 - 300_000, 1e12)).toBe("5分钟前");
  });
});

it("[SGN14] values of both places are worded, whatever came over the wire", () => {
  const words = {
    texts: syncing.conflict,
    sides: { left: "Left", right: "Right" },
    number: String,
    instant: (atMs: number) => `@${atMs}`,
  };
  expect(wordValue("name", "Morning run", words)).toBe("Morning run");
  expect(wordValue("notes", null, words)).toBe("empty");
  expect(wordValue("startedAtUtc", "1970-01-01T00:00:01.000Z", words)).toBe("@1000");
  expect(wordValue("startedAtUtc", "soon", words)).toBe("soon");
  expect(wordValue("sides", { 0: "left", 1: "right" }, words)).toBe("1: Left, 2: Right");
  expect([true, false].map((value) => wordValue("isDeleted", value, words))).toEqual(["deleted", "not deleted"]);
});
