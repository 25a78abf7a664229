// What stands where nothing is yet: what will be here and the one thing to do.
import type { ReactNode } from "react";
import "./empty-state.css";

export interface EmptyStateProps {
  /** An icon of size l. */
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  /** Buttons, the main one first. */
  actions?: ReactNode;
}

/** An invitation in place of emptiness. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="empty-state">
      {icon !== undefined && <div className="empty-state__icon">{icon}</div>}
      <h2 className="empty-state__title">{title}</h2>
      {children !== undefined && <div className="empty-state__text">{children}</div>}
      {actions !== undefined && <div className="empty-state__actions">{actions}</div>}
    </div>
  );
}
