// All strides of a run at /runs/:id/strides. Comes in: a run's id. Goes out: the table, or why there is none.
import { usePageTitle } from "../../../app/page-title.ts";
import { useMessages } from "../../../language/language-context.tsx";
import { ErrorPanel } from "../../../ui/error-panel.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { RunMissing } from "../run-missing.tsx";
import { wordTabTitle } from "../tab-title.ts";
import { useOpenedRun } from "../use-opened-run.ts";
import { StridesPage } from "./strides-page.tsx";

/** Opens a run and shows its strides. */
export function StridesScreen({ runId }: { runId: string }) {
  const { opening } = useOpenedRun(runId);
  const { run: texts } = useMessages();
  usePageTitle(wordTabTitle(texts, opening, texts.strides.title));
  if (opening.state === "opening") return <Loading label={texts.loading} />;
  if (opening.state === "missing") return <RunMissing />;
  if (opening.state === "failed") return <ErrorPanel title={texts.openFailed} details={opening.details} />;
  return <StridesPage opened={opening.opened} />;
}
