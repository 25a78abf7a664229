// One writer a recording. Comes in: who wants to write what. Goes out: a turn, or null while another writes; a writer that
// has been silent gives way, as its phone is often the same one, back from a dead connection. OBJ10

/** A writer's turn. */
export interface Turn {
  /** Aborted when another takes the turn over. */
  readonly signal: AbortSignal;
  /** The writer is alive. */
  touch: () => void;
  /** Nobody may take it over any more: the work at the end goes on without its sender. */
  settle: () => void;
  end: () => void;
}

interface Holder {
  abort: AbortController;
  lastMs: number;
  isSettled: boolean;
  ended: Promise<void>;
}

/** Keeps turns by name, in memory: one process serves a data folder. */
export class TurnKeeper {
  readonly #holders = new Map<string, Holder>();

  /** Takes the turn; null while another has it. One that was silent for `yieldMs` is ended first. */
  async take(name: string, nowMs: () => number, yieldMs: number): Promise<Turn | null> {
    const holder = this.#holders.get(name);
    if (holder !== undefined) {
      const silentMs = Math.abs(nowMs() - holder.lastMs); // a clock that was put back makes nobody wait for days
      if (holder.isSettled || silentMs < yieldMs) return null;
      holder.abort.abort();
      await holder.ended;
      if (this.#holders.has(name)) return null;
    }
    return this.#hold(name, nowMs);
  }

  /** Whether somebody has it now. */
  isTaken(name: string): boolean {
    return this.#holders.has(name);
  }

  #hold(name: string, nowMs: () => number): Turn {
    const { promise, resolve } = Promise.withResolvers<void>();
    const holder: Holder = { abort: new AbortController(), lastMs: nowMs(), isSettled: false, ended: promise };
    this.#holders.set(name, holder);
    return {
      signal: holder.abort.signal,
      touch: () => void (holder.lastMs = nowMs()),
      settle: () => void (holder.isSettled = true),
      end: () => {
        this.#holders.delete(name);
        resolve();
      },
    };
  }
}
