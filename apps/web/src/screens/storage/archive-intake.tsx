// Takes an archive's runs in as soon as it is shown, and tells what became of each.
import { useEffect, useState } from "react";
import { analysisJobs } from "../../app/import-session.ts";
import { useFormat, useMessages } from "../../language/language-context.tsx";
import type { ArchiveOutcome } from "../../store/archive-import.ts";
import { InlineNote } from "../../ui/inline-note.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";

type IntakeState =
  | { kind: "running"; fraction: number | null }
  | { kind: "ended"; outcome: ArchiveOutcome }
  | { kind: "failed"; message: string };

/** One intake a file, even where React shows a component twice to find mistakes. */
const begun = new WeakMap<File, Promise<ArchiveOutcome>>();

function takeIn(file: File, onProgress: (done: number, count: number) => void): Promise<ArchiveOutcome> {
  const known = begun.get(file) ?? analysisJobs().then((jobs) => jobs.importArchive(file, onProgress));
  begun.set(file, known);
  return known;
}

function Outcome({ outcome }: { outcome: ArchiveOutcome }) {
  const { importing, storage } = useMessages();
  const format = useFormat();
  const left = [
    ...outcome.conflicts.map(({ runId, name }) => ({ key: runId, text: storage.conflict(name) })),
    ...outcome.problems.map(({ runId, name, message }) => ({
      key: runId ?? message,
      text: name === null ? message : `${name}: ${message}`,
    })),
  ];
  return (
    <>
      <InlineNote tone={left.length === 0 && !outcome.hasNoRoom ? "good" : "info"} isNews>
        {storage.imported(format.number(outcome.addedCount), format.number(outcome.sameCount))}
      </InlineNote>
      {outcome.hasNoRoom && <InlineNote tone="bad" title={importing.noRoomTitle} />}
      {left.length > 0 && (
        <InlineNote tone="warn" title={storage.importProblems}>
          <ul>
            {left.map(({ key, text }) => (
              <li key={key}>{text}</li>
            ))}
          </ul>
        </InlineNote>
      )}
    </>
  );
}

/** Shows progress, then the outcome. */
export function ArchiveIntake({ file }: { file: File }) {
  const { storage } = useMessages();
  const [state, setState] = useState<IntakeState>({ kind: "running", fraction: null });
  useEffect(() => {
    let isShown = true;
    const show = (next: IntakeState): void => {
      if (isShown) setState(next);
    };
    takeIn(file, (done, count) => show({ kind: "running", fraction: count === 0 ? null : done / count })).then(
      (outcome) => show({ kind: "ended", outcome }),
      (error: unknown) => show({ kind: "failed", message: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      isShown = false;
    };
  }, [file]);
  if (state.kind === "running") return <ProgressBar label={storage.importingArchive} fraction={state.fraction} />;
  if (state.kind === "ended") return <Outcome outcome={state.outcome} />;
  return (
    <InlineNote tone="bad" isNews title={storage.failed}>
      {state.message}
    </InlineNote>
  );
}
