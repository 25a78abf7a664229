// Takes an archive's runs in as soon as it is shown, and tells what became of each.
import { useEffect, useState } from "react";
import { analysisJobs } from "../../app/import-session.ts";
import { useFormat, useMessages } from "../../language/language-context.tsx";
import type { Messages } from "../../language/messages.ts";
import type { QuantityFormat } from "../../language/quantity-format.ts";
import { wordRefusalSentence } from "../../language/word-refusal.ts";
import type { ArchiveOutcome, ArchiveRefusal } from "../../store/archive-import.ts";
import { InlineNote } from "../../ui/inline-note.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { FailureText } from "../import/failure-text.tsx";
import "./archive-intake.css";

type IntakeState =
  | { kind: "running"; fraction: number | null }
  | { kind: "ended"; outcome: ArchiveOutcome }
  | { kind: "failed"; error: unknown };

interface Intake {
  outcome: Promise<ArchiveOutcome>;
  cancel: () => void;
}

/** One intake a file, even where React shows a component twice to find mistakes. */
const begun = new WeakMap<File, Intake>();

function takeIn(file: File, onProgress: (done: number, count: number) => void): Intake {
  const known = begun.get(file);
  if (known !== undefined) return known;
  const stop = new AbortController();
  const outcome = analysisJobs().then((jobs) => jobs.importArchive(file, onProgress, stop.signal));
  const intake = { outcome, cancel: () => stop.abort() };
  begun.set(file, intake);
  return intake;
}

/** A run that was not taken: its name where it is known, and why. */
function wordProblem(messages: Messages, format: QuantityFormat, { name, refusal }: ArchiveRefusal): string {
  const why = refusal === null ? messages.refusal.runUnreadable : wordRefusalSentence(messages, format, refusal);
  return name === null ? why : messages.refusal.ofRun(name, why);
}

function Outcome({ outcome }: { outcome: ArchiveOutcome }) {
  const messages = useMessages();
  const { importing, storage } = messages;
  const format = useFormat();
  const left = [
    ...outcome.conflicts.map(({ runId, name }) => ({ key: runId, text: storage.conflict(name) })),
    ...outcome.problems.map((problem) => ({
      key: problem.runId ?? problem.message,
      text: wordProblem(messages, format, problem),
    })),
  ];
  return (
    <>
      <InlineNote tone={left.length === 0 && !outcome.hasNoRoom && !outcome.isCancelled ? "good" : "info"} isNews>
        {(outcome.isCancelled ? storage.importCancelled : storage.imported)(
          format.number(outcome.addedCount),
          format.number(outcome.sameCount),
        )}
      </InlineNote>
      {outcome.hasNoRoom && <InlineNote tone="bad" title={importing.noRoomTitle} />}
      {left.length > 0 && (
        <InlineNote tone="warn" title={storage.importProblems}>
          <ul className="archive-intake__problems">
            {left.map(({ key, text }) => (
              <li key={key}>{text}</li>
            ))}
          </ul>
        </InlineNote>
      )}
    </>
  );
}

/** Shows progress with a way to stop, then the outcome. */
export function ArchiveIntake({ file }: { file: File }) {
  const { storage } = useMessages();
  const [state, setState] = useState<IntakeState>({ kind: "running", fraction: null });
  useEffect(() => {
    let isShown = true;
    const show = (next: IntakeState): void => {
      if (isShown) setState(next);
    };
    takeIn(file, (done, count) => show({ kind: "running", fraction: count === 0 ? null : done / count })).outcome.then(
      (outcome) => show({ kind: "ended", outcome }),
      (error: unknown) => show({ kind: "failed", error }),
    );
    return () => {
      isShown = false;
    };
  }, [file]);
  if (state.kind === "running") {
    return (
      <ProgressBar
        label={storage.importingArchive}
        fraction={state.fraction}
        onCancel={() => begun.get(file)?.cancel()}
      />
    );
  }
  if (state.kind === "ended") return <Outcome outcome={state.outcome} />;
  return (
    <InlineNote tone="bad" isNews title={storage.failed}>
      <FailureText error={state.error} />
    </InlineNote>
  );
}
