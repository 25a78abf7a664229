// What an account means for the runs of this device. Comes in: who signed in, what signing out is to do. Goes out: runs
// queued, kept or removed, and the counts to say before.
import { openStore } from "../../store/open-store.ts";
import { ApiProblem, endSession, type Me } from "../../sync/account-link.ts";
import { type OtherRuns, signedInAs, type SignInEnd, signedOut } from "../../sync/device-account.ts";
import { startSync } from "../../sync/start-sync.ts";
import { readSyncFacts } from "../syncing/sync-facts.ts";

/** What is on this device. */
export interface DeviceRuns {
  runCount: number;
  /** Runs with something that is not on the server. */
  unsentCount: number;
}

/** Counts. */
export async function countDeviceRuns(): Promise<DeviceRuns> {
  const { runs } = await openStore();
  const { unsentRunIds } = await readSyncFacts(runs);
  return { runCount: (await runs.list()).length, unsentCount: unsentRunIds.length };
}

/** Brings this device's runs to the account; with runs of somebody else it asks first. Repeating it changes nothing. */
export async function takeDevice(me: Me, deviceName: string, others?: OtherRuns): Promise<SignInEnd> {
  const { runs } = await openStore();
  const who = { runnerId: me.runnerId, runnerName: me.displayName, serverOrigin: location.origin, deviceName };
  const end = await signedInAs(runs, who, others);
  if (end.kind === "signed-in") void (await startSync()).run();
  return end;
}

/** Ends the session; one that has ended already is fine. */
export async function leaveSession(): Promise<void> {
  try {
    await endSession();
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
  }
}

/**
 * Ends the session, then keeps or removes the runs. The session first: without it nothing more comes in. What would be lost
 * was said before.
 */ // SGN7
export async function signOutHere(choice: "keep" | "clear"): Promise<void> {
  await leaveSession();
  const { runs } = await openStore();
  await signedOut(runs, choice, true);
}

/** The account is deleted: the runs stay, and nothing waits for a server any more. */
export async function forgetAccount(): Promise<void> {
  const { runs } = await openStore();
  const drawers = ["account", "outbox", "synced"] as const;
  await runs.shelf.transact(drawers, async (transaction) => {
    for (const drawer of drawers) {
      const keys = await transaction.keys(drawer);
      await transaction.write(keys.map((key) => ({ drawer, key, value: null })));
    }
  });
  runs.feed.announce();
}
