// First step: which files, or a demo run.
import { chooseFiles, startDemo } from "../../app/import-session.ts";
import { useMessages } from "../../language/language-context.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { FileButton } from "../../ui/file-button.tsx";
import { ShoeIcon } from "../../ui/icons/run-icons.tsx";
import { RECORDING_ENDINGS } from "./recording-endings.ts";

/** The step. */
export function ChooseStep() {
  const { home, importing } = useMessages();
  return (
    <div className="choose-step">
      <Card>
        <div className="choose-step__target">
          <ShoeIcon size="l" />
          <FileButton
            kind="primary"
            size="l"
            accept={RECORDING_ENDINGS}
            isMultiple
            onFiles={(files) => void chooseFiles(files)}
          >
            {home.chooseAction}
          </FileButton>
          <p className="choose-step__hint">{home.chooseHint}</p>
          <p className="choose-step__hint choose-step__drop">{home.dropHint}</p>
        </div>
      </Card>
      <Card tone="sunken">
        <div className="choose-step__demo">
          <p>{home.demoHint}</p>
          <Button onPress={() => void startDemo(importing.nameDemo)}>{home.demoAction}</Button>
        </div>
      </Card>
      <details className="choose-step__how">
        <summary>{home.howToRecord}</summary>
        <p>{home.howToRecordText}</p>
      </details>
    </div>
  );
}
