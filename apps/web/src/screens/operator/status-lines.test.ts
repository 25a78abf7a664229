// What the server tells of itself, as lines.
import { describe, expect, it } from "vitest";
import { statusLines } from "./status-lines.ts";

const words = {
  yes: "yes",
  no: "no",
  number: String,
  bytes: (value: number) => `${value} B`,
  instant: (atMs: number) => `at ${atMs}`,
};

describe("[SGN11] the server's status", () => {
  it("is one line a value, with the unit that the name says", () => {
    const status = {
      version: "0.1.0",
      runsWaitingCount: 3,
      storage: { freeBytes: 1e9, isReadOnly: false },
      startedAtUtc: "1970-01-01T00:00:01.000Z",
    };
    expect(statusLines(status, words)).toEqual([
      { name: "version", value: "0.1.0" },
      { name: "runs waiting", value: "3" },
      { name: "storage · free size", value: "1000000000 B" },
      { name: "storage · is read only", value: "no" },
      { name: "started", value: "at 1000" },
    ]);
  });

  it("takes lists, gaps, and what it does not know", () => {
    const status = {
      queues: [{ name: "analyse-run", waiting: 0 }],
      note: null,
      endedAtUtc: "never",
      a: { b: { c: { d: { e: 1 } } } },
    };
    expect(statusLines(status, words)).toEqual([
      { name: "queues · 1 · name", value: "analyse-run" },
      { name: "queues · 1 · waiting", value: "0" },
      { name: "note", value: "–" },
      { name: "ended", value: "never" },
    ]);
  });
});
