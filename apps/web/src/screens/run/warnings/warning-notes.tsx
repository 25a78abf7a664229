// What to know before reading the figures. Serious warnings stand open; the rest is folded behind one line (PGE10).
import type { AnalysisWarning } from "@solewise/terms";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import { InlineNote } from "../../../ui/inline-note.tsx";
import { isSerious, orderWarnings, wordWarning } from "../words/word-warning.ts";
import "./warning-notes.css";

/** Most serious warnings that stand open; more would push the figures off the first screen. */
const OPEN_MAX_COUNT = 2;

/** The notes; nothing when there is nothing to know. */
export function WarningNotes({ warnings }: { warnings: readonly AnalysisWarning[] }) {
  const wording = { format: useFormat(), messages: useMessages() };
  if (warnings.length === 0) return null;
  const ordered = orderWarnings(warnings);
  const openCount = Math.min(OPEN_MAX_COUNT, ordered.filter(isSerious).length);
  const folded = ordered.slice(openCount);
  return (
    <div className="warning-notes">
      {ordered.slice(0, openCount).map((warning, position) => (
        <InlineNote tone="warn" key={`${warning.code} ${position}`}>
          <span data-warning={warning.code}>{wordWarning(wording, warning)}</span>
        </InlineNote>
      ))}
      {folded.length > 0 && <FoldedWarnings warnings={folded} hasMore={openCount > 0} />}
    </div>
  );
}

function FoldedWarnings({ warnings, hasMore }: { warnings: readonly AnalysisWarning[]; hasMore: boolean }) {
  const wording = { format: useFormat(), messages: useMessages() };
  const { warnings: texts } = wording.messages.run;
  return (
    <details className="warning-notes__folded">
      <summary>{(hasMore ? texts.moreTitle : texts.title)(warnings.length)}</summary>
      <ul>
        {warnings.map((warning, position) => (
          <li key={`${warning.code} ${position}`} data-warning={warning.code}>
            {wordWarning(wording, warning)}
          </li>
        ))}
      </ul>
    </details>
  );
}
