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

/** The part; a decision is shown at once and goes back when the server does not take it. */ // SGN4
export function Allowed({ me }: { me: Me }) {
  const { allow } = useLaterMessages("account");
  const { app } = useMessages();
  const [asked, setAsked] = useState<Purpose | null>(null);
  const [wished, setWished] = useState<Partial<Record<Purpose, boolean>>>({});
  const [refused, setRefused] = useState<unknown>(null);
  const decide = (purpose: Purpose, isGranted: boolean): void => {
    setAsked(null);
    setRefused(null);
    setWished((before) => ({ ...before, [purpose]: isGranted }));
    decideConsent(purpose, isGranted).then(
      (consents) => tellAccount({ ...me, consents }),
      (problem: unknown) => {
        setWished({});
        setRefused(problem);
      },
    );
  };
  return (
    <Section title={allow.title} lead={allow.lead}>
      <ConsentList
        consents={me.consents.map(({ purpose, isGranted }) => ({ purpose, isGranted: wished[purpose] ?? isGranted }))}
        decidedAtUtc={Object.fromEntries(me.consents.map(({ purpose, decidedAtUtc }) => [purpose, decidedAtUtc]))}
        onDecide={(purpose, isGranted) => (isGranted ? decide(purpose, true) : setAsked(purpose))}
      />
      <ProblemNote error={refused} />
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
