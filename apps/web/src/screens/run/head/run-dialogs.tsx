// The questions about a run: another name, another date, which foot, giving up samples. Loaded when the first is asked.
import { useState } from "react";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import type { StoredRun } from "../../../store/stored-run.ts";
import { Button } from "../../../ui/button.tsx";
import { DateTimeField } from "../../../ui/date-time-field.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { InlineNote } from "../../../ui/inline-note.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { startDoubt } from "../../import/start-doubt.ts";
import { changeRunDate, giveUpSamples, renameRun } from "../run-actions.ts";
import type { RunQuestion } from "./run-menu.tsx";
import { SidesDialog } from "./sides-dialog.tsx";

export interface RunDialogProps {
  run: StoredRun;
  onClose: () => void;
  onChange: () => void;
}

/** The dialog of a question. */
export function RunDialogs({ question, ...rest }: RunDialogProps & { question: RunQuestion }) {
  if (question === "rename") return <RenameDialog {...rest} />;
  if (question === "date") return <DateDialog {...rest} />;
  if (question === "sides") return <SidesDialog {...rest} />;
  return <GiveUpDialog {...rest} />;
}

/** Runs a change once; stays open and says so when it fails. */
function useChange(onClose: () => void): { act: (change: () => Promise<boolean>) => void; hasFailed: boolean } {
  const [hasFailed, setHasFailed] = useState(false);
  const act = (change: () => Promise<boolean>) => {
    change().then(
      (isDone) => (isDone ? onClose() : setHasFailed(true)),
      () => setHasFailed(true),
    );
  };
  return { act, hasFailed };
}

function RenameDialog({ run, onClose }: RunDialogProps) {
  const { app, run: texts } = useMessages();
  const [name, setName] = useState(run.name);
  const { act, hasFailed } = useChange(onClose);
  const save = () => act(() => renameRun(run.runId, name));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={texts.head.rename}
      actions={
        <>
          <Button onPress={onClose}>{app.cancel}</Button>
          <Button kind="primary" onPress={save} isDisabled={name.trim() === ""}>
            {texts.head.save}
          </Button>
        </>
      }
    >
      <TextField
        label={texts.head.name}
        value={name}
        onChange={setName}
        maxLength={200}
        selectsOnFocus
        onEnter={save}
      />
      <Failure isShown={hasFailed} />
    </Dialog>
  );
}

function DateDialog({ run, onClose }: RunDialogProps) {
  const { app, importing, run: texts } = useMessages();
  const [atMs, setAtMs] = useState<number | null>(run.startedAtMs);
  const { act, hasFailed } = useChange(onClose);
  const [nowMs] = useState(() => Date.now());
  const doubt = atMs === null ? null : startDoubt(atMs, nowMs);
  const why = run.startSource === "file-date" || run.startSource === "import" ? run.startSource : null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={texts.head.changeDate}
      actions={
        <>
          <Button onPress={onClose}>{app.cancel}</Button>
          <Button
            kind="primary"
            isDisabled={atMs === null || doubt !== null}
            onPress={() => act(() => changeRunDate(run.runId, atMs ?? run.startedAtMs))}
          >
            {texts.head.save}
          </Button>
        </>
      }
    >
      {why !== null && <p>{texts.head.guessedDateWhy[why]}</p>}
      <DateTimeField
        label={texts.head.date}
        atMs={atMs}
        onChange={setAtMs}
        error={doubt === null ? undefined : importing.startDoubts[doubt]}
      />
      <Failure isShown={hasFailed} />
    </Dialog>
  );
}

function GiveUpDialog({ run, onClose }: RunDialogProps) {
  const { app, run: texts } = useMessages();
  const format = useFormat();
  const { act, hasFailed } = useChange(onClose);
  const keptBytes = run.feet.reduce((sum, foot) => sum + foot.keptBytes, 0);
  return (
    <Dialog
      isOpen
      kind="alert"
      onClose={onClose}
      title={texts.head.giveUpTitle}
      actions={
        <>
          <Button onPress={onClose}>{app.cancel}</Button>
          <Button kind="danger" onPress={() => act(() => giveUpSamples(run.runId))}>
            {texts.head.giveUpConfirm}
          </Button>
        </>
      }
    >
      <p>{texts.head.giveUpText(format.bytes(keptBytes))}</p>
      <Failure isShown={hasFailed} />
    </Dialog>
  );
}

function Failure({ isShown }: { isShown: boolean }) {
  const { run: texts } = useMessages();
  if (!isShown) return null;
  return (
    <InlineNote tone="bad" isNews>
      {texts.head.failed}
    </InlineNote>
  );
}
