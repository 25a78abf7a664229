// A round button that shows an icon only. Comes in: its name, spoken and shown as the browser's hint; the icon.
import type { ReactNode } from "react";
import { Button as AriaButton, type PressEvent } from "react-aria-components/Button";
import "./button.css";

export interface IconButtonProps {
  /** What it does, said to those who do not see the icon. */
  label: string;
  icon: ReactNode;
  kind?: "plain" | "raised" | "primary" | undefined;
  isDisabled?: boolean | undefined;
  onPress?: ((event: PressEvent) => void) | undefined;
}

/** An icon that acts. */
export function IconButton({ label, icon, kind = "plain", isDisabled = false, onPress }: IconButtonProps) {
  return (
    <AriaButton
      className={`icon-button icon-button--${kind}`}
      aria-label={label}
      isDisabled={isDisabled}
      {...(onPress === undefined ? {} : { onPress })}
    >
      {icon}
    </AriaButton>
  );
}
