// Changing the password.
import { type SubmitEvent, useState } from "react";
import { useFormat } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { changePassword } from "../../sync/account-link.ts";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/section.tsx";
import { toasts } from "../../ui/toasts.ts";
import { PasswordField } from "./fields.tsx";
import { PASSWORD_LENGTH_MIN } from "./new-account.ts";
import { ProblemNote } from "./problem-note.tsx";
import { useWork } from "./use-work.ts";

function PasswordForm({ onDone }: { onDone: () => void }) {
  const { password, join } = useLaterMessages("account");
  const format = useFormat();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const { isPending, error, start } = useWork();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (current === "" || next === "") return;
    start(async () => {
      await changePassword(current, next);
      toasts.show({ message: password.done });
      onDone();
    });
  };
  return (
    <form className="account__form" onSubmit={submit} noValidate>
      <PasswordField label={password.current} kind="current" value={current} onChange={setCurrent} />
      <PasswordField
        label={password.next}
        hint={join.passwordHint(format.number(PASSWORD_LENGTH_MIN))}
        kind="new"
        value={next}
        onChange={setNext}
      />
      <ProblemNote error={error} />
      <div>
        <Button kind="primary" type="submit" isPending={isPending}>
          {password.action}
        </Button>
      </div>
    </form>
  );
}

/** The part; its form is there once it is asked for. */
export function PasswordPart() {
  const { password } = useLaterMessages("account");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Section title={password.title}>
      {isOpen ? (
        <PasswordForm onDone={() => setIsOpen(false)} />
      ) : (
        <div>
          <Button onPress={() => setIsOpen(true)}>{password.action}</Button>
        </div>
      )}
    </Section>
  );
}
