// One run, opened: figures first, then pictures, then how it was computed. Comes in: the opened run. What lies below the
// first screen is loaded apart (PGE1).
import { lazy, Suspense, useMemo } from "react";
import { WhereSyncing } from "../../app/where-syncing.tsx";
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import type { OpenedRun } from "../../worker/analysis-jobs.ts";
import { RunCursor } from "./cursor/run-cursor.ts";
import { RunFigures } from "./figures/run-figures.tsx";
import { FootNote } from "./foot-note.tsx";
import { RunHead } from "./head/run-head.tsx";
import { InsightLine } from "./insight-line.tsx";
import { WarningNotes } from "./warnings/warning-notes.tsx";
import "./run-page.css";

const RunPictures = lazy(async () => ({ default: (await import("./run-pictures.tsx")).RunPictures }));
const RunSync = lazy(async () => ({ default: (await import("../syncing/run-sync.tsx")).RunSync }));

export interface RunPageProps {
  opened: OpenedRun;
  /** The run was renamed, dated or analysed anew. */
  onChange: () => void;
}

/** The page. */
export function RunPage({ opened, onChange }: RunPageProps) {
  const { run, view } = opened;
  const cursor = useMemo(() => new RunCursor(view), [view]);
  const hasStrides = view.order.length > 0;
  return (
    <article className="run-page">
      <RunHead run={run} onChange={onChange} />
      <WhereSyncing>
        <RunSync run={run} onChange={onChange} />
      </WhereSyncing>
      <InsightLine view={view} isDemo={run.demo !== null} />
      <WarningNotes warnings={run.warnings} />
      <RunFigures view={view} summary={run.summary} />
      {hasStrides && (
        <Suspense fallback={<div className="run-page__waiting" />}>
          <RunPictures opened={opened} cursor={cursor} />
        </Suspense>
      )}
      {hasStrides && <StrideLink runId={run.runId} strideCount={view.order.length} />}
      <FootNote run={run} />
    </article>
  );
}

function StrideLink({ runId, strideCount }: { runId: string; strideCount: number }) {
  const { run: texts } = useMessages();
  const format = useFormat();
  return (
    <div className="run-page__strides">
      <LinkButton href={`/runs/${runId}/strides`}>{texts.strides.link(format.number(strideCount))}</LinkButton>
    </div>
  );
}
