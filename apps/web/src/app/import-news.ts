// What an import has to say on a screen that is not its own. Comes in: the session and the address shown. Goes out: the
// kind of line to show, or nothing. Rule APP24.
import type { ImportSession } from "./import-session.ts";

/** A line about the import: how far it is, the run it became, or that there is something to read about it. */
export type ImportNews =
  | { kind: "running"; isDemo: boolean; fraction: number }
  | { kind: "added"; runId: string }
  | { kind: "not-added" };

/** Null where the screen itself shows it, where it was read already, or where nothing is to be told. */
export function importNews(session: ImportSession, path: string): ImportNews | null {
  if (path === "/import") return null;
  if (session.kind === "running") {
    const { isDemo, progress } = session;
    return isDemo && path === "/" ? null : { kind: "running", isDemo, fraction: progress.fraction };
  }
  if (session.kind === "failed") return { kind: "not-added" };
  if (session.kind !== "ended" || session.outcome.kind === "cancelled") return null;
  if (session.outcome.kind !== "imported") return { kind: "not-added" };
  return { kind: "added", runId: session.outcome.runId };
}

/** Whether the reader is at the run that the import became, so that nothing is left to tell. */
export function isAtItsRun(session: ImportSession, path: string): boolean {
  return session.kind === "ended" && session.outcome.kind === "imported" && path === `/runs/${session.outcome.runId}`;
}
