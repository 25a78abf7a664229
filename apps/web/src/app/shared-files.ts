// Files that other apps shared: they wait in the store until an import of them has ended, so that none is lost when
// the tab dies in between.
import { clearInbox, listInbox } from "../store/inbox.ts";
import { openStore } from "../store/open-store.ts";
import { chooseFiles, importSession, subscribeImport } from "./import-session.ts";

/** Begins an import of everything that waits, unless one is under way; says whether there was anything. */
export async function takeSharedFiles(): Promise<boolean> {
  const { runs } = await openStore();
  const entries = await listInbox(runs.shelf);
  const [latest] = entries.toReversed();
  if (latest === undefined || importSession().kind !== "idle") return false;
  const stop = subscribeImport(() => {
    const session = importSession();
    const isOver = session.kind === "idle" || (session.kind === "ended" && session.outcome.kind === "imported");
    if (!isOver) return;
    stop();
    void clearInbox(runs.shelf, [latest.inboxId]);
  });
  await chooseFiles(latest.files);
  return true;
}
