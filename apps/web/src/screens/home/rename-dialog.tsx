// Another name for a run. Loaded when first asked for.
import { useState } from "react";
import { useMessages } from "../../language/language-context.tsx";
import { openStore } from "../../store/open-store.ts";
import type { StoredRun } from "../../store/stored-run.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/text-field.tsx";

/** Asks for another name. */
export function RenameDialog({ run, onClose }: { run: StoredRun; onClose: () => void }) {
  const { app, home } = useMessages();
  const [name, setName] = useState(run.name);
  const save = (): void => {
    onClose();
    void openStore().then(({ runs }) => runs.rename(run.runId, name));
  };
  return (
    <Dialog
      isOpen
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
