// The folder for everything the server keeps. Comes in: its path. Goes out: the folder, there and writable, or a Refusal.
import { mkdir, mkdtemp, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Refusal, messageOf, systemCode } from "./refusal.ts";

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "the file system is read-only",
  ENOTDIR: "part of the path is a file",
  EEXIST: "there is a file of that name",
  ENOENT: "no folder can be made there",
  ENOSPC: "the disk is full",
};

/**
 * Makes a folder and those above it. Node's own recursive mkdir never ends where the system refuses with ENOENT though
 * the folder above is there, as Linux does under /proc.
 */
async function makeFolder(folder: string): Promise<void> {
  const make = (): Promise<void> => mkdir(folder, { mode: 0o700 });
  try {
    await make();
  } catch (error) {
    const code = systemCode(error);
    if (code === "EEXIST" && (await stat(folder)).isDirectory()) return;
    if (code !== "ENOENT" || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await make();
  }
}

/** Makes the folder (0700) when it is not there and tries whether it takes a file. Throws Refusal. */ // SRV7
export async function openDataFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    await rmdir(await mkdtemp(join(folder, ".writable-")));
  } catch (error) {
    const reason = REASONS[systemCode(error) ?? ""] ?? messageOf(error);
    throw new Refusal(
      `Data folder ${folder}: expected a folder that can be written; ${reason}. ` +
        `Choose another one: SOLEWISE_HOME=/path/to/folder npm start`,
    );
  }
}
