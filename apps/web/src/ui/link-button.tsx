// A link that looks like a button: it goes somewhere, so it opens in a new tab when asked to.
import type { ReactNode } from "react";
import { Link } from "wouter";
import { buttonClass, type ButtonKind, type ButtonSize } from "./button.tsx";

export interface LinkButtonProps {
  /** An address of the app. */
  href: string;
  children: ReactNode;
  kind?: ButtonKind | undefined;
  size?: ButtonSize | undefined;
  icon?: ReactNode;
  isWide?: boolean | undefined;
  /** With an icon and no words. */
  "aria-label"?: string | undefined;
}

/** A link dressed as a button. */
export function LinkButton({
  href,
  children,
  kind = "quiet",
  size = "m",
  icon,
  isWide = false,
  ...rest
}: LinkButtonProps) {
  return (
    <Link href={href} className={buttonClass(kind, size, isWide)} aria-label={rest["aria-label"]}>
      {icon}
      <span className="button__words">{children}</span>
    </Link>
  );
}
