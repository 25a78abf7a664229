// A few words about something, beside the button that asked. For more than a paragraph use BottomSheet.
import type { ReactNode } from "react";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover as AriaPopover } from "react-aria-components/Popover";
import "./popover.css";

export interface PopoverProps {
  /** A Button or IconButton. */
  trigger: ReactNode;
  /** Names the popover for screen readers. */
  label: string;
  children: ReactNode;
}

/** A button and what it shows beside itself. */
export function Popover({ trigger, label, children }: PopoverProps) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover className="popover" offset={6} containerPadding={12}>
        <Dialog className="popover__body" aria-label={label}>
          {children}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
