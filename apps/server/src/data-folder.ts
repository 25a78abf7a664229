// The folder for everything the server keeps. Comes in: its path. Goes out: the folder, there and writable, or a Refusal.
import { mkdir, mkdtemp, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { Refusal, messageOf, systemCode } from "./refusal.ts";

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "the file system is read-only",
  ENOTDIR: "part of the path is a file",
  EEXIST: "there is a file of that name",
  ENOSPC: "the disk is full",
};

/** Makes the folder (0700) when it is not there and tries whether it takes a file. Throws Refusal. */ // SRV7
export async function openDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rmdir(await mkdtemp(join(folder, ".writable-")));
  } catch (error) {
    const reason = REASONS[systemCode(error) ?? ""] ?? messageOf(error);
    throw new Refusal(
      `Data folder ${folder}: expected a folder that can be written; ${reason}. ` +
        `Choose another one: SOLEWISE_HOME=/path/to/folder npm start`,
    );
  }
}
