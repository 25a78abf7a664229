// Who is signed in, for all screens about accounts: asked when the first of them is shown. Comes in: answers of the server.
// Goes out: one state for the tab.
import { useEffect, useSyncExternalStore } from "react";
import { ApiProblem, type Me, readMe, readTerms, type RegistrationTerms } from "../../sync/account-link.ts";

/** What is known of the account. */
export type AccountState =
  | { kind: "asking" }
  /** The app comes from a place without a server of ours. */
  | { kind: "no-server" }
  | { kind: "away" }
  | { kind: "failed"; error: unknown }
  | { kind: "signed-out"; terms: RegistrationTerms }
  | { kind: "signed-in"; terms: RegistrationTerms; me: Me };

const listeners = new Set<() => void>();
let current: AccountState = { kind: "asking" };

function setState(next: AccountState): void {
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** What a failure to ask means. */ // SGN1
export function stateOfFailure(error: unknown): AccountState {
  if (!(error instanceof ApiProblem)) return { kind: "failed", error };
  if (error.code === "no-server") return { kind: "no-server" };
  if (error.status === 0 || error.code === "no-problem") return { kind: "away" };
  return { kind: "failed", error };
}

/** Asks the server anew. */
export async function refreshAccount(): Promise<void> {
  try {
    const terms = await readTerms(); // first: without a server there is nothing else to ask
    const me = await readMe();
    setState(me === null ? { kind: "signed-out", terms } : { kind: "signed-in", terms, me });
  } catch (error) {
    setState(stateOfFailure(error));
  }
}

/** The account as an answer just told it; null: nobody is signed in any more. */
export function tellAccount(me: Me | null): void {
  if (current.kind !== "signed-in" && current.kind !== "signed-out") return void refreshAccount();
  const { terms } = current;
  setState(me === null ? { kind: "signed-out", terms } : { kind: "signed-in", terms, me });
}

/** The state; asked anew whenever a screen that uses it is opened. */
export function useAccount(): AccountState {
  useEffect(() => void refreshAccount(), []);
  return useSyncExternalStore(subscribe, () => current);
}
