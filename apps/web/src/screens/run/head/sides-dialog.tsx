// Which foot is which: one foot is named, two are swapped. The run is analysed anew from the kept samples (PGE6).
import type { Side } from "@solewise/terms";
import { useState } from "react";
import { useMessages } from "../../../language/language-context.tsx";
import type { StoredRun } from "../../../store/stored-run.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { InlineNote } from "../../../ui/inline-note.tsx";
import { changeSides } from "../run-actions.ts";
import type { RunDialogProps } from "./run-dialogs.tsx";

const OTHER: Record<Side, Side> = { left: "right", right: "left" };

/** The question; without samples it says why there is none. */
export function SidesDialog({ run, onClose, onChange }: RunDialogProps) {
  const { app, run: texts } = useMessages();
  const { apply, state } = useSideChange(run, onChange, onClose);
  const hasSamples = run.feet.every(({ keptBytes }) => keptBytes > 0);
  const [only] = run.feet;
  const isOne = run.feet.length === 1;
  const swapWord = isOne ? (only?.side === "left" ? texts.head.isRight : texts.head.isLeft) : texts.head.swap;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={isOne ? texts.head.sidesOneTitle : texts.head.sidesTwoTitle}
      actions={
        <>
          <Button onPress={onClose}>{app.cancel}</Button>
          <Button kind="primary" isDisabled={!hasSamples} isPending={state === "busy"} onPress={apply}>
            {state === "busy" ? texts.head.busySides : swapWord}
          </Button>
        </>
      }
    >
      <ul className="run-head__files">
        {run.feet.map((foot) => (
          <li key={foot.side}>{texts.footNote.file(foot.side, foot.fileName)}</li>
        ))}
      </ul>
      <p>{hasSamples ? texts.head.sidesText : texts.head.sidesNoSamples}</p>
      {state === "failed" && (
        <InlineNote tone="bad" isNews>
          {texts.head.failed}
        </InlineNote>
      )}
    </Dialog>
  );
}

function useSideChange(run: StoredRun, onChange: () => void, onClose: () => void) {
  const [state, setState] = useState<"asking" | "busy" | "failed">("asking");
  const analyse = async () => {
    setState("busy");
    try {
      const { kind } = await changeSides(
        run.runId,
        run.feet.map(({ side }) => OTHER[side]),
      );
      if (kind !== "imported") return setState("failed");
      onChange();
      onClose();
    } catch {
      setState("failed");
    }
  };
  const apply = () => void analyse();
  return { apply, state };
}
