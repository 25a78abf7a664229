// Actions that are not needed often, behind one button. Load it lazily where the first paint matters.
import type { ReactNode } from "react";
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from "react-aria-components/Menu";
import { useMessages } from "../language/language-context.tsx";
import { MoreIcon } from "./icons/action-icons.tsx";
import { IconButton } from "./icon-button.tsx";
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

/** The ⋯ button and its menu. */
export function Menu({ actions, label, icon }: MenuProps) {
  const { ui } = useMessages();
  return (
    <MenuTrigger>
      <IconButton label={label ?? ui.more} icon={icon ?? <MoreIcon />} />
      <Popover className="menu" placement="bottom end" offset={4}>
        <AriaMenu
          className="menu__list"
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
    </MenuTrigger>
  );
}
