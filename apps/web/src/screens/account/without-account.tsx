// What is shown in the place of an account that cannot be asked for: no server, no answer, a failure.
import type { ReactNode } from "react";
import { useMessages } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { Button } from "../../ui/button.tsx";
import { InlineNote } from "../../ui/inline-note.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Loading } from "../../ui/loading.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { type AccountState, refreshAccount } from "./use-account.ts";

export type KnownAccount = Extract<AccountState, { kind: "signed-in" | "signed-out" }>;

/** Calls `children` once it is known who is signed in; says what is so before and otherwise. */ // SGN1
export function KnownOr({ state, children }: { state: AccountState; children: (known: KnownAccount) => ReactNode }) {
  const { app, settings } = useMessages();
  const { noServer } = useLaterMessages("account");
  const again = <Button onPress={() => void refreshAccount()}>{app.retry}</Button>;
  if (state.kind === "asking") return <Loading />;
  if (state.kind === "no-server") {
    return (
      <InlineNote title={noServer.title} action={<LinkButton href="/storage">{settings.storageLink}</LinkButton>}>
        {noServer.text}
      </InlineNote>
    );
  }
  if (state.kind === "away") {
    return (
      <InlineNote tone="warn" title={noServer.away} action={again}>
        {noServer.awayText}
      </InlineNote>
    );
  }
  if (state.kind === "failed") {
    return (
      <>
        <ProblemNote error={state.error} />
        <div>{again}</div>
      </>
    );
  }
  return children(state);
}
