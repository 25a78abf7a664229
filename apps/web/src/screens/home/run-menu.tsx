// What can be done with a run from the list: rename, delete with undo. The menu and the question are loaded when first
// asked for.
import { useState } from "react";
import { useMessages } from "../../language/language-context.tsx";
import { openStore } from "../../store/open-store.ts";
import type { StoredRun } from "../../store/stored-run.ts";
import { EditIcon, TrashIcon } from "../../ui/icons/action-icons.tsx";
import { lazyOverlay } from "../../ui/lazy-overlay.tsx";
import { Menu } from "../../ui/menu.tsx";
import { toasts } from "../../ui/toasts.ts";

const RenameDialog = lazyOverlay(async () => (await import("./rename-dialog.tsx")).RenameDialog);

/** Deletes a run and offers to bring it back. */
export async function deleteWithUndo(run: StoredRun, text: string, undoLabel: string): Promise<void> {
  const { runs } = await openStore();
  await runs.delete(run.runId, Date.now());
  toasts.show({ message: text, action: { label: undoLabel, onAction: () => void runs.restore(run.runId) } });
}

/** The ⋯ of a run. */
export function RunMenu({ run }: { run: StoredRun }) {
  const { app, home } = useMessages();
  const [isRenaming, setIsRenaming] = useState(false);
  const actions = [
    { id: "rename", label: home.rename, icon: <EditIcon />, onAction: () => setIsRenaming(true) },
    {
      id: "delete",
      label: home.delete,
      icon: <TrashIcon />,
      isDanger: true,
      onAction: () => void deleteWithUndo(run, home.deleted(run.name), app.undo),
    },
  ];
  return (
    <>
      <Menu label={home.menuOf(run.name)} actions={actions} />
      {isRenaming && <RenameDialog run={run} onClose={() => setIsRenaming(false)} />}
    </>
  );
}
