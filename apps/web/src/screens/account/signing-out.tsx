// Signing out: what happens to the runs on this device is chosen, and what would be lost is said first.
import { useState } from "react";
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { InlineNote } from "../../ui/inline-note.tsx";
import { Section } from "../../ui/section.tsx";
import { countDeviceRuns, signOutHere } from "./device-account.ts";
import { ProblemNote } from "./problem-note.tsx";
import { useAnswer } from "./use-answer.ts";
import { tellAccount } from "./use-account.ts";
import { useWork } from "./use-work.ts";

type Choice = "keep" | "clear";

function ChoiceRow({ value, chosen, onChoose }: { value: Choice; chosen: Choice; onChoose: (choice: Choice) => void }) {
  const { signOut } = useLaterMessages("account");
  return (
    <label className="account__choice">
      <input type="radio" name="runs" value={value} checked={chosen === value} onChange={() => onChoose(value)} />
      <span>
        {signOut[value]}
        <span className="account__hint">{value === "keep" ? signOut.keepText : signOut.clearText}</span>
      </span>
    </label>
  );
}

function SignOutDialog({ onClose }: { onClose: () => void }) {
  const { signOut } = useLaterMessages("account");
  const { app } = useMessages();
  const format = useFormat();
  const { answer } = useAnswer(countDeviceRuns);
  const [choice, setChoice] = useState<Choice>("keep");
  const { isPending, error, start } = useWork();
  const unsentCount = answer?.unsentCount ?? 0;
  const isLossy = choice === "clear" && unsentCount > 0;
  const leave = (): void =>
    start(async () => {
      await signOutHere(choice);
      onClose();
      tellAccount(null);
    });
  return (
    <Dialog
      isOpen
      kind="alert"
      onClose={onClose}
      title={signOut.title}
      actions={
        <>
          <Button onPress={onClose}>{app.cancel}</Button>
          <Button
            kind={choice === "clear" ? "danger" : "primary"}
            onPress={leave}
            isPending={isPending}
            isDisabled={answer === null}
          >
            {isLossy ? signOut.clearSure : signOut.action}
          </Button>
        </>
      }
    >
      {answer !== null && (
        <p>
          {signOut.onDevice(answer.runCount, format.number(answer.runCount))}{" "}
          {unsentCount > 0 ? signOut.waiting(unsentCount, format.number(unsentCount)) : signOut.allThere}
        </p>
      )}
      <fieldset className="account__fieldset">
        <legend className="visually-hidden">{signOut.what}</legend>
        <ChoiceRow value="keep" chosen={choice} onChoose={setChoice} />
        <ChoiceRow value="clear" chosen={choice} onChoose={setChoice} />
      </fieldset>
      {isLossy && (
        <InlineNote tone="warn" isNews>
          {signOut.lost}
        </InlineNote>
      )}
      <ProblemNote error={error} />
    </Dialog>
  );
}

/** The part. */
export function SigningOut() {
  const { signOut } = useLaterMessages("account");
  const [isAsked, setIsAsked] = useState(false);
  return (
    <Section title={signOut.title}>
      <div>
        <Button onPress={() => setIsAsked(true)}>{signOut.action}</Button>
      </div>
      {isAsked && <SignOutDialog onClose={() => setIsAsked(false)} />}
    </Section>
  );
}
