// A question that must be answered before anything else. Load it lazily: most visits never see one.
import type { ReactNode } from "react";
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

/** A modal dialog; focus stays inside and returns to where it was. */
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
          {children !== undefined && <div className="dialog__text">{children}</div>}
          {actions !== undefined && <div className="dialog__actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
