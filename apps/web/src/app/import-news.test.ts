// What other screens say of an import that ends meanwhile.
import { describe, expect, it } from "vitest";
import type { ImportOutcome } from "../worker/analysis-jobs.ts";
import { importNews, isAtItsRun } from "./import-news.ts";
import type { ImportSession } from "./import-session.ts";

const running = (isDemo: boolean): ImportSession => ({
  kind: "running",
  isDemo,
  progress: { stage: "analysing", fraction: 0.5, side: null },
});
const ended = (outcome: ImportOutcome): ImportSession => ({
  kind: "ended",
  outcome,
  draft: null,
  isDemo: false,
  keepsSamples: true,
});

describe("an import on other screens", () => {
  it("[APP24] tells how far it is, but where a screen of its own does", () => {
    expect(importNews(running(false), "/settings")).toEqual({ kind: "running", isDemo: false, fraction: 0.5 });
    expect(importNews(running(false), "/")).not.toBeNull();
    expect(importNews(running(false), "/import")).toBeNull();
    expect(importNews(running(true), "/")).toBeNull();
    expect(importNews(running(true), "/runs/a")).not.toBeNull();
  });

  it("[APP24] tells that a run was added, until it is read", () => {
    const session = ended({ kind: "imported", runId: "a" });
    expect(importNews(session, "/runs/b")).toEqual({ kind: "added", runId: "a" });
    expect([isAtItsRun(session, "/runs/b"), isAtItsRun(session, "/runs/a")]).toEqual([false, true]);
  });

  it("[APP24] tells that none was, whatever the reason, unless the runner stopped it", () => {
    expect(importNews({ kind: "failed", error: new Error("x"), draft: null }, "/")).toEqual({ kind: "not-added" });
    expect(importNews(ended({ kind: "refused", refusals: [] }), "/")).toEqual({ kind: "not-added" });
    expect(importNews(ended({ kind: "no-room", neededBytes: 1, availableBytes: null }), "/storage")).toEqual({
      kind: "not-added",
    });
    expect(importNews(ended({ kind: "already", runId: "a" }), "/")).toEqual({ kind: "not-added" });
    expect(importNews(ended({ kind: "cancelled" }), "/")).toBeNull();
    expect(importNews({ kind: "idle" }, "/")).toBeNull();
  });
});
