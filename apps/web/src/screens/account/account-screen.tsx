// The account: what it gives and signing in, or everything about the one that is signed in.
import { usePageTitle } from "../../app/page-title.ts";
import { useLaterMessages } from "../../language/later-messages.ts";
import { Section } from "../../ui/section.tsx";
import { Gives } from "./gives.tsx";
import { LeftSession, SigningOutAway } from "./left-session.tsx";
import { OwnAccount } from "./own-account.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { tellAccount, useAccount } from "./use-account.ts";
import { KnownOr } from "./without-account.tsx";
import "./account.css";

/** The screen. */
export function AccountScreen() {
  const texts = useLaterMessages("account");
  const state = useAccount();
  usePageTitle(texts.title);
  return (
    <div className="screen screen--narrow">
      <h1>{texts.title}</h1>
      <LeftSession />
      <KnownOr state={state}>
        {(known) =>
          known.kind === "signed-in" ? (
            <OwnAccount me={known.me} terms={known.terms} />
          ) : (
            <>
              <Gives />
              <Section title={texts.signIn.title}>
                <SignInForm terms={known.terms} onSignedIn={tellAccount} />
              </Section>
            </>
          )
        }
      </KnownOr>
      {state.kind === "away" && <SigningOutAway />}
    </div>
  );
}
