// What is to know after signing out without the server: its session lives until it hears of it. Nothing otherwise.
import { useLaterMessages } from "../../language/later-messages.ts";
import { isSessionLeft } from "../../sync/leave-session.ts";
import { InlineNote } from "../../ui/inline-note.tsx";
import { useStoreAnswer } from "../syncing/use-store-answer.ts";
import { isDeviceSignedIn } from "./device-account.ts";
import { SigningOut } from "./signing-out.tsx";

/** The note; it goes when the session is ended. */ // SGN17
export function LeftSession() {
  const { signOut } = useLaterMessages("account");
  if (useStoreAnswer(isSessionLeft) !== true) return null;
  return (
    <InlineNote tone="warn" title={signOut.leftTitle} isNews>
      {signOut.left}
    </InlineNote>
  );
}

/** Signing out where the server cannot be asked who is signed in: the device knows. */
export function SigningOutAway() {
  return useStoreAnswer(isDeviceSignedIn) === true ? <SigningOut /> : null;
}
