// Everything about the account that is signed in, part by part.
import { useState } from "react";
import { Link } from "wouter";
import { useFormat } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { changeName, type Me, type RegistrationTerms } from "../../sync/account-link.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ForwardIcon } from "../../ui/icons/action-icons.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Section } from "../../ui/section.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { toasts } from "../../ui/toasts.ts";
import { Allowed } from "./allowed.tsx";
import { DeviceLink } from "./device-link.tsx";
import { Leaving } from "./leaving.tsx";
import { PasskeysPart } from "./passkeys-part.tsx";
import { PasswordPart } from "./password-part.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { SessionsPart } from "./sessions-part.tsx";
import { SigningOut } from "./signing-out.tsx";
import { tellAccount } from "./use-account.ts";
import { useWork } from "./use-work.ts";

function NameForm({ me }: { me: Me }) {
  const texts = useLaterMessages("account").me;
  const [name, setName] = useState(me.displayName);
  const { isPending, error, start } = useWork();
  const save = (): void => {
    if (name.trim() === "" || name.trim() === me.displayName) return;
    start(async () => {
      tellAccount(await changeName(name.trim()));
      toasts.show({ message: texts.saved });
    });
  };
  return (
    <div className="account__form">
      <TextField
        label={texts.name}
        value={name}
        onChange={setName}
        maxLength={200}
        autoComplete="name"
        onEnter={save}
      />
      <ProblemNote error={error} />
      {name.trim() !== "" && name.trim() !== me.displayName && (
        <div>
          <Button onPress={save} isPending={isPending}>
            {texts.save}
          </Button>
        </div>
      )}
    </div>
  );
}

function Who({ me }: { me: Me }) {
  const texts = useLaterMessages("account").me;
  const format = useFormat();
  return (
    <Section title={texts.title}>
      <Card>
        <div className="account__form">
          <p>
            <strong>{me.email}</strong> {me.role === "operator" && <Badge tone="neutral">{texts.operator}</Badge>}
            <br />
            <span className="account__soft">{texts.since(format.date(Date.parse(me.createdAtUtc)))}</span>
          </p>
          <NameForm me={me} key={me.displayName} />
        </div>
      </Card>
      {me.role === "operator" && (
        <Link href="/operator" className="account__go">
          <span>
            {texts.operatorLink}
            <span className="account__hint">{texts.operatorHint}</span>
          </span>
          <ForwardIcon />
        </Link>
      )}
    </Section>
  );
}

/** All parts. */
export function OwnAccount({ me, terms }: { me: Me; terms: RegistrationTerms }) {
  const { exports } = useLaterMessages("account");
  return (
    <>
      <DeviceLink me={me} key={me.runnerId} />
      <Who me={me} />
      <Allowed me={me} />
      <PasswordPart />
      <PasskeysPart isPossible={terms.passkeys} />
      <SessionsPart />
      <Section title={exports.title} lead={exports.text}>
        <div>
          <LinkButton href="/storage">{exports.action}</LinkButton>
        </div>
      </Section>
      <SigningOut />
      <Leaving />
    </>
  );
}
