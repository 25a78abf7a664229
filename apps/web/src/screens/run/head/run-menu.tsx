// What can be done with a run, behind one button. Comes in: the run. Goes out: questions for dialogs; downloads and
// deletion happen at once, deletion can be undone (PGE6).
import { useLocation } from "wouter";
import { useMessages } from "../../../language/language-context.tsx";
import type { StoredRun } from "../../../store/stored-run.ts";
import { DownloadIcon, EditIcon, SwapIcon, TrashIcon } from "../../../ui/icons/action-icons.tsx";
import { ClockIcon } from "../../../ui/icons/run-icons.tsx";
import { StorageIcon } from "../../../ui/icons/state-icons.tsx";
import { Menu, type MenuAction } from "../../../ui/menu.tsx";
import { deleteRun, downloadRun, type ExportKind, restoreRun } from "../run-actions.ts";
import { toasts } from "../../../ui/toasts.ts";

/** What a dialog asks. */
export type RunQuestion = "rename" | "date" | "sides" | "give-up";

export interface RunMenuProps {
  run: StoredRun;
  onAsk: (question: RunQuestion) => void;
  onFailure: () => void;
}

/** The menu. */
export function RunMenu({ run, onAsk, onFailure }: RunMenuProps) {
  const { run: texts } = useMessages();
  const remove = useRemove(run, onFailure);
  const save = (kind: ExportKind) => void downloadRun(run, kind).catch(onFailure);
  const { head } = texts;
  const hasSamples = run.feet.some(({ keptBytes }) => keptBytes > 0);
  const actions: MenuAction[] = [
    { id: "rename", label: head.rename, icon: <EditIcon />, onAction: () => onAsk("rename") },
    { id: "date", label: head.changeDate, icon: <ClockIcon />, onAction: () => onAsk("date") },
    { id: "sides", label: head.sides, icon: <SwapIcon />, onAction: () => onAsk("sides") },
    { id: "csv", label: head.exportCsv, icon: <DownloadIcon />, onAction: () => save("csv") },
    { id: "json", label: head.exportJson, icon: <DownloadIcon />, onAction: () => save("json") },
    {
      id: "give-up",
      label: head.giveUp,
      icon: <StorageIcon />,
      isDisabled: !hasSamples,
      onAction: () => onAsk("give-up"),
    },
    { id: "delete", label: head.remove, icon: <TrashIcon />, isDanger: true, onAction: () => void remove() },
  ];
  return <Menu actions={actions} label={head.menu} />;
}

/** Deletes, goes home, and offers to undo. */
function useRemove({ runId }: StoredRun, onFailure: () => void): () => Promise<void> {
  const { app, run: texts } = useMessages();
  const [, navigate] = useLocation();
  return async () => {
    try {
      await deleteRun(runId);
      navigate("/");
      const undo = () => void restoreRun(runId).then(() => navigate(`/runs/${runId}`));
      toasts.show({ message: texts.head.removed, action: { label: app.undo, onAction: undo } });
    } catch {
      onFailure();
    }
  };
}
