// Whose runs this device holds. Comes in: who signed in at the server, what the runner chose. Goes out: runs queued, kept or
// removed; refusals with counts where something would be lost. SYN9, SYN10
import { queueBring, queueBringAnyway } from "../store/outbox.ts";
import type { RunStore } from "../store/run-store.ts";
import type { Transaction } from "../store/shelf.ts";
import { ACCOUNT_KEY, type SyncAccount } from "../store/sync-record.ts";
import { SYNC_DRAWERS } from "./absorb-document.ts";
import { countWaiting } from "./sync-engine.ts";

/** Who signed in, and where. */
export interface SigningIn {
  runnerId: string;
  runnerName: string;
  serverOrigin: string;
  /** What other devices call this one. */
  deviceName: string;
}

/** What to do with runs of another runner: add them to this account, or remove them from the device before. */
export type OtherRuns = "add" | "remove";

/** How it went. */
export type SignInEnd =
  | { kind: "signed-in"; queuedCount: number }
  /** Runs of somebody else are here: ask, then again with a choice, or sign out at the server. */
  | { kind: "other-runner"; runnerName: string; runCount: number; unsentCount: number };

/** What the server does not have yet. */
async function countUnsent(store: RunStore): Promise<number> {
  const { outboxCount, uploadCount, refusedCount } = await countWaiting(store);
  return outboxCount + uploadCount + refusedCount;
}

async function forget(transaction: Transaction): Promise<void> {
  for (const drawer of ["outbox", "synced"] as const) {
    const keys = await transaction.keys(drawer);
    await transaction.write(keys.map((key) => ({ drawer, key, value: null })));
  }
}

/** Queues every run that the server may not have, oldest first; demo runs stay. */
async function queueAll(store: RunStore, transaction: Transaction): Promise<number> {
  const runs = (await transaction.list("runs")).toSorted((a, b) => a.createdAtMs - b.createdAtMs);
  const before = (await transaction.get("account", ACCOUNT_KEY))?.lastNumber ?? 0;
  for (const run of runs) {
    if ((await transaction.get("synced", run.runId)) === undefined) await queueBring(transaction, run, store.outbox);
  }
  return ((await transaction.get("account", ACCOUNT_KEY))?.lastNumber ?? 0) - before;
}

/** Somebody signed in. Runs on this device go up; with runs of somebody else the runner is asked first. */
export async function signedInAs(store: RunStore, who: SigningIn, others?: OtherRuns): Promise<SignInEnd> {
  const held = await store.shelf.get("account", ACCOUNT_KEY);
  const isSame =
    held === undefined ||
    held.runnerId === "" ||
    (held.runnerId === who.runnerId && held.serverOrigin === who.serverOrigin);
  const runCount = (await store.shelf.getKeys("runs")).length;
  if (!isSame && runCount > 0) {
    const { runnerName } = held;
    if (others === undefined)
      return { kind: "other-runner", runnerName, runCount, unsentCount: await countUnsent(store) };
    if (others === "remove") await store.clear();
  }
  const queuedCount = await store.shelf.transact(SYNC_DRAWERS, async (transaction) => {
    const now = await transaction.get("account", ACCOUNT_KEY);
    if (!isSame) await forget(transaction);
    const fresh: Omit<SyncAccount, keyof SigningIn | "isSignedIn"> = {
      cursor: 0,
      lastNumber: now?.lastNumber ?? 0,
      keepsAllSamples: false,
      lastSyncedAtMs: null,
    };
    const { leavesSession: _, ...before } = isSame && now !== undefined ? now : fresh;
    const value: SyncAccount = { ...fresh, ...before, ...who, isSignedIn: true };
    await transaction.write([{ drawer: "account", key: ACCOUNT_KEY, value }]);
    return queueAll(store, transaction);
  });
  store.feed.announce();
  return { kind: "signed-in", queuedCount };
}

const LEFT = { isSignedIn: false, leavesSession: true } as const;

/** What stays of a device that was cleared, until the session is ended: nobody's. */
function nobodysAccount(account: SyncAccount): SyncAccount {
  const nobody = { runnerId: "", runnerName: "", deviceName: "", ...LEFT };
  return { ...account, ...nobody, cursor: 0, keepsAllSamples: false, lastSyncedAtMs: null };
}

/** How signing out went; refused with the count of what only this device has. */
export type SignOutEnd = { kind: "signed-out" } | { kind: "refused"; unsentCount: number };

/**
 * The runner signs out, which holds on this device at once; the session is marked to be ended (leave-session.ts). "keep": runs
 * stay, and what changes is sent after the next sign-in. "clear": they go from this device; refused while something waits to be
 * sent, unless it was confirmed that it is lost.
 */ // SYN20
export async function signedOut(store: RunStore, runs: "keep" | "clear", isConfirmed = false): Promise<SignOutEnd> {
  if (runs === "clear") {
    const unsentCount = await countUnsent(store);
    if (unsentCount > 0 && !isConfirmed) return { kind: "refused", unsentCount };
    await changeAccount(store, LEFT); // what is under way ends, before anything goes
    const account = await store.shelf.get("account", ACCOUNT_KEY);
    await store.clear(account === undefined ? null : nobodysAccount(account));
    return { kind: "signed-out" };
  }
  await changeAccount(store, LEFT);
  return { kind: "signed-out" };
}

/** The account is no more, or nobody's: the runs stay, and nothing waits for a server. */
export async function forgetAccount(store: RunStore): Promise<void> {
  await store.shelf.transact(["account", "outbox", "synced"], async (transaction) => {
    await forget(transaction);
    await transaction.write([{ drawer: "account", key: ACCOUNT_KEY, value: null }]);
  });
  store.feed.announce();
}

/** Changes what is kept of the account; nothing where nobody signed in. */
export async function changeAccount(
  store: RunStore,
  change: Partial<
    Pick<
      SyncAccount,
      "isSignedIn" | "leavesSession" | "keepsAllSamples" | "lastSyncedAtMs" | "runnerName" | "deviceName"
    >
  >,
): Promise<void> {
  await store.shelf.transact(["account"], async (transaction) => {
    const account = await transaction.get("account", ACCOUNT_KEY);
    if (account === undefined) return;
    await transaction.write([{ drawer: "account", key: ACCOUNT_KEY, value: { ...account, ...change } }]);
  });
  store.feed.announce();
}

/** Brings a demo run to the server as well, as the runner asked. */
export async function bringDemo(store: RunStore, runId: string): Promise<void> {
  await store.shelf.transact(SYNC_DRAWERS, async (transaction) => {
    const run = await transaction.get("runs", runId);
    const isKnown = (await transaction.get("synced", runId)) !== undefined;
    if (run !== undefined && !isKnown) await queueBringAnyway(transaction, run, store.outbox);
  });
  store.feed.announce();
}
