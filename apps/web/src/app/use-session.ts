// The import session for components.
import { useSyncExternalStore } from "react";
import { type ImportSession, importSession, subscribeImport } from "./import-session.ts";

/** Where the import stands; renders anew when that changes. */
export function useImportSession(): ImportSession {
  return useSyncExternalStore(subscribeImport, importSession);
}
