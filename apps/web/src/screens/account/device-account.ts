// What an account means for the runs of this device. Comes in: who signed in, what signing out is to do. Goes out: counts,
// runs kept or removed.
import { openStore } from "../../store/open-store.ts";
import { endSession } from "../../sync/account-link.ts";

/** What is on this device. */
export interface DeviceRuns {
  runCount: number;
}

/** Counts. */
export async function countDeviceRuns(): Promise<DeviceRuns> {
  const { runs } = await openStore();
  return { runCount: (await runs.list()).length };
}

/** Ends the session, and removes the runs from the device where that was chosen. The session first: without it nothing
 * more is sent. */
export async function signOutHere(choice: "keep" | "clear"): Promise<void> {
  await endSession();
  if (choice === "keep") return;
  const { runs } = await openStore();
  await runs.clear();
}
