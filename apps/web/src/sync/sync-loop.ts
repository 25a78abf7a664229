// Rounds of sync, one after the other and in one tab at a time: when something changed, when the device is online or looked
// at again, every few minutes, and later and later while the server is away. Comes in: how to do a round. Goes out: the
// state to show. SYN15–SYN17
import { ApiProblem } from "@solewise/client";
import type { ImportOwner } from "../store/import-owner.ts";
import type { RunStore } from "../store/run-store.ts";
import { ACCOUNT_KEY } from "../store/sync-record.ts";
import { changeAccount } from "./device-account.ts";
import { endLeftSession } from "./leave-session.ts";
import type { ServerLink } from "./server-link.ts";
import { countWaiting, syncRound } from "./sync-engine.ts";
import { nextRoundMs, type RoundOutcome } from "./sync-pace.ts";
import type { SyncState } from "./sync-state.ts";
import type { SyncTools } from "./sync-tools.ts";

/** Name under which a tab takes the turn (import-owner.ts). */
const TURN = "sync";

/** A change is sent this much later, so that what is typed goes at once, ms. Range 0–10,000. */
const CALM_MS = 1000;

/** What the loop has from outside; tests steer it. */
export interface LoopSurroundings {
  store: RunStore;
  link: ServerLink;
  owner: ImportOwner;
  derive: SyncTools["derive"];
  compress: SyncTools["compress"];
  tell: (state: SyncState) => void;
  nowMs: () => number;
  random: () => number;
  isOnline: () => boolean;
  /** Calls it later; returns how to prevent that. */
  later: (work: () => void, waitMs: number) => () => void;
}

export class SyncLoop {
  readonly #around: LoopSurroundings;
  readonly #end = new AbortController();
  #running: Promise<void> | null = null;
  #cancelNext: () => void = () => undefined;
  #failureCount = 0;
  #awaySinceMs: number | null = null;
  /** Not before this instant, as the server asked. */
  #notBeforeMs = 0;
  /** Whether the last thing told was that there is no session, and who ended it. */
  #signedOut: "by-runner" | "by-server" | null = null;

  constructor(around: LoopSurroundings) {
    this.#around = around;
  }

  /** Does a round now, or joins the one that runs. */
  run(): Promise<void> {
    this.#running ??= this.#round().finally(() => (this.#running = null));
    return this.#running;
  }

