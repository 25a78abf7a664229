// What the runner allows, changed one by one; a withdrawal is asked once more, with what it means.
import { useState } from "react";
import { useMessages } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { decideConsent, type Me, type Purpose } from "../../sync/account-link.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Section } from "../../ui/section.tsx";
import { ConsentList } from "./consent-list.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { tellAccount } from "./use-account.ts";
import { useWork } from "./use-work.ts";

/** The part. */ // SGN4
export function Allowed({ me }: { me: Me }) {
  const { allow } = useLaterMessages("account");
  const { app } = useMessages();
  const [asked, setAsked] = useState<Purpose | null>(null);
  const { isPending, error, start } = useWork();
  const decide = (purpose: Purpose, isGranted: boolean): void => {
    setAsked(null);
    start(async () => tellAccount({ ...me, consents: await decideConsent(purpose, isGranted) }));
  };
  return (
    <Section title={allow.title} lead={allow.lead}>
      <ConsentList
        consents={me.consents}
        decidedAtUtc={Object.fromEntries(me.consents.map(({ purpose, decidedAtUtc }) => [purpose, decidedAtUtc]))}
        isDisabled={isPending}
        onDecide={(purpose, isGranted) => (isGranted ? decide(purpose, true) : setAsked(purpose))}
      />
      <ProblemNote error={error} />
      {asked !== null && (
        <Dialog
          isOpen
          kind="alert"
          onClose={() => setAsked(null)}
          title={allow.withdraw(allow[asked].title)}
          actions={
            <>
              <Button onPress={() => setAsked(null)}>{app.cancel}</Button>
              <Button kind="danger" onPress={() => decide(asked, false)}>
                {allow.withdrawAction}
              </Button>
            </>
          }
        >
          <p>{allow[asked].off}</p>
        </Dialog>
      )}
    </Section>
  );
}
