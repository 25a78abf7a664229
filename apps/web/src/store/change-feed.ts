// News that something stored has changed, within the tab and to other tabs of the app. // STO10

const CHANNEL_NAME = "solewise-changes";

type Listener = () => void;

/** Hears and tells changes. */
export class ChangeFeed {
  readonly #listeners = new Set<Listener>();
  readonly #channel: BroadcastChannel | null;

  /** null: nobody else is to hear. */
  constructor(channelName: string | null = CHANNEL_NAME) {
    const isAlone = channelName === null || typeof BroadcastChannel === "undefined";
    this.#channel = isAlone ? null : new BroadcastChannel(channelName);
    this.#channel?.addEventListener("message", () => this.#callAll());
  }

  /** Calls the listener after every change; returns how to stop it. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Tells this tab and the others. */
  announce(): void {
    this.#callAll();
    this.#channel?.postMessage("changed");
  }

  close(): void {
    this.#listeners.clear();
    this.#channel?.close();
  }

  #callAll(): void {
    for (const listener of this.#listeners) listener();
  }
}
