// The page of one run at /runs/:id. Comes in: a run's id. Goes out: its page, or why there is none.
import { usePageTitle } from "../../app/page-title.ts";
import { useMessages } from "../../language/language-context.tsx";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { RunMissing } from "./run-missing.tsx";
import { RunPage } from "./run-page.tsx";
import { RunSkeleton } from "./run-skeleton.tsx";
import { wordTabTitle } from "./tab-title.ts";
import { useOpenedRun } from "./use-opened-run.ts";

/** Opens a run and shows its page. */
export function RunScreen({ runId }: { runId: string }) {
  const { opening, reopen } = useOpenedRun(runId);
  const { run: texts } = useMessages();
  usePageTitle(wordTabTitle(texts, opening));
  if (opening.state === "opening") return <RunSkeleton />;
  if (opening.state === "missing") return <RunMissing />;
  if (opening.state === "failed") return <ErrorPanel title={texts.openFailed} details={opening.details} />;
  return <RunPage opened={opening.opened} onChange={reopen} />;
}
