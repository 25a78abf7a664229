// A question that must be answered before anything else. Load it lazily: most visits never see one.
import { type ReactNode, useEffect, useRef } from "react";
import { Dialog as AriaDialog, Heading } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import "./dialog.css";

export interface DialogProps {
  isOpen: boolean;
  /** Escape, the scrim or a screen reader's dismissal closed it; also call it from your buttons. */
  onClose: () => void;
  title: string;
  children?: ReactNode;
  /** Buttons; the safe way out first, the main action last (nearest to the thumb). */
  actions?: ReactNode;
  /** alert when something will be lost: the scrim does not close it. */
  kind?: "dialog" | "alert" | undefined;
}

/** What a reader fills in. */
const FIELDS = "input:not([type=radio]):enabled, input:checked:enabled, select:enabled, textarea:enabled";

/** A modal dialog; focus begins in its first field if it has one, stays inside and returns to where it was. */
export function Dialog({ isOpen, onClose, title, children, actions, kind = "dialog" }: DialogProps) {
  return (
    <ModalOverlay
      className="scrim scrim--centre"
      isOpen={isOpen}
      isDismissable={kind === "dialog"}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className="dialog">
        <AriaDialog className="dialog__body" role={kind === "alert" ? "alertdialog" : "dialog"}>
          <Heading className="dialog__title" slot="title">
            {title}
          </Heading>
          {children !== undefined && <DialogText>{children}</DialogText>}
          {actions !== undefined && <div className="dialog__actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Takes the focus before the dialog itself does: effects run from the inside out. */
function DialogText({ children }: { children: ReactNode }) {
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => text.current?.querySelector<HTMLElement>(FIELDS)?.focus(), []);
  return (
    <div className="dialog__text" ref={text}>
      {children}
    </div>
  );
}
