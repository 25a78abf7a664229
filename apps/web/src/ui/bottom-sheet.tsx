// More about something without leaving the page: from the bottom on phones, centred on wide screens. Load it lazily.
import { useRef, type ReactNode } from "react";
import { Dialog as AriaDialog, Heading } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useMessages } from "../language/language-context.tsx";
import { CloseIcon } from "./icons/action-icons.tsx";
import { IconButton } from "./icon-button.tsx";
import { useScrollStop } from "./scroll-stop.ts";
import { useSheetDrag } from "./sheet-drag.ts";
import "./bottom-sheet.css";

export interface BottomSheetProps {
  isOpen: boolean;
  /** Escape, scrim, close button or a swipe down closed it. */
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Stays at the bottom while the content scrolls. */
  actions?: ReactNode;
}

/** A sheet; focus stays inside and returns to where it was. */
export function BottomSheet({ isOpen, onClose, title, children, actions }: BottomSheetProps) {
  const { ui } = useMessages();
  const sheet = useRef<HTMLDivElement>(null);
  const drag = useSheetDrag(sheet, onClose);
  return (
    <ModalOverlay
      className="scrim scrim--sheet"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className="bottom-sheet" ref={sheet}>
        <AriaDialog className="bottom-sheet__body">
          <div className="bottom-sheet__head" {...drag}>
            <span className="bottom-sheet__handle" aria-hidden="true" />
            <Heading className="bottom-sheet__title" slot="title">
              {title}
            </Heading>
            <IconButton label={ui.closeSheet} icon={<CloseIcon />} onPress={onClose} />
          </div>
          <SheetContent label={title}>{children}</SheetContent>
          {actions !== undefined && <div className="bottom-sheet__actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The part that scrolls; the keyboard stops at it when there is only text to scroll. */
function SheetContent({ label, children }: { label: string; children: ReactNode }) {
  const content = useRef<HTMLDivElement>(null);
  const isStop = useScrollStop(content);
  const stop = isStop ? { tabIndex: 0, role: "group", "aria-label": label } : {};
  return (
    <div className="bottom-sheet__content" ref={content} {...stop}>
      {children}
    </div>
  );
}
