// Steps of writing files that outlast a power cut, and what a system's refusal means. Comes in: paths. Goes out: files and
// folders flushed to disk, StoreFullError and StoreReadOnlyError. OBJ5
import { constants, existsSync } from "node:fs";
import { access, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { systemCode } from "../refusal.ts";
import { StoreFullError, StoreReadOnlyError } from "./object-store.ts";

const FULL: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const READ_ONLY: ReadonlySet<string> = new Set(["EROFS", "EACCES", "EPERM"]);

/** The error to throw for a failed write: one of the store's, or the system's own. */
export function storeErrorOf(error: unknown): unknown {
  const code = systemCode(error) ?? "";
  if (FULL.has(code)) return new StoreFullError(error);
  if (READ_ONLY.has(code)) return new StoreReadOnlyError(error);
  return error;
}

/** Makes a folder's entries last; systems that cannot open a folder do it by themselves. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null);
  if (handle === null) return;
  try {
    await handle.sync().catch((error: unknown) => {
      if (systemCode(error) !== "EINVAL" && systemCode(error) !== "EPERM") throw error;
    });
  } finally {
    await handle.close();
  }
}

/** Node says of a disk that is read-only that the folder is missing; asked whether it may be written, it says why not. */
async function makeFolders(folder: string): Promise<string | undefined> {
  try {
    return await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
    let there = dirname(folder);
    while (!existsSync(there)) there = dirname(there);
    await access(there, constants.W_OK);
    return mkdir(folder, { recursive: true, mode: 0o700 }); // it can be by now, or somebody removed a folder meanwhile
  }
}

/** Makes a folder and those above it that are missing, and makes their entries last. */
export async function makeFolderDurably(folder: string): Promise<void> {
  const first = await makeFolders(folder);
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}
