// Where files land. The area invites; the window takes them wherever they are dropped, or pasted.
import type { ReactNode } from "react";
import { useMessages } from "../language/language-context.tsx";
import { DownloadIcon } from "./icons/action-icons.tsx";
import { useWindowDrop } from "./window-drop.ts";
import "./drop-area.css";

/** The dashed area: words and a FileButton inside. The shell has the WindowDrop that takes the files. */
export function DropArea({ children }: { children: ReactNode }) {
  return <div className="drop-area">{children}</div>;
}

export interface WindowDropProps {
  /** Files that were dropped or pasted anywhere on the page. */
  onFiles: (files: File[]) => void;
  /** Shown while files hover over the window; default "Drop to import". */
  label?: string | undefined;
  isDisabled?: boolean | undefined;
}

/** Makes the whole window a target. One in the shell: two would take each file twice. */
export function WindowDrop({ onFiles, label, isDisabled = false }: WindowDropProps) {
  const { ui } = useMessages();
  const isOver = useWindowDrop(onFiles, isDisabled);
  if (!isOver) return null;
  return (
    <div className="window-drop" aria-hidden="true">
      <div className="window-drop__card">
        <DownloadIcon size="l" />
        {label ?? ui.dropHere}
      </div>
    </div>
  );
}