  /** Something changed on this device: a round is due soon, where there is something to send. */
  async notice(): Promise<void> {
    if (this.#running !== null) return; // its end looks what is left
    const account = await this.#around.store.shelf.get("account", ACCOUNT_KEY);
    if (account?.leavesSession === true && this.#signedOut === null) this.#plan(CALM_MS);
    if (account?.isSignedIn !== true) return this.#showSignedOut(account !== undefined);
    if (this.#signedOut !== null) this.#plan(0);
    else if (await this.#hasWork()) this.#plan(CALM_MS);
  }

  /** The device is online or looked at again. */
  wake(): void {
    this.#plan(0);
  }

  /** Ends what is on its way; what is half done goes on at the next start. */
  stop(): void {
    this.#end.abort();
    this.#cancelNext();
  }

  async #hasWork(): Promise<boolean> {
    const { outboxCount, uploadCount, downloadCount } = await countWaiting(this.#around.store);
    return outboxCount + uploadCount + downloadCount > 0;
  }

  #plan(waitMs: number): void {
    if (this.#end.signal.aborted) return;
    this.#cancelNext();
    const leastMs = this.#notBeforeMs - this.#around.nowMs();
    this.#cancelNext = this.#around.later(() => void this.run(), Math.max(waitMs, leastMs));
  }

  async #round(): Promise<void> {
    const { store, owner, random } = this.#around;
    const account = await store.shelf.get("account", ACCOUNT_KEY);
    if (account?.leavesSession === true) return this.#leaveSession();
    if (account?.isSignedIn !== true) return this.#showSignedOut(account !== undefined);
    this.#signedOut = null;
    const release = await owner.take(TURN);
    if (release === null) {
      // Another tab does it.
      this.#plan(nextRoundMs({ kind: "done", isServerBusy: true }, random()));
      return;
    }
    let outcome: RoundOutcome | null;
    try {
      outcome = await this.#attempt();
    } finally {
      release();
    }
    if (outcome === null) return;
    const waitMs = nextRoundMs(outcome, random());
    const isMore = outcome.kind === "done" && (await this.#hasWork());
    this.#plan(isMore ? Math.min(waitMs, CALM_MS) : waitMs);
  }

  /** The server is to hear that the runner signed out; tried until it does. */ // SYN20
  async #leaveSession(): Promise<void> {
    const { store, link, random } = this.#around;
    await this.#showSignedOut(true);
    try {
      await endLeftSession(store, () => link.endSession());
      this.#failureCount = 0;
    } catch {
      this.#failureCount += 1;
      this.#plan(nextRoundMs({ kind: "failed", failureCount: this.#failureCount, retryAfterMs: null }, random()));
      return;
    }
    await this.#showSignedOut((await store.shelf.get("account", ACCOUNT_KEY)) !== undefined);
  }

  /** Null: it is not to be tried again by itself. */
  async #attempt(): Promise<RoundOutcome | null> {
    const { store, nowMs, tell } = this.#around;
    try {
      const { isServerBusy } = await this.#doRound();
      this.#failureCount = 0;
      this.#awaySinceMs = null;
      const lastSyncedAtMs = nowMs();
      await changeAccount(store, { lastSyncedAtMs });
      tell({ kind: "idle", lastSyncedAtMs, waiting: await countWaiting(store) });
      return { kind: "done", isServerBusy };
    } catch (error) {
      if (this.#end.signal.aborted) return null;
      return this.#takeFailure(error);
    }
  }

  async #doRound(): Promise<{ isServerBusy: boolean }> {
    const { store, link, derive, compress, tell } = this.#around;
    let doneCount = 0;
    const waiting = await countWaiting(store);
    const totalCount = waiting.outboxCount + waiting.uploadCount + waiting.downloadCount;
    const show = (): void => tell({ kind: "syncing", doneCount, totalCount: Math.max(totalCount, doneCount), waiting });
    const onStep = (): void => {
      doneCount += 1;
      show();
    };
    show();
    return syncRound({ store, link, derive, compress, signal: this.#end.signal, onStep });
  }

  async #takeFailure(error: unknown): Promise<RoundOutcome | null> {
    const { store, nowMs, tell, isOnline } = this.#around;
    const waiting = await countWaiting(store);
    if (error instanceof ApiProblem && error.status === 401) {
      await changeAccount(store, { isSignedIn: false }); // SYN15
      this.#signedOut = "by-server";
      tell({ kind: "signed-out", isByServer: true, waiting });
      return null;
    }
    this.#failureCount += 1;
    const failed = { kind: "failed", failureCount: this.#failureCount } as const;
    if (error instanceof ApiProblem && error.isAway) {
      this.#awaySinceMs ??= nowMs();
      tell({ kind: "waiting", reason: isOnline() ? "server-away" : "offline", sinceMs: this.#awaySinceMs, waiting });
      const retryAfterMs = error.retryAfterSec === null ? null : error.retryAfterSec * 1000;
      this.#notBeforeMs = nowMs() + (retryAfterMs ?? 0);
      return { ...failed, retryAfterMs };
    }
    const code = error instanceof ApiProblem ? error.code : "broken";
    const message = error instanceof Error ? error.message : String(error);
    if (code === "broken") console.error("sync:", error);
    tell({ kind: "error", code, message, waiting });
    return { ...failed, retryAfterMs: null };
  }

  async #showSignedOut(isHeld: boolean): Promise<void> {
    const { store, tell } = this.#around;
    this.#signedOut ??= "by-runner";
    const isByServer = this.#signedOut === "by-server";
    tell(isHeld ? { kind: "signed-out", isByServer, waiting: await countWaiting(store) } : { kind: "off" });
  }
}
