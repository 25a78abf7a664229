// Third step: how far the analysis is, and the way to stop it.
import { cancelImport } from "../../app/import-session.ts";
import { useMessages } from "../../language/language-context.tsx";
import type { Messages } from "../../language/messages.ts";
import { Card } from "../../ui/card.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import type { ImportProgress } from "../../worker/analysis-jobs.ts";

/** What is being done, in words. */
function stageText({ app, importing }: Messages, { stage, side }: ImportProgress): string {
  if (stage === "beginning") return importing.stageBeginning;
  if (stage === "storing") return importing.stageStoring;
  if (stage === "assembling") return importing.stageAssembling;
  if (stage === "saving") return importing.stageSaving;
  if (side === null) return importing.stageAnalysingBoth;
  return importing.stageAnalysing(side === "left" ? app.leftFoot : app.rightFoot);
}

/** The step. */
export function RunningStep({ isDemo, progress }: { isDemo: boolean; progress: ImportProgress }) {
  const messages = useMessages();
  const { importing } = messages;
  return (
    <Card>
      <div className="running-step">
        <ProgressBar
          label={isDemo ? importing.runningDemo : importing.running}
          fraction={progress.fraction}
          onCancel={cancelImport}
        />
        <p className="choose-step__hint">{stageText(messages, progress)}</p>
        {!isDemo && progress.stage !== "beginning" && <p className="choose-step__hint">{importing.keepOpen}</p>}
      </div>
    </Card>
  );
}
