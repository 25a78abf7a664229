// Deleting the account: what goes, what stays, and the password once more.
import { useState } from "react";
import { useMessages } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { deleteAccount } from "../../sync/account-link.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Section } from "../../ui/section.tsx";
import { toasts } from "../../ui/toasts.ts";
import { forgetAccount } from "./device-account.ts";
import { PasswordField } from "./fields.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { tellAccount } from "./use-account.ts";
import { useWork } from "./use-work.ts";

function LeaveDialog({ onClose }: { onClose: () => void }) {
  const { leave, password: words } = useLaterMessages("account");
  const { app } = useMessages();
  const [password, setPassword] = useState("");
  const { isPending, error, start } = useWork();
  const go = (): void =>
    start(async () => {
      await deleteAccount(password);
      await forgetAccount();
      onClose();
      tellAccount(null);
      toasts.show({ message: leave.done });
    });
  return (
    <Dialog
      isOpen
      kind="alert"
      onClose={onClose}
      title={leave.title}
      actions={
        <>
          <Button onPress={onClose}>{app.cancel}</Button>
          <Button kind="danger" onPress={go} isPending={isPending} isDisabled={password === ""}>
            {leave.sure}
          </Button>
        </>
      }
    >
      <p>{leave.lead}</p>
      <ul className="account__gives">
        <li>{leave.server}</li>
        <li>{leave.device}</li>
        <li>{leave.others}</li>
      </ul>
      <PasswordField label={words.current} kind="current" value={password} onChange={setPassword} />
      <ProblemNote error={error} />
    </Dialog>
  );
}

/** The part. */
export function Leaving() {
  const { leave } = useLaterMessages("account");
  const [isAsked, setIsAsked] = useState(false);
  return (
    <Section title={leave.title} lead={leave.lead}>
      <div>
        <Button kind="danger" onPress={() => setIsAsked(true)}>
          {leave.action}
        </Button>
      </div>
      {isAsked && <LeaveDialog onClose={() => setIsAsked(false)} />}
    </Section>
  );
}
