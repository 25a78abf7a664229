// Setting a new password by a link, and asking for such a link.
import { type SubmitEvent, useState } from "react";
import { usePageTitle } from "../../app/page-title.ts";
import { useFormat } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { type RegistrationTerms, requestReset, resetPassword } from "../../sync/account-link.ts";
import { Button } from "../../ui/button.tsx";
import { InlineNote } from "../../ui/inline-note.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { tokenOf } from "../../app/bearer-link.ts";
import { EmailField, PasswordField } from "./fields.tsx";
import { PASSWORD_LENGTH_MIN } from "./new-account.ts";
import { ProblemNote } from "./problem-note.tsx";
import { useAccount } from "./use-account.ts";
import { useWork } from "./use-work.ts";
import { KnownOr } from "./without-account.tsx";
import "./account.css";

function AskForLink({ terms }: { terms: RegistrationTerms }) {
  const { reset } = useLaterMessages("account");
  const [email, setEmail] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const { isPending, error, start } = useWork();
  if (!terms.mail) return <InlineNote>{reset.noMail}</InlineNote>;
  if (isAsked) {
    return (
      <InlineNote tone="good" isNews>
        {reset.asked}
      </InlineNote>
    );
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (email.trim() !== "") start(async () => setIsAsked(await requestReset(email.trim())));
  };
  return (
    <form className="account__form" onSubmit={submit} noValidate>
      <p className="account__soft">{reset.askText}</p>
      <EmailField value={email} onChange={setEmail} />
      <ProblemNote error={error} />
      <div>
        <Button kind="primary" type="submit" isPending={isPending}>
          {reset.ask}
        </Button>
      </div>
    </form>
  );
}

function SetPassword({ token }: { token: string }) {
  const texts = useLaterMessages("account");
  const { reset } = texts;
  const format = useFormat();
  const [password, setPassword] = useState("");
  const [isDone, setIsDone] = useState(false);
  const { isPending, error, start } = useWork();
  if (isDone) {
    return (
      <InlineNote
        tone="good"
        isNews
        action={
          <LinkButton href="/account" kind="primary">
            {texts.signIn.action}
          </LinkButton>
        }
      >
        {reset.done}
      </InlineNote>
    );
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    start(async () => {
      await resetPassword(token, password);
      setIsDone(true);
    });
  };
  return (
    <form className="account__form" onSubmit={submit} noValidate>
      <PasswordField
        label={texts.password.next}
        hint={texts.join.passwordHint(format.number(PASSWORD_LENGTH_MIN))}
        kind="new"
        value={password}
        onChange={setPassword}
      />
      <ProblemNote error={error} />
      <div>
        <Button kind="primary" type="submit" isPending={isPending}>
          {reset.action}
        </Button>
      </div>
    </form>
  );
}

/** The screen. */
export function ResetScreen() {
  const { reset } = useLaterMessages("account");
  const state = useAccount();
  const [token] = useState(() => tokenOf(location.hash));
  const isCut = token === null && location.hash !== "";
  usePageTitle(reset.title);
  return (
    <div className="screen screen--narrow">
      <h1>{reset.title}</h1>
      <KnownOr state={state}>
        {({ terms }) => (
          <>
            {isCut && <InlineNote tone="warn">{reset.noToken}</InlineNote>}
            {token === null ? <AskForLink terms={terms} /> : <SetPassword token={token} />}
          </>
        )}
      </KnownOr>
    </div>
  );
}
