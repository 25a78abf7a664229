// What a menu's button opens: the actions, beside the button. Loaded when the first menu is about to be opened.
import { type RefObject, useRef } from "react";
import { Menu as AriaMenu, MenuItem } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import type { MenuAction } from "./menu.tsx";

/** Where the focus begins: the first action, the last, or the list itself (pointers: nothing is marked yet). */
export type MenuFocus = "first" | "last" | "list";

export interface MenuPopoverProps {
  isOpen: boolean;
  /** An action was chosen, Escape, or a press elsewhere. */
  onClose: () => void;
  focus: MenuFocus | null;
  actions: readonly MenuAction[];
  menuId: string;
  /** Names the menu. */
  buttonId: string;
  /** Where it stands; has the focus when the menu opens, and gets it back. */
  button: RefObject<HTMLButtonElement | null>;
}

/** The menu. */
export function MenuPopover({ isOpen, onClose, focus, actions, menuId, buttonId, button }: MenuPopoverProps) {
  const list = useRef<HTMLDivElement>(null);
  const opening = { autoFocus: focus === "first" || focus === "last" ? focus : true };
  return (
    <Popover
      className="menu"
      trigger="MenuTrigger"
      placement="bottom end"
      offset={4}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      triggerRef={button}
      scrollRef={list}
      aria-labelledby={buttonId}
    >
      <AriaMenu
        className="menu__list"
        ref={list}
        id={menuId}
        aria-labelledby={buttonId}
        {...opening}
        onClose={onClose}
        onAction={(key) => actions.find(({ id }) => id === key)?.onAction()}
        disabledKeys={actions.filter(({ isDisabled }) => isDisabled === true).map(({ id }) => id)}
      >
        {actions.map((action) => (
          <MenuItem
            className={`menu__item${action.isDanger === true ? " menu__item--danger" : ""}`}
            key={action.id}
            id={action.id}
            textValue={action.label}
          >
            {action.icon}
            {action.label}
          </MenuItem>
        ))}
      </AriaMenu>
    </Popover>
  );
}
