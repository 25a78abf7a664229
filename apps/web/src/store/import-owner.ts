// Which tab works on an import, so that another one does not resume it: a web lock where there are locks, else tabs ask
// each other. A tab that died owns nothing. If both ways fail, finishing twice is still harmless (STO5).

/** How long other tabs may take to answer, ms. Range 100…2000. Messages, unlike timers, are not slowed in hidden tabs. */
const ANSWER_MAX_MS = 400;

/** How long a lock may take to come free after its tab is gone, ms. Range 200…5000. */
const FREE_MAX_MS = 1000;

/** Gives the import free again. */
export type Release = () => void;

/** Tells which imports tabs are working on, and takes one. */
export interface ImportOwner {
  /** Takes an import; null when another tab, or this one, works on it. */
  take(runId: string): Promise<Release | null>;
}

const lockName = (runId: string): string => `solewise-import-${runId}`;

/** By web locks; they end with the tab. */
class LockOwner implements ImportOwner {
  readonly #locks: LockManager;

  constructor(locks: LockManager) {
    this.#locks = locks;
  }

  /** Waits a moment: the lock of a tab that was closed or reloaded just now is free a little later (measured). */
  take(runId: string): Promise<Release | null> {
    return new Promise((resolve, reject) => {
      this.#locks
        .request(lockName(runId), { signal: AbortSignal.timeout(FREE_MAX_MS) }, () => {
          return new Promise<void>((release) => resolve(release));
        })
        .catch((error: unknown) => {
          if (error instanceof Error && error.name === "TimeoutError") resolve(null);
          else reject(error instanceof Error ? error : new Error(String(error)));
        });
    });
  }
}

interface OwnerMessage {
  kind: "who-owns" | "i-own";
  runId: string;
}

/** By asking the other tabs, where locks are missing (no secure context); alone where tabs cannot hear each other. */
export class AskingOwner implements ImportOwner {
  readonly #owned = new Set<string>();
  readonly #channel: BroadcastChannel | null;
  readonly #answerMaxMs: number;
  readonly #waiting = new Map<string, () => void>();

  constructor(channelName: string = "solewise-imports", answerMaxMs: number = ANSWER_MAX_MS) {
    this.#channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(channelName);
    this.#answerMaxMs = answerMaxMs;
    this.#channel?.addEventListener("message", ({ data }: MessageEvent<OwnerMessage>) => {
      if (data.kind === "i-own") this.#waiting.get(data.runId)?.();
      else if (this.#owned.has(data.runId)) this.#tell("i-own", data.runId);
    });
  }

  async take(runId: string): Promise<Release | null> {
    if (this.#owned.has(runId)) return null;
    this.#owned.add(runId); // from now on others who ask hear that it is taken
    if (await this.#isOwnedElsewhere(runId)) {
      this.#owned.delete(runId);
      return null;
    }
    return () => this.#owned.delete(runId);
  }

  close(): void {
    this.#channel?.close();
  }

  #tell(kind: OwnerMessage["kind"], runId: string): void {
    const message: OwnerMessage = { kind, runId };
    this.#channel?.postMessage(message);
  }

  #isOwnedElsewhere(runId: string): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (isOwned: boolean): void => {
        this.#waiting.delete(runId);
        clearTimeout(timer);
        resolve(isOwned);
      };
      const timer = setTimeout(() => end(false), this.#answerMaxMs);
      this.#waiting.set(runId, () => end(true));
      this.#tell("who-owns", runId);
    });
  }
}

/** The best way this browser has. */
export function createImportOwner(): ImportOwner {
  const { locks } = globalThis.navigator as { locks?: LockManager };
  return locks === undefined ? new AskingOwner() : new LockOwner(locks);
}
