// Notes, waiting, emptiness, failure.
import { useMessages } from "../../language/language-context.tsx";
import { Button } from "../button.tsx";
import { Card } from "../card.tsx";
import { EmptyState } from "../empty-state.tsx";
import { ErrorPanel } from "../error-panel.tsx";
import { ShoeIcon } from "../icons/run-icons.tsx";
import { InlineNote } from "../inline-note.tsx";
import { Loading } from "../loading.tsx";
import { Meter } from "../meter.tsx";
import { ProgressBar } from "../progress-bar.tsx";
import { Section } from "../section.tsx";
import { BothThemes } from "./both-themes.tsx";
import { useWords } from "./words.ts";

function nothing() {}

function Notes() {
  const words = useWords();
  return (
    <div className="showcase__stack">
      <InlineNote
        action={
          <Button kind="plain" size="s">
            {words.change}
          </Button>
        }
      >
        {words.noteInfo}
      </InlineNote>
      <InlineNote tone="warn" title={words.noteWarn}>
        {words.noteWarnText}
      </InlineNote>
      <InlineNote tone="bad" title={words.noteBad}>
        {words.noteBadText}
      </InlineNote>
      <InlineNote tone="good">{words.noteGood}</InlineNote>
    </div>
  );
}

function Waiting() {
  const words = useWords();
  return (
    <Card>
      <div className="showcase__stack">
        <ProgressBar label={words.analysing} fraction={0.62} onCancel={nothing} />
        <ProgressBar label={words.preparing} fraction={null} />
        <Meter label={words.storage} fraction={0.2} valueText={words.storageValue} />
        <Meter label={words.storageNearly} fraction={0.95} valueText={words.storageNearlyValue} />
      </div>
    </Card>
  );
}

/** How something is. */
export function ShowcaseStates() {
  const words = useWords();
  const { app } = useMessages();
  return (
    <>
      <Section title={words.notes} lead={words.notesWhen}>
        <BothThemes>
          <Notes />
        </BothThemes>
      </Section>
      <Section title={words.waiting} lead={words.waitingWhen}>
        <BothThemes>
          <Waiting />
        </BothThemes>
        <Card tone="sunken">
          <Loading />
        </Card>
        <Card>
          <EmptyState
            icon={<ShoeIcon size="l" />}
            title={words.emptyTitle}
            actions={
              <>
                <Button kind="primary">{words.primary}</Button>
                <Button>{words.demoRun}</Button>
              </>
            }
          >
            <p>{words.emptyText}</p>
          </EmptyState>
        </Card>
        <ErrorPanel title={words.errorTitle} details={words.errorDetails} actions={<Button>{app.retry}</Button>}>
          <p>{words.errorText}</p>
        </ErrorPanel>
      </Section>
    </>
  );
}
