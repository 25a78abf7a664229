// Each run with the room it takes; its samples can be given up, the figures stay.
import { useState } from "react";
import { Link } from "wouter";
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { openStore } from "../../store/open-store.ts";
import type { StoredRun } from "../../store/stored-run.ts";
import { DemoBadge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Section } from "../../ui/section.tsx";

function GiveUpDialog({ run, onClose }: { run: StoredRun; onClose: () => void }) {
  const { app, storage } = useMessages();
  const giveUp = (): void => {
    onClose();
    void openStore().then(({ runs }) => runs.giveUpSamples(run.runId));
  };
  return (
    <Dialog
      isOpen
      kind="alert"
      onClose={onClose}
      title={`${storage.giveUpSamples}: ${run.name}`}
      actions={
        <>
          <Button onPress={onClose}>{app.cancel}</Button>
          <Button kind="danger" onPress={giveUp}>
            {storage.giveUpSamples}
          </Button>
        </>
      }
    >
      <p>{storage.giveUpText}</p>
    </Dialog>
  );
}

function RunRoom({ run, onGiveUp }: { run: StoredRun; onGiveUp: () => void }) {
  const { storage } = useMessages();
  const format = useFormat();
  const keptBytes = run.feet.reduce((sum, foot) => sum + foot.keptBytes, 0);
  return (
    <li className="storage__run">
      <div>
        <Link href={`/runs/${run.runId}`}>{run.name}</Link> {run.demo !== null && <DemoBadge />}
        <p className="storage__soft">
          {format.date(run.startedAtMs, run.timeZone)} ·{" "}
          {keptBytes > 0 ? storage.samples(format.bytes(keptBytes)) : storage.noSamples}
        </p>
      </div>
      {keptBytes > 0 && (
        <Button kind="plain" size="s" onPress={onGiveUp} aria-label={`${storage.giveUpSamples}: ${run.name}`}>
          {storage.giveUpSamples}
        </Button>
      )}
    </li>
  );
}

/** The list; a line where there is none. */
export function RunRooms({ runs }: { runs: readonly StoredRun[] }) {
  const { storage } = useMessages();
  const [asked, setAsked] = useState<StoredRun | null>(null);
  return (
    <Section title={storage.runsTitle}>
      {runs.length === 0 && <p className="storage__soft">{storage.noRuns}</p>}
      <ul className="storage__runs">
        {runs.map((run) => (
          <RunRoom run={run} key={run.runId} onGiveUp={() => setAsked(run)} />
        ))}
      </ul>
      {asked !== null && <GiveUpDialog run={asked} onClose={() => setAsked(null)} />}
    </Section>
  );
}
