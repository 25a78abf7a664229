// A remark where it matters: what is so, and what to do. Icon, word and colour say the same.
import type { ReactNode } from "react";
import { useMessages } from "../language/language-context.tsx";
import { BadIcon, GoodIcon, InfoIcon, WarnIcon } from "./icons/state-icons.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";
import "./inline-note.css";

export type NoteTone = "info" | "warn" | "bad" | "good";

export interface InlineNoteProps {
  tone?: NoteTone | undefined;
  title?: ReactNode;
  children?: ReactNode;
  /** A plain button or a link. */
  action?: ReactNode;
  /** It appeared because of something that happened: screen readers say it. */
  isNews?: boolean | undefined;
}

/** A remark on the page. */
export function InlineNote({ tone = "info", title, children, action, isNews = false }: InlineNoteProps) {
  const { ui } = useMessages();
  const role = isNews ? (tone === "bad" ? "alert" : "status") : "note";
  return (
    <div className={`inline-note inline-note--${tone}`} role={role}>
      <NoteIcon tone={tone} />
      <div className="inline-note__words">
        <VisuallyHidden>{ui[tone]}: </VisuallyHidden>
        {title !== undefined && <p className="inline-note__title">{title}</p>}
        {children !== undefined && <div className="inline-note__text">{children}</div>}
        {action !== undefined && <div className="inline-note__action">{action}</div>}
      </div>
    </div>
  );
}

function NoteIcon({ tone }: { tone: NoteTone }) {
  if (tone === "warn") return <WarnIcon />;
  if (tone === "bad") return <BadIcon />;
  if (tone === "good") return <GoodIcon />;
  return <InfoIcon />;
}
