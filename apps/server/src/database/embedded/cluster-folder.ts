// The folder of the embedded PostgreSQL. Comes in: the data folder. Goes out: a cluster in it, made once, with its
// password; or a Refusal. It is made beside its place and renamed into it, so that it is there whole or not at all.
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import {
  linkSync,
  mkdirSync,
  openSync,
  closeSync,
  fsyncSync,
  renameSync,
  rmSync,
  statfsSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { Refusal, systemCode } from "../../refusal.ts";
import { POSTGRES_MAJOR_VERSION } from "./binaries.ts";
import { checkEnterable, findClosedFolder, type OsUser } from "./os-user.ts";
import { type ProgramSetting, runInitdb } from "./programs.ts";
import { judgeProgramEnd } from "./start-failure.ts";

/** Free space that a new cluster needs: 40 MB of catalogues, a 16 MB log and room to work. Bytes. */
const FREE_MIN_BYTES = 120_000_000;

/** Where the parts of an embedded PostgreSQL are. */
export interface ClusterFolder {
  /** The whole server's data folder. */
  home: string;
  /** PostgreSQL's own (PGDATA). */
  data: string;
  passwordFile: string;
  logFile: string;
}

/** Paths in a data folder that is there. */
export function clusterFolderIn(dataFolder: string): ClusterFolder {
  const home = realpathSync(dataFolder);
  return {
    home,
    data: join(home, "postgres"),
    passwordFile: join(home, "postgres-password"),
    logFile: join(home, "postgres.log"),
  };
}

/** Lets the database's user pass through a folder that root made for itself alone: group of that user, 0710. */
function letPass({ home }: ClusterFolder, user: OsUser): void {
  if (findClosedFolder(home, user) !== home || statSync(home).uid !== 0) return;
  chownSync(home, 0, user.gid);
  chmodSync(home, (statSync(home).mode & 0o777) | 0o010);
}

/** Throws Refusal when PostgreSQL's user cannot come to its data or to its programs. */ // DBS3
export function checkWays(folder: ClusterFolder, { binaries, user }: ProgramSetting): void {
  if (user === null) return;
  letPass(folder, user);
  const elsewhere = "Choose a folder that everybody may pass: SOLEWISE_HOME=/path/to/folder npm start";
  checkEnterable(folder.home, user, "the data folder", elsewhere);
  const program = "Move the project to a folder that everybody may pass, or start Solewise as an ordinary user.";
  checkEnterable(join(binaries.postgres, ".."), user, "the folder of its programs", program);
}

function fsyncFolder(folder: string): void {
  if (process.platform === "win32") return; // folders cannot be opened there
  const descriptor = openSync(folder, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** A file with this text, on disk. */
function writeSecret(file: string, text: string): void {
  const descriptor = openSync(file, "wx", 0o600);
  writeSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** The password; made and kept when there is none. Two starts at once agree on one. */
function keepPassword({ home, passwordFile }: ClusterFolder): string {
  if (!existsSync(passwordFile)) {
    const ownFile = `${passwordFile}.${process.pid}`;
    rmSync(ownFile, { force: true });
    writeSecret(ownFile, randomBytes(24).toString("base64url"));
    try {
      linkSync(ownFile, passwordFile);
    } catch (error) {
      if (systemCode(error) !== "EEXIST") throw error;
    }
    rmSync(ownFile);
    fsyncFolder(home);
  }
  return readFileSync(passwordFile, "utf8").trim();
}

/** The password of a cluster that is there. Throws Refusal when its file is gone. */
export function readPassword({ passwordFile, data }: ClusterFolder): string {
  try {
    return readFileSync(passwordFile, "utf8").trim();
  } catch (error) {
    throw new Refusal(
      `The password of the database in ${data} cannot be read from ${passwordFile} (${systemCode(error) ?? "?"}). ` +
        `Put the file back from a backup, readable by the user that starts Solewise.`,
    );
  }
}

/** Whether a process of that number is there. */
export function isProcessThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
}

/** Folders in which this process is making a cluster. */
const beingMade = new Set<string>();

/** Takes away what starts that were killed left half made: folders and files with the number of a process in their name. */
function removeHalfMade({ home }: ClusterFolder): void {
  for (const name of readdirSync(home)) {
    const pid = Number(/^postgres(?:-password)?\.(?:new-)?(\d+)(?:-[0-9a-f]+)?$/u.exec(name)?.[1]);
    const isLeft = pid === process.pid ? !beingMade.has(join(home, name)) : !isProcessThere(pid);
    if (pid > 0 && isLeft) rmSync(join(home, name), { recursive: true, force: true });
  }
}

function checkRoom({ home }: ClusterFolder): void {
  const { bavail, bsize } = statfsSync(home);
  const freeBytes = bavail * bsize;
  if (freeBytes >= FREE_MIN_BYTES) return;
  throw new Refusal(
    `The disk of ${home} has ${Math.floor(freeBytes / 1e6)} MB free; a new database needs ` +
      `${FREE_MIN_BYTES / 1e6} MB. Make room, or choose another folder: SOLEWISE_HOME=/path/to/folder npm start`,
  );
}

async function make(folder: ClusterFolder, setting: ProgramSetting): Promise<void> {
  checkRoom(folder);
  const halfMade = `${folder.data}.new-${process.pid}-${randomBytes(4).toString("hex")}`;
  beingMade.add(halfMade);
  try {
    moveIntoPlace(folder, await makeIn(halfMade, folder, setting));
  } finally {
    rmSync(halfMade, { recursive: true, force: true });
    beingMade.delete(halfMade);
  }
}

/** Makes a cluster in a folder of its own and returns where. */
async function makeIn(halfMade: string, folder: ClusterFolder, setting: ProgramSetting): Promise<string> {
  const data = join(halfMade, "data");
  const passwordFile = join(halfMade, "password");
  for (const path of [halfMade, data]) mkdirSync(path, { mode: 0o700 });
  writeSecret(passwordFile, keepPassword(folder));
  if (setting.user !== null)
    for (const path of [halfMade, data, passwordFile]) chownSync(path, setting.user.uid, setting.user.gid);
  const end = await runInitdb(setting, data, passwordFile);
  if (end.exitCode !== 0) throw judgeProgramEnd("initdb", end.output, folder);
  return data;
}

/** Another start may have been faster; its cluster is as good. */
function moveIntoPlace({ home, data }: ClusterFolder, made: string): void {
  try {
    renameSync(made, data);
  } catch (error) {
    if (!["ENOTEMPTY", "EEXIST", "EPERM"].includes(systemCode(error) ?? "") || !existsSync(join(data, "PG_VERSION")))
      throw error;
  }
  fsyncFolder(home);
}

function checkVersion({ data }: ClusterFolder): void {
  const version = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  if (Number(version) === POSTGRES_MAJOR_VERSION) return;
  throw new Refusal(
    `The database in ${data} was made by PostgreSQL ${version}; this version of Solewise has PostgreSQL ` +
      `${POSTGRES_MAJOR_VERSION}. Start the version of Solewise that made it, back up there and restore here.`,
  );
}

function checkOwner({ data }: ClusterFolder): void {
  const ownUid = process.getuid?.();
  const { uid, mode } = statSync(data);
  if (ownUid === undefined) return;
  if (ownUid === 0 ? uid === 0 : uid !== ownUid)
    throw new Refusal(
      `${data} belongs to the user with number ${uid}; expected ${ownUid === 0 ? "one who is not root" : `${ownUid}, who starts Solewise`}. ` +
        (ownUid === 0
          ? `Give it to the database's user: chown -R postgres ${data}`
          : `Start as that user, or: sudo chown -R ${ownUid} ${data}`),
    );
  if ((mode & 0o077) !== 0) chmodSync(data, 0o700); // a copy or a restore widened it; PostgreSQL would refuse it
}

/** Makes the cluster when there is none, and checks one that is there. Returns its password. Throws Refusal. */ // DBS2, DBS4
export async function openClusterFolder(folder: ClusterFolder, setting: ProgramSetting): Promise<string> {
  checkWays(folder, setting);
  removeHalfMade(folder);
  const isThere = existsSync(join(folder.data, "PG_VERSION"));
  if (!isThere) {
    if (existsSync(folder.data) && readdirSync(folder.data).length > 0)
      throw new Refusal(
        `${folder.data} has files but no PG_VERSION: it is not a database of ours, or a damaged one. ` +
          `Move it away, or choose another folder: SOLEWISE_HOME=/path/to/folder npm start`,
      );
    await make(folder, setting);
  }
  checkVersion(folder);
  checkOwner(folder);
  return readPassword(folder);
}
