// Passkeys of the account: which there are, one more, one less.
import { useState } from "react";
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { addPasskey, canUsePasskeys, deletePasskey, type Passkey, readPasskeys } from "../../sync/account-link.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Section } from "../../ui/section.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { nameDevice } from "./device-name.ts";
import { ProblemNote } from "./problem-note.tsx";
import { useAnswer } from "./use-answer.ts";
import { useWork } from "./use-work.ts";

function PasskeyRow({ passkey, onRemove }: { passkey: Passkey; onRemove: () => void }) {
  const { passkeys } = useLaterMessages("account");
  const format = useFormat();
  const name = passkey.name === "" ? passkeys.unnamed : passkey.name;
  return (
    <li className="account__row">
      <div>
        {name}
        {passkey.createdAtUtc !== null && (
          <p className="account__soft">{passkeys.since(format.date(Date.parse(passkey.createdAtUtc)))}</p>
        )}
      </div>
      <Button kind="plain" size="s" onPress={onRemove} aria-label={`${passkeys.remove}: ${name}`}>
        {passkeys.remove}
      </Button>
    </li>
  );
}

function AddDialog({ onClose, onAdded }: { onClose: () => void; onAdded: () => Promise<void> }) {
  const { passkeys } = useLaterMessages("account");
  const { app } = useMessages();
  const [name, setName] = useState(() => nameDevice(navigator.userAgent)?.system ?? "");
  const { isPending, error, start } = useWork();
  const add = (): void =>
    start(async () => {
      await addPasskey(name.trim());
      await onAdded();
      onClose();
    });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={passkeys.action}
      actions={
        <>
          <Button onPress={onClose}>{app.cancel}</Button>
          <Button kind="primary" onPress={add} isPending={isPending}>
            {passkeys.action}
          </Button>
        </>
      }
    >
      <TextField
        label={passkeys.name}
        hint={passkeys.nameHint}
        value={name}
        onChange={setName}
        maxLength={200}
        onEnter={add}
      />
      <ProblemNote error={error} />
    </Dialog>
  );
}

interface RemoveDialogProps {
  passkey: Passkey;
  onClose: () => void;
  onRemoved: () => Promise<void>;
}

function RemoveDialog({ passkey, onClose, onRemoved }: RemoveDialogProps) {
  const { passkeys } = useLaterMessages("account");
  const { app } = useMessages();
  const { isPending, error, start } = useWork();
  const remove = (): void =>
    start(async () => {
      await deletePasskey(passkey.passkeyId);
      await onRemoved();
      onClose();
    });
  return (
    <Dialog
      isOpen
      kind="alert"
      onClose={onClose}
      title={passkeys.removeSure(passkey.name === "" ? passkeys.unnamed : passkey.name)}
      actions={
        <>
          <Button onPress={onClose}>{app.cancel}</Button>
          <Button kind="danger" onPress={remove} isPending={isPending}>
            {passkeys.remove}
          </Button>
        </>
      }
    >
      <p>{passkeys.removeText}</p>
      <ProblemNote error={error} />
    </Dialog>
  );
}

/** The part; where passkeys cannot be used it says why, and still lists those that were made elsewhere. */
export function PasskeysPart({ isPossible }: { isPossible: boolean }) {
  const { passkeys } = useLaterMessages("account");
  const { answer, error, askAgain } = useAnswer(readPasskeys);
  const [isAdding, setIsAdding] = useState(false);
  const [removed, setRemoved] = useState<Passkey | null>(null);
  const canAdd = isPossible && canUsePasskeys();
  return (
    <Section title={passkeys.title} lead={passkeys.lead}>
      <ProblemNote error={error} />
      <ul className="account__list">
        {answer?.map((passkey) => (
          <PasskeyRow passkey={passkey} key={passkey.passkeyId} onRemove={() => setRemoved(passkey)} />
        ))}
      </ul>
      {answer?.length === 0 && <p className="account__soft">{passkeys.none}</p>}
      {canAdd ? (
        <div>
          <Button onPress={() => setIsAdding(true)}>{passkeys.action}</Button>
        </div>
      ) : (
        <p className="account__soft">{passkeys.cannot}</p>
      )}
      {isAdding && <AddDialog onClose={() => setIsAdding(false)} onAdded={askAgain} />}
      {removed !== null && <RemoveDialog passkey={removed} onClose={() => setRemoved(null)} onRemoved={askAgain} />}
    </Section>
  );
}
