// Sync on Home: one quiet line, and the way to what needs the runner. Shown where somebody signed in.
import { lazy, Suspense, useEffect, useState } from "react";
import { Link } from "wouter";
import { useFormat } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import type { SyncState } from "../../sync/sync-state.ts";
import { readServerRuns } from "../../sync/server-runs.ts";
import { useSyncState } from "../../sync/use-sync.ts";
import { Button } from "../../ui/button.tsx";
import { readSyncFacts } from "./sync-facts.ts";
import { useStoreAnswer } from "./use-store-answer.ts";
import { wordWhen } from "./word-when.ts";
import "./syncing.css";

const FailedRuns = lazy(async () => ({ default: (await import("./failed-runs.tsx")).FailedRuns }));

/** How often "5 minutes ago" is told anew, ms. */
const TOLD_EVERY_MS = 30_000;

function useNowMs(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), TOLD_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}

/** The state in words. */
function StateWords({ state }: { state: SyncState }) {
  const texts = useLaterMessages("syncing");
  const format = useFormat();
  const nowMs = useNowMs();
  if (state.kind === "syncing") return texts.running;
  if (state.kind === "signed-out") return texts.signedOut;
  if (state.kind === "error") return state.code === "consent-missing" ? texts.errors[state.code] : texts.errors.other;
  if (state.kind === "waiting") {
    const since = format.dateTime(state.sinceMs);
    return state.reason === "offline" ? texts.offline(since) : texts.away(since);
  }
  if (state.kind !== "idle" || state.lastSyncedAtMs === null) return texts.neverSynced;
  return texts.synced(wordWhen(format.tag, state.lastSyncedAtMs, Math.max(nowMs, state.lastSyncedAtMs)));
}

/** What can be done about it; nothing while all is well. */
function StateAction({ state }: { state: SyncState }) {
  const texts = useLaterMessages("syncing");
  if (state.kind === "signed-out") return <Link href="/account">{texts.signIn}</Link>;
  if (state.kind === "error" && state.code === "consent-missing") return <Link href="/account">{texts.account}</Link>;
  if (state.kind !== "waiting" && state.kind !== "error") return null;
  const sync = async (): Promise<void> => (await import("../../sync/start-sync.ts")).syncNow();
  return (
    <Button kind="plain" size="s" onPress={() => void sync()}>
      {texts.now}
    </Button>
  );
}

/** The line, and the runs that need somebody. */ // SGN12, SGN16
export function HomeSync() {
  const texts = useLaterMessages("syncing");
  const format = useFormat();
  const state = useSyncState();
  const facts = useStoreAnswer(readSyncFacts);
  const { unsentRunIds = [], undecidedRunIds = [] } = facts ?? {};
  const [firstUndecided] = undecidedRunIds;
  const elsewhere = useStoreAnswer(readServerRuns) ?? [];
  const failed = elsewhere.filter((run) => run.state === "failed");
  const comingCount = elsewhere.length - failed.length;
  return (
    <>
      <p className="sync-line" aria-label={texts.label} role="group">
        <span>
          <StateWords state={state} />
        </span>
        {unsentRunIds.length > 0 && (
          <span>{texts.waiting(unsentRunIds.length, format.number(unsentRunIds.length))}</span>
        )}
        {comingCount > 0 && <span>{texts.coming(comingCount, format.number(comingCount))}</span>}
        {firstUndecided !== undefined && (
          <Link href={`/runs/${firstUndecided}`}>
            {texts.conflicts(undecidedRunIds.length, format.number(undecidedRunIds.length))}
          </Link>
        )}
        <StateAction state={state} />
      </p>
      {failed.length > 0 && (
        <Suspense>
          <FailedRuns runs={failed} />
        </Suspense>
      )}
    </>
  );
}
