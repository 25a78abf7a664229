// Shows something of sync where somebody signed in on this device; elsewhere nothing of it is even loaded.
import { type ReactNode, Suspense, useSyncExternalStore } from "react";
import { subscribeSyncState, syncState } from "../sync/sync-state.ts";

/** `children` are lazy components. */
export function WhereSyncing({ children }: { children: ReactNode }) {
  const isOff = useSyncExternalStore(subscribeSyncState, () => syncState().kind === "off");
  return isOff ? null : <Suspense>{children}</Suspense>;
}
