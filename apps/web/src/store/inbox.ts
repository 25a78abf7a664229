// Files that other apps share with this one: the service worker puts them in, the import screen takes them out.
import { v7 } from "uuid";
import { openDatabaseShelf } from "./database-shelf.ts";
import type { InboxEntry, Shelf } from "./shelf.ts";

/** Keeps shared files on the device, durably; opens the database for itself, because the service worker has no store. */
export async function putInbox(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  const ignore = (): void => undefined;
  const shelf = await openDatabaseShelf({ onBlocked: ignore, onClosed: ignore });
  try {
    const inboxId = v7();
    const entry: InboxEntry = { inboxId, files: [...files], receivedAtMs: Date.now() };
    await shelf.write([{ drawer: "inbox", key: inboxId, value: entry }]);
  } finally {
    shelf.close();
  }
}

/** What waits, oldest first. */
export async function listInbox(shelf: Shelf): Promise<InboxEntry[]> {
  return (await shelf.getAll("inbox")).sort((a, b) => a.receivedAtMs - b.receivedAtMs);
}

/** Forgets shared files: after their import was announced with its files, or when the runner does not want them. */
export async function clearInbox(shelf: Shelf, inboxIds: readonly string[]): Promise<void> {
  await shelf.write(inboxIds.map((key) => ({ drawer: "inbox", key, value: null })));
}
