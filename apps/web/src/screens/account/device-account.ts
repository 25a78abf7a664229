// What an account means for the runs of this device. Comes in: who signed in, what signing out is to do. Goes out: runs
// queued, kept or removed, and the counts to say before.
import { openStore } from "../../store/open-store.ts";
import type { RunStore } from "../../store/run-store.ts";
import { ACCOUNT_KEY } from "../../store/sync-record.ts";
import { ApiProblem, type Me, readMe } from "../../sync/account-link.ts";
import { forgetAccount, type OtherRuns, signedInAs, type SignInEnd, signedOut } from "../../sync/device-account.ts";
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

/**
 * Signs out on this device at once, keeps or removes the runs, and tells the server; one that is away hears of it when it is
 * back (LeftSession says so). What would be lost was said before.
 */ // SGN7, SGN17
export async function signOutHere(choice: "keep" | "clear"): Promise<void> {
  const { runs } = await openStore();
  await signedOut(runs, choice, true);
  await readMe().catch((error: unknown) => {
    if (!(error instanceof ApiProblem)) throw error;
  });
}

/** The account is deleted: the runs stay, and nothing waits for a server any more. */
export async function forgetDeleted(): Promise<void> {
  const { runs } = await openStore();
  await forgetAccount(runs);
}

/** Whether this device is signed in, for screens that cannot ask the server. */
export async function isDeviceSignedIn({ shelf }: RunStore): Promise<boolean> {
  return (await shelf.get("account", ACCOUNT_KEY))?.isSignedIn === true;
}
