// Something failed: what, whether anything was lost, what to do; the technical part folded away.
import type { ReactNode } from "react";
import { useMessages } from "../language/language-context.tsx";
import { BadIcon } from "./icons/state-icons.tsx";
import "./error-panel.css";

export interface ErrorPanelProps {
  title: string;
  /** One or two sentences: what this means for the reader. */
  children?: ReactNode;
  /** Technical text for a report: folded, selectable. */
  details?: string | undefined;
  actions?: ReactNode;
}

/** A failure, told calmly; screen readers say it when it appears. */
export function ErrorPanel({ title, children, details, actions }: ErrorPanelProps) {
  const { app } = useMessages();
  return (
    <div className="error-panel" role="alert">
      <div className="error-panel__icon">
        <BadIcon />
      </div>
      <h2 className="error-panel__title">{title}</h2>
      {children !== undefined && <div className="error-panel__text">{children}</div>}
      {details !== undefined && (
        <details className="error-panel__details">
          <summary>{app.failedDetails}</summary>
          <pre lang="en">{details}</pre>
        </details>
      )}
      {actions !== undefined && <div className="error-panel__actions">{actions}</div>}
    </div>
  );
}
