// The first visit: what this is, and the two ways to begin, one tap each.
import { useLocation } from "wouter";
import { cancelImport, chooseFiles } from "../../app/import-session.ts";
import { InsecureNote } from "../../app/insecure-note.tsx";
import { useImportSession } from "../../app/use-session.ts";
import { useMessages } from "../../language/language-context.tsx";
import { Button } from "../../ui/button.tsx";
import { FileButton } from "../../ui/file-button.tsx";
import { CheckIcon } from "../../ui/icons/state-icons.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { RECORDING_ENDINGS } from "../import/recording-endings.ts";
import { SolePrint } from "./sole-print.tsx";

function Actions({ onDemo }: { onDemo: () => void }) {
  const { home, importing } = useMessages();
  const session = useImportSession();
  const [, navigate] = useLocation();
  if (session.kind === "running") {
    return (
      <ProgressBar
        label={session.isDemo ? importing.runningDemo : importing.running}
        fraction={session.progress.fraction}
        onCancel={cancelImport}
      />
    );
  }
  const choose = (files: readonly File[]): void => {
    navigate("/import");
    void chooseFiles(files);
  };
  return (
    <>
      <Button kind="primary" size="l" isWide onPress={onDemo}>
        {home.demoAction}
      </Button>
      <p className="welcome__hint">{home.demoHint}</p>
      <FileButton size="l" isWide accept={RECORDING_ENDINGS} isMultiple onFiles={choose}>
        {home.chooseAction}
      </FileButton>
      <p className="welcome__hint">
        {home.chooseHint}
        <span className="welcome__drop">{` · ${home.dropHint}`}</span>
      </p>
    </>
  );
}

/** The welcome. */
export function Welcome({ onDemo }: { onDemo: () => void }) {
  const { home } = useMessages();
  return (
    <div className="welcome">
      <SolePrint />
      <div className="welcome__words">
        <h2 className="welcome__title">{home.welcomeTitle}</h2>
        <p className="welcome__text">{home.welcomeText}</p>
        <div className="welcome__actions">
          <Actions onDemo={onDemo} />
        </div>
        <ul className="welcome__promises">
          {[home.promiseDevice, home.promiseOffline, home.promiseSure].map((promise) => (
            <li key={promise}>
              <CheckIcon size="s" />
              {promise}
            </li>
          ))}
        </ul>
        <details className="welcome__how">
          <summary>{home.howToRecord}</summary>
          <p>{home.howToRecordText}</p>
        </details>
        <InsecureNote />
      </div>
    </div>
  );
}
