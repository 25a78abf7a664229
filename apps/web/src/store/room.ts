// Room on the device: what the browser says of it, and the error that says there is none left.

/** The device has no room for what was to be stored; nothing of it was stored. */
export class NoRoomError extends Error {
  constructor() {
    super("the device has no room for this");
    this.name = "NoRoomError";
  }
}

/** Turns the browser's own error into ours; others stay as they are. */
export function asRoomError(error: unknown): unknown {
  return error instanceof Error && error.name === "QuotaExceededError" ? new NoRoomError() : error;
}

/** Bytes in use and allowed, by the browser's estimate; null where it does not tell (no secure context). */
export interface RoomEstimate {
  usedBytes: number | null;
  quotaBytes: number | null;
  /** Whether the browser promised not to clear the storage by itself. */
  isPersisted: boolean | null;
}

/** The browser's part of a navigator that tells of room; absent without a secure context. */
type StorageTeller = Partial<Pick<StorageManager, "estimate" | "persist" | "persisted">> | undefined;

function teller(): StorageTeller {
  return (globalThis.navigator as { storage?: StorageTeller } | undefined)?.storage;
}

/** Asks the browser; never rejects. */
export async function estimateRoom(): Promise<RoomEstimate> {
  const storage = teller();
  try {
    const estimate = await storage?.estimate?.();
    const isPersisted = (await storage?.persisted?.()) ?? null;
    return { usedBytes: estimate?.usage ?? null, quotaBytes: estimate?.quota ?? null, isPersisted };
  } catch {
    return { usedBytes: null, quotaBytes: null, isPersisted: null };
  }
}

/** Bytes still allowed; null where unknown. */
export async function estimateAvailableBytes(): Promise<number | null> {
  const { usedBytes, quotaBytes } = await estimateRoom();
  return usedBytes === null || quotaBytes === null ? null : Math.max(0, quotaBytes - usedBytes);
}

/** Asks the browser to keep the storage for good; best effort. */
export async function askToPersist(): Promise<boolean> {
  try {
    const storage = teller();
    if ((await storage?.persisted?.()) === true) return true;
    return (await storage?.persist?.()) ?? false;
  } catch {
    return false;
  }
}
