// Ties this device to the account that signed in: its runs go up. Where it holds runs of somebody else, it asks first.
import { useEffect, useEffectEvent, useState } from "react";
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import type { Me } from "../../sync/account-link.ts";
import type { OtherRuns, SignInEnd } from "../../sync/device-account.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { signOutHere, takeDevice } from "./device-account.ts";
import { ProblemNote } from "./problem-note.tsx";
import { tellAccount } from "./use-account.ts";
import { useWork } from "./use-work.ts";
import { wordDevice } from "./word-device.ts";

type OtherRunner = Extract<SignInEnd, { kind: "other-runner" }>;

/** Nothing to see but the question. */ // SGN15
export function DeviceLink({ me }: { me: Me }) {
  const texts = useLaterMessages("account");
  const { app } = useMessages();
  const format = useFormat();
  const [asked, setAsked] = useState<OtherRunner | null>(null);
  const { isPending, error, start } = useWork();
  const take = (others?: OtherRuns): void =>
    start(async () => {
      const end = await takeDevice(me, wordDevice(texts, navigator.userAgent), others);
      setAsked(end.kind === "other-runner" ? end : null);
    });
  const takeAtOnce = useEffectEvent(() => take());
  useEffect(() => takeAtOnce(), []);
  const cancel = (): void =>
    start(async () => {
      await signOutHere("keep");
      tellAccount(null);
    });
  if (asked === null) return <ProblemNote error={error} />;
  const name = asked.runnerName === "" ? texts.others.unnamed : asked.runnerName;
  return (
    <Dialog
      isOpen
      kind="alert"
      onClose={cancel}
      title={texts.others.title(name)}
      actions={
        <>
          <Button onPress={cancel} isDisabled={isPending}>
            {app.cancel}
          </Button>
          <Button kind="danger" onPress={() => take("remove")} isDisabled={isPending}>
            {texts.others.remove}
          </Button>
          <Button kind="primary" onPress={() => take("add")} isPending={isPending}>
            {texts.others.add}
          </Button>
        </>
      }
    >
      <p>{texts.others.text(asked.runCount, format.number(asked.runCount))}</p>
      {asked.unsentCount > 0 && <p>{texts.others.unsent(name)}</p>}
      <ProblemNote error={error} />
    </Dialog>
  );
}
