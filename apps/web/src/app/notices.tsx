// What the app has to say of itself above every screen: storage trouble, a newer version, imports that were interrupted.
import { useState, useSyncExternalStore } from "react";
import { useMessages } from "../language/language-context.tsx";
import type { Messages } from "../language/messages.ts";
import type { StoreState } from "../store/open-store.ts";
import { useStoreState } from "../store/use-stored-runs.ts";
import { Button } from "../ui/button.tsx";
import { InlineNote } from "../ui/inline-note.tsx";
import { isImportBusy } from "./import-session.ts";
import { InterruptedImports } from "./interrupted-imports.tsx";
import { subscribeUpdates, takeUpdate, updateState } from "./service-worker-updates.ts";
import { useImportSession } from "./use-session.ts";
import "./notices.css";

function storageText({ app }: Messages, state: StoreState): string | null {
  if (state === "blocked") return app.storageBlocked;
  if (state === "outdated") return app.storageOutdated;
  return state === "missing" ? app.storageMissing : null;
}

/** Offers a newer version; never while an import is under way, and never by itself. */
function UpdateNotice() {
  const { app } = useMessages();
  const { waiting } = useSyncExternalStore(subscribeUpdates, updateState);
  const [refused, setRefused] = useState<ServiceWorker | null>(null);
  useImportSession(); // an import that ends brings the button back
  if (waiting === null || waiting === refused) return null;
  const isBusy = isImportBusy();
  const actions = (
    <>
      <Button kind="primary" size="s" isDisabled={isBusy} onPress={takeUpdate}>
        {app.updateNow}
      </Button>
      <Button kind="plain" size="s" onPress={() => setRefused(waiting)}>
        {app.updateLater}
      </Button>
    </>
  );
  return (
    <InlineNote isNews title={app.updateReady} action={actions}>
      {isBusy ? app.updateBusy : undefined}
    </InlineNote>
  );
}

/** The notices; nothing when all is well. */
export function Notices() {
  const messages = useMessages();
  const state = useStoreState();
  const text = storageText(messages, state);
  const reload = (
    <Button kind="primary" size="s" onPress={() => location.reload()}>
      {messages.app.reload}
    </Button>
  );
  return (
    <div className="notices">
      {text !== null && (
        <InlineNote tone="warn" isNews action={state === "outdated" ? reload : undefined}>
          {text}
        </InlineNote>
      )}
      <UpdateNotice />
      <InterruptedImports />
    </div>
  );
}
