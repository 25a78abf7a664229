// Files that only this user reads, and that are there whole or not at all. Comes in: path and text. Goes out: the file,
// flushed to disk under a temporary name first, then linked or renamed.
import { randomUUID } from "node:crypto";
import { link, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { systemCode } from "../refusal.ts";

/** Age from which a left-over temporary file belongs to nobody. Milliseconds; a write takes far less. */
const ABANDONED_AFTER_MS = 60_000;
/** What file systems without hard links answer (exFAT, some network drives): there the later of two starts wins. */
const NO_LINKS: ReadonlySet<string> = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);
const UNFINISHED = ".unfinished";

async function writeUnfinished(path: string, text: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.${randomUUID()}${UNFINISHED}`;
  const handle = await open(unfinished, "wx", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return unfinished;
}

/** Makes the folder's entry last through a power cut; systems that cannot open a folder do it by themselves. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Writes a file, in place of one that may be there. */ // SRV28
export async function replaceSecretFile(path: string, text: string): Promise<void> {
  await rename(await writeUnfinished(path, text), path);
  await syncFolder(dirname(path));
}

/** Writes a file unless there is one: two that start at once agree on the first. Returns whether it was written. */
export async function createSecretFile(path: string, text: string): Promise<boolean> {
  const unfinished = await writeUnfinished(path, text);
  try {
    await link(unfinished, path);
    await syncFolder(dirname(path));
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    if (!NO_LINKS.has(systemCode(error) ?? "")) throw error;
    await rename(unfinished, path);
    return true;
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Removes what a killed start left behind. */
export async function removeAbandoned(path: string, now: Date): Promise<void> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(`${basename(path)}.`) || !name.endsWith(UNFINISHED)) continue;
    const file = join(folder, name);
    const age = await stat(file).catch(() => null);
    if (age !== null && now.getTime() - age.mtimeMs > ABANDONED_AFTER_MS) await rm(file, { force: true });
  }
}
