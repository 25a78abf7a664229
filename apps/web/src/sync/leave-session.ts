// Ending the session of a runner who signed out. It holds on the device at once; the cookie is no script's to remove, so until
// the server has heard of it the session is used for nothing else. Comes in: the store, how to end it. Goes out: nothing; the
// mark is gone when it is done. SYN20
import { ApiProblem, type SolewiseClient } from "@solewise/client";
import { openStore } from "../store/open-store.ts";
import type { RunStore } from "../store/run-store.ts";
import { ACCOUNT_KEY } from "../store/sync-record.ts";
import { forgetAccount } from "./device-account.ts";
import { endSession, openClient } from "./open-client.ts";

/** Whether the server has not heard yet that the runner signed out. */
export async function isSessionLeft({ shelf }: RunStore): Promise<boolean> {
  return (await shelf.get("account", ACCOUNT_KEY))?.leavesSession === true;
}

/** Ends it, where there is one to end. Rejects with ApiProblem while the server is away. */
export async function endLeftSession(store: RunStore, end: () => Promise<void>): Promise<void> {
  if (!(await isSessionLeft(store))) return;
  await end().catch((error: unknown) => {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error; // it has ended already
  });
  const isNobodys = await store.shelf.transact(["account"], async (transaction) => {
    const account = await transaction.get("account", ACCOUNT_KEY);
    if (account === undefined || account.runnerId === "") return true;
    const { leavesSession: _, ...value } = account;
    await transaction.write([{ drawer: "account", key: ACCOUNT_KEY, value }]);
    return false;
  });
  if (isNobodys) await forgetAccount(store);
  else store.feed.announce();
}

/** The client of this tab: it ends a session that was left before it asks anything else. */
export function openAppClient(): SolewiseClient {
  const client: SolewiseClient = openClient({
    async before() {
      const { runs } = await openStore();
      await endLeftSession(runs, () => endSession(client));
    },
  });
  return client;
}
