// Adding a run: choose files, agree to what was understood of them, watch the analysis, land on the run.
import { useEffect } from "react";
import { useLocation, useSearch } from "wouter";
import { usePageTitle } from "../../app/page-title.ts";
import { type ImportSession, leaveImport } from "../../app/import-session.ts";
import { takeSharedFiles } from "../../app/shared-files.ts";
import { useImportSession } from "../../app/use-session.ts";
import { useMessages } from "../../language/language-context.tsx";
import { InlineNote } from "../../ui/inline-note.tsx";
import { Loading } from "../../ui/loading.tsx";
import { AgreeStep } from "./agree-step.tsx";
import { ArchiveStep } from "./archive-step.tsx";
import { ChooseStep } from "./choose-step.tsx";
import { EndedStep } from "./ended-step.tsx";
import { RunningStep } from "./running-step.tsx";
import "./import-screen.css";

function Step({ session }: { session: ImportSession }) {
  const { importing } = useMessages();
  if (session.kind === "looking") return <Loading label={importing.looking} />;
  if (session.kind === "archive") return <ArchiveStep file={session.file} />;
  if (session.kind === "agreeing") return <AgreeStep draft={session.draft} />;
  if (session.kind === "running") return <RunningStep isDemo={session.isDemo} progress={session.progress} />;
  if (session.kind === "ended" || session.kind === "failed") return <EndedStep session={session} />;
  return <ChooseStep />;
}

/** A finished import goes to its run; coming back afterwards begins anew. */
function useLanding(session: ImportSession): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    if (session.kind !== "ended" || session.outcome.kind !== "imported") return;
    const { runId } = session.outcome;
    leaveImport();
    navigate(`/runs/${runId}`, { replace: true });
  }, [session, navigate]);
}

/** Files that another app shared wait in the store: the service worker put them there. */
function useSharedFiles(): void {
  useEffect(() => void takeSharedFiles(), []);
}

/** The screen. */
export function ImportScreen() {
  const { importing } = useMessages();
  const session = useImportSession();
  const share = new URLSearchParams(useSearch()).get("share");
  usePageTitle(importing.title);
  useLanding(session);
  useSharedFiles();
  return (
    <div className="screen screen--narrow">
      <div className="screen-head">
        <h1>{importing.title}</h1>
      </div>
      {share === "missed" && session.kind === "idle" && <InlineNote tone="warn">{importing.shareMissed}</InlineNote>}
      <Step session={session} />
    </div>
  );
}
