// One at a time across processes: a lock file with the process number of who holds it. Comes in: the file and what is
// to be done. A lock whose holder is dead is taken over.
import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";

/** How often a waiting process looks, in ms. */
const LOOK_INTERVAL_MS = 100;

/** Waits for the lock, acts, gives it back. Throws an Error when it is not free within `timeMaxMs`. */
export async function withFileLock<Result>(
  lockFile: string,
  timeMaxMs: number,
  act: () => Promise<Result>,
): Promise<Result> {
  const deadlineMs = performance.now() + timeMaxMs;
  while (!tryLock(lockFile)) {
    if (performance.now() > deadlineMs) throw new Error(`${lockFile} was held for ${timeMaxMs} ms by another process`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL_MS));
  }
  try {
    return await act();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/** Takes the lock when it is free or its holder is dead. The file appears with its content, or not at all. */
function tryLock(lockFile: string): boolean {
  const ownFile = `${lockFile}.${process.pid}`;
  const descriptor = openSync(ownFile, "w");
  writeSync(descriptor, String(process.pid));
  closeSync(descriptor);
  try {
    linkSync(ownFile, lockFile);
    return true;
  } catch {
    dropDeadLock(lockFile, ownFile);
    return false;
  } finally {
    rmSync(ownFile, { force: true });
  }
}

/** Takes a dead holder's lock away; what was taken from one who lives after all is put back. */
function dropDeadLock(lockFile: string, ownFile: string): void {
  if (isHolderAlive(lockFile)) return;
  const takenFile = `${ownFile}.taken`;
  try {
    renameSync(lockFile, takenFile);
    if (isHolderAlive(takenFile)) linkSync(takenFile, lockFile);
  } catch {
    // Another process was faster; look again.
  } finally {
    rmSync(takenFile, { force: true });
  }
}

/** True also for a lock that is not there any more: it was given back, which is no matter of a dead holder. */
function isHolderAlive(lockFile: string): boolean {
  try {
    process.kill(Number(readFileSync(lockFile, "utf8")), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
