// What stands where a run is not, or no longer, on this device.
import { useMessages } from "../../language/language-context.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { LinkButton } from "../../ui/link-button.tsx";

/** The words and the way home. */
export function RunMissing() {
  const { app, run: texts } = useMessages();
  return (
    <>
      <h1 className="visually-hidden">{texts.missingTitle}</h1>
      <EmptyState title={texts.missingTitle} actions={<LinkButton href="/">{app.goHome}</LinkButton>}>
        {texts.missingText}
      </EmptyState>
    </>
  );
}
