// A short mark beside a name or number. Meaning is in the word; the colour only helps.
import type { ReactNode } from "react";
import { useMessages } from "../language/language-context.tsx";
import "./badge.css";

export interface BadgeProps {
  children: ReactNode;
  tone?: "neutral" | "accent" | "demo" | "estimate" | "good" | "warn" | "bad" | undefined;
  /** Longer text for those who cannot see the context. */
  title?: string | undefined;
}

/** A mark with a word. */
export function Badge({ children, tone = "neutral", title }: BadgeProps) {
  return (
    <span className={`badge badge--${tone}`} title={title}>
      {children}
    </span>
  );
}

/** The mark of a run that nobody ran. Stands wherever such a run or its numbers are shown. */
export function DemoBadge() {
  const { app } = useMessages();
  return (
    <Badge tone="demo" title={app.demoLong}>
      {app.demo}
    </Badge>
  );
}

/** The mark of a quantity without reference data on people. */
export function EstimateBadge() {
  const { ui } = useMessages();
  return (
    <Badge tone="estimate" title={ui.estimateLong}>
      {ui.estimate}
    </Badge>
  );
}
