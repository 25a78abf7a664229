// Deleted runs that can still be brought back.
import { useState } from "react";
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { openStore } from "../../store/open-store.ts";
import { UNDO_TIME_MS } from "../../store/run-store.ts";
import type { StoredRun } from "../../store/stored-run.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Section } from "../../ui/section.tsx";

const DAY_MS = 24 * 3600 * 1000;

async function restore(runId: string): Promise<void> {
  const { runs } = await openStore();
  await runs.restore(runId);
}

async function remove(runId: string): Promise<void> {
  const { runs } = await openStore();
  await runs.remove(runId);
}

function RemoveDialog({ run, onClose }: { run: StoredRun; onClose: () => void }) {
  const { app, storage } = useMessages();
  const confirm = (
    <Button
      kind="danger"
      onPress={() => {
        onClose();
        void remove(run.runId);
      }}
    >
      {storage.removeNow}
    </Button>
  );
  const actions = (
    <>
      <Button onPress={onClose}>{app.cancel}</Button>
      {confirm}
    </>
  );
  return (
    <Dialog isOpen kind="alert" onClose={onClose} title={storage.removeNow} actions={actions}>
      <p>{storage.removeSure(run.name)}</p>
    </Dialog>
  );
}

/** The list; nothing where none is. */
export function DeletedRuns({ runs }: { runs: readonly StoredRun[] }) {
  const { storage } = useMessages();
  const format = useFormat();
  const [asked, setAsked] = useState<StoredRun | null>(null);
  if (runs.length === 0) return null;
  return (
    <Section title={storage.deletedTitle} lead={storage.deletedText(format.number(UNDO_TIME_MS / DAY_MS))}>
      <ul className="storage__runs">
        {runs.map((run) => (
          <li className="storage__run" key={run.runId}>
            <span>{run.name}</span>
            <span className="storage__buttons">
              <Button size="s" onPress={() => void restore(run.runId)} aria-label={`${storage.restore}: ${run.name}`}>
                {storage.restore}
              </Button>
              <Button
                size="s"
                kind="danger"
                onPress={() => setAsked(run)}
                aria-label={`${storage.removeNow}: ${run.name}`}
              >
                {storage.removeNow}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {asked !== null && <RemoveDialog run={asked} onClose={() => setAsked(null)} />}
    </Section>
  );
}
