// Shows something of sync where somebody signed in on this device; elsewhere nothing of it is even loaded.
import { type ReactNode, Suspense, useSyncExternalStore } from "react";
import { subscribeSyncState, syncState } from "../sync/sync-state.ts";

/** Whether nobody signed in on this device. */
export function useIsSyncOff(): boolean {
  return useSyncExternalStore(subscribeSyncState, () => syncState().kind === "off");
}

/** `children` are lazy components. */
export function WhereSyncing({ children }: { children: ReactNode }) {
  return useIsSyncOff() ? null : <Suspense>{children}</Suspense>;
}
