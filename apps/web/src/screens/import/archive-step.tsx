// An archive came where a recording was expected: its runs are taken in all the same.
import { leaveImport } from "../../app/import-session.ts";
import { useMessages } from "../../language/language-context.tsx";
import { Button } from "../../ui/button.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { ArchiveIntake } from "../storage/archive-intake.tsx";

/** The step. */
export function ArchiveStep({ file }: { file: File }) {
  const { app, importing } = useMessages();
  return (
    <div className="choose-step">
      <p>{importing.archiveFound}</p>
      <ArchiveIntake file={file} />
      <div className="import-actions">
        <LinkButton href="/" kind="primary">
          {app.goHome}
        </LinkButton>
        <Button onPress={() => leaveImport()}>{importing.otherFiles}</Button>
      </div>
    </div>
  );
}
