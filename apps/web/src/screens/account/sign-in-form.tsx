// Signing in by e-mail and password, or by a passkey where server and browser can.
import { type SubmitEvent, useState } from "react";
import { Link } from "wouter";
import { useLaterMessages } from "../../language/later-messages.ts";
import { canUsePasskeys, type Me, type RegistrationTerms, signIn, signInByPasskey } from "../../sync/account-link.ts";
import { Button } from "../../ui/button.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { EmailField, PasswordField } from "./fields.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { useWork } from "./use-work.ts";

export interface SignInFormProps {
  terms: RegistrationTerms;
  onSignedIn: (me: Me) => void;
}

/** The form. */
export function SignInForm({ terms, onSignedIn }: SignInFormProps) {
  const { signIn: texts } = useLaterMessages("account");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [isIncomplete, setIsIncomplete] = useState(false);
  const { isPending, error, start } = useWork();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const isMissing = email.trim() === "" || password === "";
    setIsIncomplete(isMissing);
    if (!isMissing) start(async () => onSignedIn(await signIn(email.trim(), password)));
  };
  return (
    <form className="account__form" onSubmit={submit} noValidate>
      <EmailField value={email} onChange={setEmail} error={isIncomplete ? texts.needed : undefined} />
      <PasswordField label={texts.password} kind="current" value={password} onChange={setPassword} />
      <ProblemNote error={error} />
      <div className="account__buttons">
        <Button kind="primary" type="submit" isPending={isPending}>
          {texts.action}
        </Button>
        {terms.passkeys && canUsePasskeys() && (
          <Button isDisabled={isPending} onPress={() => start(async () => onSignedIn(await signInByPasskey()))}>
            {texts.passkey}
          </Button>
        )}
        {terms.mode !== "closed" && <LinkButton href="/join">{texts.create}</LinkButton>}
      </div>
      <Link href="/reset">{texts.forgot}</Link>
    </form>
  );
}
