// Who PostgreSQL runs as: it refuses to run as root. Comes in: who we are and who owns the data. Goes out: user and group
// for spawn, or a Refusal that names the folder which that user cannot enter.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname } from "node:path";
import { Refusal } from "../../refusal.ts";

/** Name of the system user that root starts PostgreSQL as. */
const USER_NAME = "postgres";

/** For spawn's `uid` and `gid`; null: the user we are. */
export interface OsUser {
  uid: number;
  gid: number;
}

function readId(option: "-u" | "-g"): number | null {
  const { status, stdout } = spawnSync("id", [option, USER_NAME], { encoding: "utf8" });
  return status === 0 ? Number(stdout.trim()) : null;
}

function lookUp(): OsUser | null {
  const [uid, gid] = [readId("-u"), readId("-g")];
  return uid === null || gid === null ? null : { uid, gid };
}

function createUser(): OsUser {
  spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", USER_NAME]);
  const user = lookUp();
  if (user !== null) return user;
  throw new Refusal(
    `PostgreSQL does not run as root, and the system user "${USER_NAME}" is not there and cannot be made. ` +
      `Start Solewise as an ordinary user, or make that user (useradd --system ${USER_NAME}).`,
  );
}

/** The user to run as. As root it is the owner of data that are there, else `postgres`, who is made when missing. */
export function chooseOsUser(dataFolder: string): OsUser | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return lookUp() ?? createUser();
}

/** A folder and all above it, the topmost first. */
function withParents(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [...withParents(parent), folder];
}

/** The first folder on the way that the user cannot enter; null: it gets there. */
export function findClosedFolder(folder: string, user: OsUser): string | null {
  const script = 'for folder; do cd -- "$folder" 2>/dev/null || { printf %s "$folder"; exit 1; }; done';
  const { status, stdout } = spawnSync("/bin/sh", ["-c", script, "sh", ...withParents(folder)], {
    cwd: "/",
    encoding: "utf8",
    ...user,
  });
  return status === 0 ? null : stdout;
}

/** Throws Refusal when the user cannot come to a folder; `what` says whose folder it is. */ // DBS3
export function checkEnterable(folder: string, user: OsUser | null, what: string, remedy: string): void {
  if (user === null) return;
  const closed = findClosedFolder(folder, user);
  if (closed === null) return;
  throw new Refusal(
    `PostgreSQL runs as the user "${USER_NAME}", never as root, and that user cannot enter ${closed}, which ${what} ` +
      `${folder === closed ? "is" : `(${folder}) lies under`}. ${remedy}`,
  );
}
