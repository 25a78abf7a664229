// The operator's page: who may join, what is kept, what the server is doing. Others find nothing here.
import { usePageTitle } from "../../app/page-title.ts";
import { useLaterMessages } from "../../language/later-messages.ts";
import { InlineNote } from "../../ui/inline-note.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { useAccount } from "../account/use-account.ts";
import { KnownOr } from "../account/without-account.tsx";
import { Invitations } from "./invitations.tsx";
import { ServerSettingsPart } from "./server-settings-part.tsx";
import { StatusPart } from "./status-part.tsx";
import "../account/account.css";

/** The screen. */ // SGN9
export function OperatorScreen() {
  const operator = useLaterMessages("operator");
  const account = useLaterMessages("account");
  const state = useAccount();
  usePageTitle(operator.title);
  return (
    <div className="screen screen--narrow">
      <h1>{operator.title}</h1>
      <KnownOr state={state}>
        {(known) =>
          known.kind === "signed-in" && known.me.role === "operator" ? (
            <>
              <Invitations />
              <ServerSettingsPart />
              <StatusPart />
            </>
          ) : (
            <InlineNote action={<LinkButton href="/account">{account.title}</LinkButton>}>
              {operator.notYours}
            </InlineNote>
          )
        }
      </KnownOr>
    </div>
  );
}
