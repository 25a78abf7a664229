// The one line that only the shoe could have said, large. Says nothing where nothing is sure (PGE2).
import type { RunView } from "@solewise/insight";
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { DemoBadge } from "../../ui/badge.tsx";
import "./insight-line.css";
import { wordInsight } from "./words/word-insight.ts";

/** The line, with how many strides it was read from. */
export function InsightLine({ view, isDemo }: { view: RunView; isDemo: boolean }) {
  const messages = useMessages();
  const format = useFormat();
  if (view.insight === null) return null;
  const { insight: texts } = messages.run;
  return (
    <aside className="insight-line" aria-label={texts.label}>
      <p className="insight-line__label">
        {texts.label}
        {isDemo && <DemoBadge />}
      </p>
      <p className="insight-line__sentence" data-insight={view.insight.kind}>
        {wordInsight({ format, messages }, view.insight)}
      </p>
      <p className="insight-line__basis">{texts.basis(format.number(view.order.length), view.order.length)}</p>
    </aside>
  );
}
