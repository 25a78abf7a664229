// Deleting the account: what goes, what stays, and the password once more. In the page, not before it: a phone's keyboard
// leaves little room for a dialog.
import { type SubmitEvent, useState } from "react";
import { useMessages } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { deleteAccount } from "../../sync/account-link.ts";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/section.tsx";
import { toasts } from "../../ui/toasts.ts";
import { forgetDeleted } from "./device-account.ts";
import { PasswordField } from "./fields.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { tellAccount } from "./use-account.ts";
import { useWork } from "./use-work.ts";

function LeaveForm({ onClose }: { onClose: () => void }) {
  const { leave, password: words } = useLaterMessages("account");
  const { app } = useMessages();
  const [password, setPassword] = useState("");
  const { isPending, error, start } = useWork();
  const go = (event: SubmitEvent): void => {
    event.preventDefault();
    if (password === "") return;
    start(async () => {
      await deleteAccount(password);
      await forgetDeleted();
      tellAccount(null);
      toasts.show({ message: leave.done });
    });
  };
  return (
    <form className="account__form" onSubmit={go} noValidate aria-label={leave.title}>
      <PasswordField label={words.current} kind="current" value={password} onChange={setPassword} />
      <ProblemNote error={error} />
      <div className="account__buttons">
        <Button onPress={onClose}>{app.cancel}</Button>
        <Button kind="danger" type="submit" isPending={isPending} isDisabled={password === ""}>
          {leave.sure}
        </Button>
      </div>
    </form>
  );
}

/** The part. */ // SGN7
export function Leaving() {
  const { leave } = useLaterMessages("account");
  const [isAsked, setIsAsked] = useState(false);
  return (
    <Section title={leave.title} lead={leave.lead}>
      <ul className="account__gives">
        <li>{leave.server}</li>
        <li>{leave.device}</li>
        <li>{leave.others}</li>
      </ul>
      {isAsked ? (
        <LeaveForm onClose={() => setIsAsked(false)} />
      ) : (
        <div>
          <Button kind="danger" onPress={() => setIsAsked(true)}>
            {leave.action}
          </Button>
        </div>
      )}
    </Section>
  );
}
