// The button. Comes in: what it says, how loud it is, whether its work is under way. Goes out: a press from finger,
// mouse, keyboard or a screen reader alike (react-aria's press).
import type { ReactNode } from "react";
import { Button as AriaButton, type PressEvent } from "react-aria-components/Button";
import { useMessages } from "../language/language-context.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";
import "./button.css";

/** How loud: one primary a screen; quiet for the others; plain inside text and rows; danger for what destroys. */
export type ButtonKind = "primary" | "quiet" | "plain" | "danger";

/** s stands inside rows (its touch area is still 48 px), m is usual, l is the screen's main action. */
export type ButtonSize = "s" | "m" | "l";

export interface ButtonProps {
  children: ReactNode;
  kind?: ButtonKind | undefined;
  size?: ButtonSize | undefined;
  /** Stands before the words. */
  icon?: ReactNode;
  /** Work is under way: keeps focus, ignores presses, says so. */
  isPending?: boolean | undefined;
  isDisabled?: boolean | undefined;
  /** As wide as its container. */
  isWide?: boolean | undefined;
  type?: "button" | "submit" | undefined;
  autoFocus?: boolean | undefined;
  id?: string | undefined;
  onPress?: ((event: PressEvent) => void) | undefined;
  "aria-label"?: string | undefined;
  "aria-describedby"?: string | undefined;
  "aria-expanded"?: boolean | undefined;
}

/** Class names of a button, for links that look like one. */
export function buttonClass(kind: ButtonKind, size: ButtonSize, isWide: boolean): string {
  return `button button--${kind} button--${size}${isWide ? " button--wide" : ""}`;
}

/** A button with words. */
export function Button({ children, kind = "quiet", size = "m", icon, isWide = false, ...rest }: ButtonProps) {
  const { ui } = useMessages();
  const given = definedOnly(rest);
  return (
    <AriaButton {...given} className={buttonClass(kind, size, isWide)}>
      {rest.isPending === true ? <span className="button__spinner" aria-hidden="true" /> : icon}
      <span className="button__words">{children}</span>
      {rest.isPending === true && <VisuallyHidden>{ui.working}</VisuallyHidden>}
    </AriaButton>
  );
}

/** An object without its undefined members, as exact optional properties ask. */
function definedOnly<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
