// Name, date and menu of a run. A demo run says so here. Dialogs are loaded when first asked for (PGE6).
import { useState } from "react";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import type { StoredRun } from "../../../store/stored-run.ts";
import { Badge, DemoBadge } from "../../../ui/badge.tsx";
import { InlineNote } from "../../../ui/inline-note.tsx";
import { lazyOverlay } from "../../../ui/lazy-overlay.tsx";
import { SideMark } from "../../../ui/side-mark.tsx";
import { RunMenu, type RunQuestion } from "./run-menu.tsx";
import "./run-head.css";

const RunDialogs = lazyOverlay(async () => (await import("./run-dialogs.tsx")).RunDialogs);

export interface RunHeadProps {
  run: StoredRun;
  /** The run was analysed anew. */
  onChange: () => void;
}

/** The head of the page. */
export function RunHead({ run, onChange }: RunHeadProps) {
  const { run: texts } = useMessages();
  const [question, setQuestion] = useState<RunQuestion | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const name = run.name === "" ? texts.untitled : run.name;
  return (
    <header className="run-head">
      <div className="run-head__line">
        <h1 className="run-head__name">{name}</h1>
        <RunMenu run={run} onAsk={setQuestion} onFailure={() => setHasFailed(true)} />
      </div>
      <HeadFacts run={run} onAskDate={() => setQuestion("date")} />
      {hasFailed && (
        <InlineNote tone="bad" isNews>
          {texts.head.failed}
        </InlineNote>
      )}
      {question !== null && (
        <RunDialogs run={run} question={question} onClose={() => setQuestion(null)} onChange={onChange} />
      )}
    </header>
  );
}

function HeadFacts({ run, onAskDate }: { run: StoredRun; onAskDate: () => void }) {
  const { run: texts, app } = useMessages();
  const format = useFormat();
  const guess = run.startSource === "file-date" || run.startSource === "import" ? run.startSource : null;
  const isDateKnown = guess === null || run.demo !== null;
  return (
    <div className="run-head__facts">
      <time dateTime={new Date(run.startedAtMs).toISOString()}>{format.dateTime(run.startedAtMs, run.timeZone)}</time>
      {!isDateKnown && (
        <button
          className="run-head__guess"
          type="button"
          title={texts.head.guessedDateWhy[guess]}
          aria-label={`${texts.head.guessedDate}: ${texts.head.changeDate}`}
          onClick={onAskDate}
        >
          <Badge tone="warn">{texts.head.guessedDate}</Badge>
        </button>
      )}
      <SideMark side={run.summary.feet} withWord />
      {run.demo !== null && <DemoBadge />}
      {run.demo !== null && <span className="run-head__demo">{app.demoLong}</span>}
    </div>
  );
}
