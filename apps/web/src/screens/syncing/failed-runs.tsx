// Runs that the server could not analyse and that are not on this device: why, and what can be done. Loaded where there is one.
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { openStore } from "../../store/open-store.ts";
import type { RunDocument } from "../../store/run-document.ts";
import { saveStream } from "../../store/save-file.ts";
import { markServerRun } from "../../sync/server-runs.ts";
import { readServerRecording } from "../../sync/start-sync.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Section } from "../../ui/section.tsx";
import { toasts } from "../../ui/toasts.ts";
import { ProblemNote } from "../account/problem-note.tsx";
import { useWork } from "../account/use-work.ts";
import { AnalyseAgain, FailureText } from "./server-failure.tsx";

async function markDeleted(runId: string, isDeleted: boolean): Promise<void> {
  const { runs } = await openStore();
  await markServerRun(runs, runId, isDeleted);
}

interface SaveProps {
  run: RunDocument;
  slot: number;
  fileName: string;
}

/** One recording, as a file on this device. */
function SaveRecording({ run, slot, fileName }: SaveProps) {
  const { failed } = useLaterMessages("syncing");
  const { isPending, error, start } = useWork();
  const save = async (): Promise<void> => {
    await saveStream(fileName, async () => (await readServerRecording(run.runId, slot)).stream());
  };
  return (
    <>
      <Button size="s" isPending={isPending} onPress={() => start(save)}>
        {failed.save(fileName)}
      </Button>
      <ProblemNote error={error} />
    </>
  );
}

function FailedRun({ run }: { run: RunDocument }) {
  const { failed } = useLaterMessages("syncing");
  const { app, home, run: runTexts } = useMessages();
  const format = useFormat();
  const name = run.name === "" ? runTexts.untitled : run.name;
  const remove = async (): Promise<void> => {
    await markDeleted(run.runId, true);
    const onAction = (): void => void markDeleted(run.runId, false);
    toasts.show({ message: home.deleted(name), action: { label: app.undo, onAction } });
  };
  return (
    <Card>
      <div className="failed-run" role="group" aria-label={name}>
        <p>
          <strong>{name}</strong>
          <br />
          <span className="failed-run__when">{format.dateTime(Date.parse(run.startedAtUtc), run.timeZone)}</span>
        </p>
        <FailureText failure={run.failure} />
        <div className="failed-run__actions">
          <AnalyseAgain runId={run.runId} />
          {run.feet.map(({ slot, samples, fileName }) =>
            samples === "kept" ? <SaveRecording run={run} slot={slot} fileName={fileName} key={slot} /> : null,
          )}
          <Button size="s" kind="plain" onPress={() => void remove()}>
            {failed.delete}
          </Button>
        </div>
      </div>
    </Card>
  );
}

/** All of them. */ // SGN16
export function FailedRuns({ runs }: { runs: readonly RunDocument[] }) {
  const { failed } = useLaterMessages("syncing");
  return (
    <Section title={failed.title}>
      <div className="run-conflicts">
        {runs.map((run) => (
          <FailedRun run={run} key={run.runId} />
        ))}
      </div>
    </Section>
  );
}
