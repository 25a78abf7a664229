// Sync on a run's page: where the run is, and what its runner has to decide.
import { lazy, Suspense, useCallback } from "react";
import { useFormat } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { openStore } from "../../store/open-store.ts";
import type { RunStore } from "../../store/run-store.ts";
import type { StoredRun } from "../../store/stored-run.ts";
import { bringDemo } from "../../sync/device-account.ts";
import { useSyncState } from "../../sync/use-sync.ts";
import { Button } from "../../ui/button.tsx";
import { RunConflicts } from "./run-conflicts.tsx";
import { type RunPlace, runPlace } from "./sync-facts.ts";
import { useStoreAnswer } from "./use-store-answer.ts";
import "./syncing.css";

const AnalyseAgain = lazy(async () => ({ default: (await import("./server-failure.tsx")).AnalyseAgain }));
const FailureText = lazy(async () => ({ default: (await import("./server-failure.tsx")).FailureText }));

function useRunPlace(run: StoredRun): RunPlace | null {
  const { runId } = run;
  const state = useSyncState();
  const read = useCallback(
    async ({ shelf }: RunStore) => {
      const outbox = await shelf.getAll("outbox");
      const entries = outbox.filter((entry) => entry.runId === runId);
      return { entries, synced: await shelf.get("synced", runId) };
    },
    [runId],
  );
  const facts = useStoreAnswer(read);
  const uploadBytes = run.feet.reduce((sum, { keptBytes }) => sum + keptBytes, 0);
  return facts === null ? null : runPlace({ ...facts, uploadBytes, isSyncing: state.kind === "syncing" });
}

/** Demo runs go up only when they are asked to. SYN10 */
async function bring(runId: string): Promise<void> {
  const { runs } = await openStore();
  await bringDemo(runs, runId);
}

/** A line, and the conflicts. */ // SGN13
export function RunSync({ run, onChange }: { run: StoredRun; onChange: () => void }) {
  const { run: texts } = useLaterMessages("syncing");
  const format = useFormat();
  const place = useRunPlace(run);
  const words =
    place === null
      ? ""
      : place.kind !== "uploading"
        ? texts[place.kind]
        : place.fraction === null
          ? texts.uploading
          : texts.uploadingPart(format.percent(place.fraction));
  return (
    <>
      <p className="sync-line" role="group" aria-label={texts.label} data-place={place?.kind}>
        <span>{words}</span>
        {place?.kind === "here" && run.demo !== null && (
          <Button kind="plain" size="s" onPress={() => void bring(run.runId)}>
            {texts.bringDemo}
          </Button>
        )}
      </p>
      {place?.kind === "failed" && (
        <Suspense>
          <div className="failed-run">
            <FailureText failure={place.failure} />
            <div className="failed-run__actions">
              <AnalyseAgain runId={run.runId} />
            </div>
          </div>
        </Suspense>
      )}
      <RunConflicts run={run} onChange={onChange} />
    </>
  );
}
