// One thing that the server is asked to do, once at a time. Goes out: whether it is under way, how it failed.
import { useState } from "react";
import { ApiProblem } from "../../sync/account-link.ts";
import { tellAccount } from "./use-account.ts";

/** Work of a form or a button. */
export interface Work {
  isPending: boolean;
  /** Null: nothing failed. */
  error: unknown;
  /** Does it; a failure is kept in `error`. A session that has ended shows the sign-in. */
  start: (work: () => Promise<void>) => void;
}

export function useWork(): Work {
  const [state, setState] = useState<{ isPending: boolean; error: unknown }>({ isPending: false, error: null });
  const start = (work: () => Promise<void>): void => {
    if (state.isPending) return;
    setState({ isPending: true, error: null });
    work().then(
      () => setState({ isPending: false, error: null }),
      (error: unknown) => {
        setState({ isPending: false, error });
        if (error instanceof ApiProblem && error.code === "not-signed-in") tellAccount(null);
      },
    );
  };
  return { ...state, start };
}
