// What lies over the page: sheet, dialog, menu, popover, toasts.
import { useState } from "react";
import { useMessages } from "../../language/language-context.tsx";
import { BottomSheet } from "../bottom-sheet.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { DownloadIcon, EditIcon, TrashIcon } from "../icons/action-icons.tsx";
import { InfoIcon } from "../icons/state-icons.tsx";
import { Menu } from "../menu.tsx";
import { Popover } from "../popover.tsx";
import { Section } from "../section.tsx";
import { toasts } from "../toasts.ts";
import { UncertaintyBar } from "../uncertainty-bar.tsx";
import { useWords } from "./words.ts";

function nothing() {}

function SheetSample() {
  const words = useWords();
  const { app, ui } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button kind="primary" onPress={() => setIsOpen(true)}>
        {words.openSheet}
      </Button>
      <BottomSheet
        isOpen={isOpen}
        onClose={close}
        title={words.sheetTitle}
        actions={
          <Button kind="primary" onPress={close}>
            {app.done}
          </Button>
        }
      >
        <div className="showcase__stack">
          <UncertaintyBar value={243} halfWidth={12} min={180} max={320} label={ui.interval("231", "255 ms")} />
          <p>{words.sheetText}</p>
        </div>
      </BottomSheet>
    </>
  );
}

function DialogSample() {
  const words = useWords();
  const { app } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button kind="danger" onPress={() => setIsOpen(true)}>
        {words.openDialog}
      </Button>
      <Dialog
        kind="alert"
        isOpen={isOpen}
        onClose={close}
        title={words.dialogTitle}
        actions={
          <>
            <Button onPress={close}>{app.cancel}</Button>
            <Button kind="danger" onPress={close}>
              {words.danger}
            </Button>
          </>
        }
      >
        <p>{words.dialogText}</p>
      </Dialog>
    </>
  );
}

/** Overlays and toasts. */
export function ShowcaseOverlays() {
  const words = useWords();
  const { app } = useMessages();
  return (
    <Section
      title={words.overlays}
      lead={words.overlaysWhen}
      action={
        <Menu
          actions={[
            { id: "rename", label: words.rename, icon: <EditIcon />, onAction: nothing },
            { id: "export", label: words.exportRun, icon: <DownloadIcon />, onAction: nothing },
            { id: "locked", label: words.disabled, isDisabled: true, onAction: nothing },
            { id: "delete", label: words.danger, icon: <TrashIcon />, isDanger: true, onAction: nothing },
          ]}
        />
      }
    >
      <div className="showcase__row">
        <SheetSample />
        <DialogSample />
        <Popover
          label={words.openPopover}
          trigger={
            <Button kind="plain" icon={<InfoIcon />}>
              {words.openPopover}
            </Button>
          }
        >
          <p>{words.popoverText}</p>
        </Popover>
        <Button
          onPress={() =>
            toasts.show({ message: words.toastText, tone: "good", action: { label: app.undo, onAction: nothing } })
          }
        >
          {words.showToast}
        </Button>
        <Button onPress={() => toasts.show({ message: words.failText, tone: "bad", shownForMs: null })}>
          {words.failToast}
        </Button>
      </div>
    </Section>
  );
}
