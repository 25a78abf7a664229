// Starts sync where somebody signed in, now or later; loads nothing of it elsewhere.
import { openStore } from "../store/open-store.ts";
import { ACCOUNT_KEY } from "../store/sync-record.ts";

/** Looks once, and after every change of what is stored until sync is started. */
export async function wakeSync(): Promise<void> {
  const { runs } = await openStore();
  const look = async (): Promise<void> => {
    if ((await runs.shelf.get("account", ACCOUNT_KEY)) === undefined) return;
    stop();
    await (await import("./start-sync.ts")).startSync();
  };
  const stop = runs.feed.subscribe(() => void look());
  await look();
}
