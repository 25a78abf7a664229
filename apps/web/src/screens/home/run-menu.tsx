// What can be done with a run from the list: rename, delete with undo. Loaded after the list is shown.
import { useState } from "react";
import { useMessages } from "../../language/language-context.tsx";
import { openStore } from "../../store/open-store.ts";
import type { StoredRun } from "../../store/stored-run.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { EditIcon, TrashIcon } from "../../ui/icons/action-icons.tsx";
import { Menu } from "../../ui/menu.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { toasts } from "../../ui/toasts.ts";

/** Deletes a run and offers to bring it back. */
export async function deleteWithUndo(run: StoredRun, text: string, undoLabel: string): Promise<void> {
  const { runs } = await openStore();
  await runs.delete(run.runId, Date.now());
  toasts.show({ message: text, action: { label: undoLabel, onAction: () => void runs.restore(run.runId) } });
}

/** Asks for another name. */
export function RenameDialog({ run, isOpen, onClose }: { run: StoredRun; isOpen: boolean; onClose: () => void }) {
  const { app, home } = useMessages();
  const [name, setName] = useState(run.name);
  const save = (): void => {
    onClose();
    void openStore().then(({ runs }) => runs.rename(run.runId, name));
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={home.renameTitle}
      actions={
        <>
          <Button onPress={onClose}>{app.cancel}</Button>
          <Button kind="primary" onPress={save} isDisabled={name.trim() === ""}>
            {home.save}
          </Button>
        </>
      }
    >
      <TextField label={home.nameLabel} value={name} onChange={setName} maxLength={200} selectsOnFocus onEnter={save} />
    </Dialog>
  );
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
      {isRenaming && <RenameDialog run={run} isOpen onClose={() => setIsRenaming(false)} />}
    </>
  );
}
