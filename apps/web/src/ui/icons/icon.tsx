// The frame of all icons: a 24-unit grid, lines 1.75 wide with round ends, drawn for this app. Icons are always
// decoration (hidden from screen readers): the words beside them or the button's label say it.
import type { ReactNode } from "react";
import "./icon.css";

export interface IconProps {
  /** s 16 px, m 24 px, l 40 px at the default text size. */
  size?: "s" | "m" | "l" | undefined;
}

/** Puts drawings on the grid. */
export function Icon({ size = "m", children }: IconProps & { children: ReactNode }) {
  return (
    <svg className={`icon icon--${size}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}
