// Creating an account, as the server's registration allows: by a link, by anybody, by nobody.
import { type SubmitEvent, useState } from "react";
import { useLocation } from "wouter";
import { usePageTitle } from "../../app/page-title.ts";
import { useFormat } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { type AgeBand, register, type RegistrationTerms } from "../../sync/account-link.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { InlineNote } from "../../ui/inline-note.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Section } from "../../ui/section.tsx";
import { tokenOf } from "../../app/bearer-link.ts";
import { ConsentList } from "./consent-list.tsx";
import { EmailField, PasswordField } from "./fields.tsx";
import { Gives } from "./gives.tsx";
import {
  accountOf,
  closedDoor,
  type Draft,
  EMPTY_DRAFT,
  findGaps,
  type Gap,
  PASSWORD_LENGTH_MIN,
} from "./new-account.ts";
import { ProblemNote } from "./problem-note.tsx";
import { tellAccount, useAccount } from "./use-account.ts";
import { useWork } from "./use-work.ts";
import { KnownOr } from "./without-account.tsx";
import "./account.css";

const BANDS: readonly AgeBand[] = ["under-14", "14-15", "16-17", "18-plus"];

interface PartProps {
  draft: Draft;
  change: (change: Partial<Draft>) => void;
  gaps: readonly Gap[];
  terms: RegistrationTerms;
}

function WhoFields({ draft, change, gaps }: PartProps) {
  const texts = useLaterMessages("account");
  const { join, problems } = texts;
  const format = useFormat();
  return (
    <>
      <Field label={join.name} hint={join.nameHint} error={gaps.includes("name") ? join.missing.name : undefined}>
        {(control) => (
          <input
            {...control}
            className="field__input"
            type="text"
            autoComplete="name"
            maxLength={200}
            value={draft.displayName}
            onChange={(event) => change({ displayName: event.target.value })}
          />
        )}
      </Field>
      <EmailField
        value={draft.email}
        onChange={(email) => change({ email })}
        error={gaps.includes("email") ? join.missing.email : undefined}
      />
      <PasswordField
        label={texts.signIn.password}
        hint={join.passwordHint(format.number(PASSWORD_LENGTH_MIN))}
        kind="new"
        value={draft.password}
        onChange={(password) => change({ password })}
        error={gaps.includes("password") ? problems["password-too-short"] : undefined}
      />
    </>
  );
}

function AgeField({ draft, change, gaps, terms }: PartProps) {
  const { join } = useLaterMessages("account");
  const years = useFormat().number(terms.ageMinYears);
  return (
    <div className="account__part">
      <fieldset className="account__fieldset">
        <legend className="field__label">{join.age}</legend>
        <div className="account__bands">
          {BANDS.map((value) => (
            <label className="account__choice" key={value}>
              <input
                type="radio"
                name="age"
                value={value}
                checked={draft.ageBand === value}
                onChange={() => change({ ageBand: value })}
              />
              <span>{join.bands[value]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <p className="account__soft">{join.ageHint(years)}</p>
      {gaps.includes("age") && (
        <InlineNote tone="bad" isNews>
          {join.missing.age}
        </InlineNote>
      )}
      {gaps.includes("tooYoung") && (
        <InlineNote tone="warn" isNews>
          {join.missing.tooYoung(years)}
        </InlineNote>
      )}
    </div>
  );
}

function Allowing({ draft, change, terms }: PartProps) {
  const { allow, join } = useLaterMessages("account");
  return (
    <Section title={allow.title} lead={allow.lead}>
      <ConsentList
        consents={terms.purposes.map(({ purpose }) => ({ purpose, isGranted: draft.granted.includes(purpose) }))}
        onDecide={(purpose, isGranted) => {
          const others = draft.granted.filter((each) => each !== purpose);
          change({ granted: isGranted ? [...others, purpose] : others });
        }}
      />
      {!draft.granted.includes("gait-analysis") && <InlineNote>{join.needsAnalysis}</InlineNote>}
    </Section>
  );
}

function JoinForm({ terms, token }: { terms: RegistrationTerms; token: string | null }) {
  const { join } = useLaterMessages("account");
  const [, navigate] = useLocation();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [isTried, setIsTried] = useState(false);
  const { isPending, error, start } = useWork();
  const gaps = isTried ? findGaps(draft, terms) : [];
  const change = (changed: Partial<Draft>): void => setDraft((before) => ({ ...before, ...changed }));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const account = accountOf(draft, terms, token);
    setIsTried(true);
    if (account === null || findGaps(draft, terms).length > 0) return;
    start(async () => {
      tellAccount(await register(account));
      navigate("/account", { replace: true });
    });
  };
  const parts = { draft, change, gaps, terms };
  return (
    <form className="account__form" onSubmit={submit} noValidate>
      <WhoFields {...parts} />
      <AgeField {...parts} />
      <Allowing {...parts} />
      <ProblemNote error={error} />
      <div className="account__buttons">
        <Button kind="primary" size="l" type="submit" isPending={isPending}>
          {join.action}
        </Button>
        <LinkButton href="/account" kind="plain">
          {join.signInstead}
        </LinkButton>
      </div>
    </form>
  );
}

/** Why the form is there, or why it is not. */
function JoinPart({ terms, token }: { terms: RegistrationTerms; token: string | null }) {
  const { join } = useLaterMessages("account");
  const door = closedDoor(terms, token);
  if (door !== null) {
    return (
      <InlineNote action={<LinkButton href="/account">{join.signInstead}</LinkButton>}>
        {door === "closed" ? join.closed : join.invitation}
      </InlineNote>
    );
  }
  return (
    <>
      {token !== null && <InlineNote>{terms.hasOperator ? join.invited : join.operator}</InlineNote>}
      <JoinForm terms={terms} token={token} />
    </>
  );
}

/** The screen. Who is signed in already may still be here: by the account that is created they sign out of the other. */
export function JoinScreen() {
  const { join } = useLaterMessages("account");
  const state = useAccount();
  const [token] = useState(() => tokenOf(location.hash));
  usePageTitle(join.title);
  return (
    <div className="screen screen--narrow">
      <h1>{join.title}</h1>
      <KnownOr state={state}>
        {({ terms }) => (
          <>
            <JoinPart terms={terms} token={token} />
            <Gives />
          </>
        )}
      </KnownOr>
    </div>
  );
}
