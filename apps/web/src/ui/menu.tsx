// Actions that are not needed often, behind one button. The button is here and real from the start; what it opens is
// loaded when someone is about to press it (menu-popover.tsx), and asked for by press and by keys as WAI-ARIA's menu
// button is. The styles are here too: nothing is ever shown without them.
import { type KeyboardEvent as ReactKeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { Button as AriaButton, type PressEvent } from "react-aria-components/Button";
import { useMessages } from "../language/language-context.tsx";
import { MoreIcon } from "./icons/action-icons.tsx";
import { LazyPart } from "./lazy-part.ts";
import type { MenuFocus } from "./menu-popover.tsx";
import { useLazyPart } from "./use-lazy-part.ts";
import "./button.css";
import "./menu.css";

export interface MenuAction {
  id: string;
  label: string;
  icon?: ReactNode;
  /** Destroys something: stands last, in the colour of danger. */
  isDanger?: boolean | undefined;
  isDisabled?: boolean | undefined;
  onAction: () => void;
}

export interface MenuProps {
  actions: readonly MenuAction[];
  /** Says what the menu is about; default "More". */
  label?: string | undefined;
  icon?: ReactNode;
}

const POPOVER = new LazyPart(() => import("./menu-popover.tsx"));

/** Where the keys that open a menu put the focus. Source: WAI-ARIA Authoring Practices, menu button. */
const FOCUS_BY_KEY: Readonly<Record<string, MenuFocus>> = {
  Enter: "first",
  " ": "first",
  ArrowDown: "first",
  ArrowUp: "last",
};

/** The ⋯ button and its menu. */
export function Menu({ actions, label, icon }: MenuProps) {
  const { ui } = useMessages();
  const button = useRef<HTMLButtonElement>(null);
  const [buttonId, menuId] = [useId(), useId()];
  const [wanted, setWanted] = useState<MenuFocus | null>(null);
  const close = () => setWanted(null);
  const popover = useLazyPart(POPOVER, wanted !== null, close);
  const isOpen = wanted !== null && popover !== null;
  const isWaiting = wanted !== null && popover === null;
  return (
    <>
      <AriaButton
        className="icon-button icon-button--plain"
        ref={button}
        id={buttonId}
        aria-label={label ?? ui.more}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        {...(isOpen ? { "aria-controls": menuId } : {})}
        data-waiting={isWaiting || undefined}
        onHoverStart={() => POPOVER.prefetch()}
        onFocus={() => POPOVER.prefetch()}
        onBlur={() => isWaiting && close()}
        {...openingProps(setWanted)}
      >
        {icon ?? <MoreIcon />}
      </AriaButton>
      {popover !== null && (
        <popover.MenuPopover
          isOpen={isOpen}
          onClose={close}
          focus={wanted}
          actions={actions}
          menuId={menuId}
          buttonId={buttonId}
          button={button}
        />
      )}
    </>
  );
}

/**
 * What opens a menu: a mouse when it goes down, so that one can press, drag and let go; a finger when it is lifted, so
 * that one can scroll; a screen reader's press, and the keys. The button has the focus first, so that it gets it back.
 */
function openingProps(open: (focus: MenuFocus) => void) {
  const openFrom = ({ target, pointerType }: PressEvent): void => {
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    open(pointerType === "virtual" ? "first" : "list");
  };
  return {
    onPressStart: (event: PressEvent): void => {
      POPOVER.prefetch();
      if (event.pointerType !== "touch" && event.pointerType !== "keyboard") openFrom(event);
    },
    onPress: (event: PressEvent): void => {
      if (event.pointerType === "touch") openFrom(event);
    },
    onKeyDown: (event: MenuKeyEvent): void => {
      const focus = FOCUS_BY_KEY[event.key];
      if (focus === undefined || event.ctrlKey || event.metaKey) return event.continuePropagation();
      event.preventDefault();
      if (!event.repeat) open(focus);
    },
  };
}

/** A key as react-aria hands it on: kept from others unless said otherwise. */
type MenuKeyEvent = ReactKeyboardEvent & { continuePropagation: () => void };
