// Invitations: making a link, copying or scanning it, taking one back.
import { lazy, Suspense, useState } from "react";
import { useFormat } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import {
  createInvitation,
  type Invitation,
  type MadeInvitation,
  readInvitations,
  revokeInvitation,
  type Role,
} from "../../sync/account-link.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Field } from "../../ui/field.tsx";
import { Section } from "../../ui/section.tsx";
import { SegmentedControl } from "../../ui/segmented-control.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { toasts } from "../../ui/toasts.ts";
import { ProblemNote } from "../account/problem-note.tsx";
import { useAnswer } from "../account/use-answer.ts";
import { useWork } from "../account/use-work.ts";

const QrPicture = lazy(async () => ({ default: (await import("./qr-picture.tsx")).QrPicture }));

const DAYS = ["1", "7", "30", "90"] as const;
type Days = (typeof DAYS)[number];

/** The link, once: the field is selected as a whole where copying by script is not allowed. */
function MadeLink({ made }: { made: MadeInvitation }) {
  const { invitations } = useLaterMessages("operator");
  const format = useFormat();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(made.link);
    toasts.show({ message: invitations.copied });
  };
  const canCopy = (navigator as Partial<Navigator>).clipboard !== undefined;
  return (
    <Card tone="accent">
      <div className="account__form" role="status">
        <p>
          {invitations.made}{" "}
          <span className="account__soft">{invitations.until(format.dateTime(Date.parse(made.expiresAtUtc)))}</span>
        </p>
        <Field label={invitations.link} isLabelHidden>
          {(control) => (
            <input
              {...control}
              className="field__input account__link"
              type="text"
              readOnly
              value={made.link}
              onFocus={(event) => event.target.select()}
            />
          )}
        </Field>
        {canCopy && (
          <div>
            <Button kind="primary" onPress={() => void copy()}>
              {invitations.copy}
            </Button>
          </div>
        )}
        <Suspense>
          <QrPicture text={made.link} label={invitations.qr} />
        </Suspense>
      </div>
    </Card>
  );
}

function MakeForm({ onMade }: { onMade: (made: MadeInvitation) => void }) {
  const { invitations } = useLaterMessages("operator");
  const format = useFormat();
  const [note, setNote] = useState("");
  const [role, setRole] = useState<Role>("runner");
  const [days, setDays] = useState<Days>("7");
  const { isPending, error, start } = useWork();
  const make = (): void =>
    start(async () => {
      onMade(await createInvitation({ role, note: note.trim(), days: Number(days) }));
      setNote("");
    });
  const wordDays = (value: Days): string =>
    value === "1" ? invitations.dayOne : invitations.dayCount(format.number(Number(value)));
  return (
    <div className="account__form">
      <TextField
        label={invitations.note}
        hint={invitations.noteHint}
        value={note}
        onChange={setNote}
        maxLength={200}
        isOptional
      />
      <SegmentedControl<Role>
        label={invitations.role}
        value={role}
        choices={(["runner", "operator"] as const).map((value) => ({ value, label: invitations.roles[value] }))}
        onChange={setRole}
      />
      <Select<Days>
        label={invitations.days}
        value={days}
        choices={DAYS.map((value) => ({ value, label: wordDays(value) }))}
        onChange={setDays}
      />
      <ProblemNote error={error} />
      <div>
        <Button onPress={make} isPending={isPending}>
          {invitations.action}
        </Button>
      </div>
    </div>
  );
}

function InvitationRow({ invitation, onRevoke }: { invitation: Invitation; onRevoke: () => void }) {
  const { invitations } = useLaterMessages("operator");
  const format = useFormat();
  const { note, state, role, expiresAtUtc } = invitation;
  const name = note === "" ? invitations.untitled : note;
  return (
    <li className="account__row">
      <div>
        {name} <Badge tone={state === "open" ? "good" : "neutral"}>{invitations.states[state]}</Badge>
        <p className="account__soft">
          {invitations.roles[role]} · {invitations.until(format.dateTime(Date.parse(expiresAtUtc)))}
        </p>
      </div>
      {state === "open" && (
        <Button kind="plain" size="s" onPress={onRevoke} aria-label={invitations.revokeOf(name)}>
          {invitations.revoke}
        </Button>
      )}
    </li>
  );
}

/** The part. */
export function Invitations() {
  const { invitations } = useLaterMessages("operator");
  const { answer, error, askAgain } = useAnswer(readInvitations);
  const [made, setMade] = useState<MadeInvitation | null>(null);
  const revoking = useWork();
  const revoke = (invitationId: string): void =>
    revoking.start(async () => {
      await revokeInvitation(invitationId);
      if (made?.invitationId === invitationId) setMade(null);
      await askAgain();
    });
  return (
    <Section title={invitations.title} lead={invitations.lead}>
      <MakeForm
        onMade={(link) => {
          setMade(link);
          void askAgain();
        }}
      />
      {made !== null && <MadeLink made={made} key={made.invitationId} />}
      <ProblemNote error={error ?? revoking.error} />
      <ul className="account__list">
        {answer?.map((invitation) => (
          <InvitationRow
            invitation={invitation}
            key={invitation.invitationId}
            onRevoke={() => revoke(invitation.invitationId)}
          />
        ))}
      </ul>
      {answer?.length === 0 && <p className="account__soft">{invitations.none}</p>}
    </Section>
  );
}
