// Opening a run off the UI thread, for the page and for the stride table. Goes out: how far it is, and the way to open it
// anew. A new name or date (here or in another tab) replaces the run's record only: pictures stay as they are.
import { useCallback, useEffect, useRef, useState } from "react";
import type { OpenedRun } from "../../worker/analysis-jobs.ts";
import { followRuns, openRun, readRun } from "./run-actions.ts";

/** How far the opening is. */
export type Opening =
  | { state: "opening" }
  | { state: "missing" }
  | { state: "failed"; details: string }
  | { state: "open"; opened: OpenedRun };

/** Opens a run once, and again when asked. */
export function useOpenedRun(runId: string): { opening: Opening; reopen: () => void } {
  const [opening, setOpening] = useState<Opening>({ state: "opening" });
  const isShown = useRef(true);
  const reopen = useCallback(() => {
    const open = async () => {
      const next = await openQuietly(runId);
      if (isShown.current) setOpening(next);
    };
    void open();
  }, [runId]);
  useEffect(() => {
    isShown.current = true;
    reopen();
    const stop = followRuns(() => {
      void refreshRecord(runId, (change) => isShown.current && setOpening(change));
    });
    return () => {
      isShown.current = false;
      stop();
    };
  }, [runId, reopen]);
  return { opening, reopen };
}

async function openQuietly(runId: string): Promise<Opening> {
  try {
    const opened = await openRun(runId);
    return opened === null || opened.run.deletedAtMs !== null ? { state: "missing" } : { state: "open", opened };
  } catch (error) {
    return { state: "failed", details: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** Takes over what the store now says of an open run. */
async function refreshRecord(runId: string, apply: (change: (before: Opening) => Opening) => void): Promise<void> {
  const run = await readRun(runId);
  apply((before) => {
    if (before.state !== "open") return before;
    if (run === null || run.deletedAtMs !== null) return { state: "missing" };
    return { state: "open", opened: { ...before.opened, run } };
  });
}
