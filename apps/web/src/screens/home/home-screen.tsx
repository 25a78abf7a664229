// Home: the runs of this device, or, on the first visit, what this is and two ways to begin.
import { lazy, useEffect } from "react";
import { useLocation } from "wouter";
import { leaveImport, startDemo } from "../../app/import-session.ts";
import { usePageTitle } from "../../app/page-title.ts";
import { useImportSession } from "../../app/use-session.ts";
import { WhereSyncing } from "../../app/where-syncing.tsx";
import { useMessages } from "../../language/language-context.tsx";
import { useStoredRuns } from "../../store/use-stored-runs.ts";
import { Loading } from "../../ui/loading.tsx";
import { Welcome } from "./welcome.tsx";
import { RunList } from "./run-list.tsx";
import "./home-screen.css";

const HomeSync = lazy(async () => ({ default: (await import("../syncing/home-sync.tsx")).HomeSync }));

/** A demo that was started here ends on its run; of any other import the strip tells, and takes nobody away. */ // APP24
function useDemoLanding(): void {
  const session = useImportSession();
  const [, navigate] = useLocation();
  useEffect(() => {
    if (session.kind !== "ended" || !session.isDemo || session.outcome.kind !== "imported") return;
    const { runId } = session.outcome;
    leaveImport();
    navigate(`/runs/${runId}`);
  }, [session, navigate]);
}

/** The screen. */
export function HomeScreen() {
  const { home, importing } = useMessages();
  const runs = useStoredRuns();
  usePageTitle("");
  useDemoLanding();
  if (runs === null) return <Loading />;
  const onDemo = (): void => void startDemo(importing.nameDemo);
  return (
    <div className="screen">
      <h1 className={runs.length === 0 ? "visually-hidden" : "home__title"}>{home.title}</h1>
      <WhereSyncing>
        <HomeSync />
      </WhereSyncing>
      {runs.length === 0 ? <Welcome onDemo={onDemo} /> : <RunList runs={runs} onDemo={onDemo} />}
    </div>
  );
}
