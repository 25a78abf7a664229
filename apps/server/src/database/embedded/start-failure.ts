// Why initdb or postgres ended, told in one sentence. Comes in: what the program printed. Goes out: a Refusal that says
// what to do.
import { Refusal } from "../../refusal.ts";
import type { ClusterFolder } from "./cluster-folder.ts";

interface Reason {
  pattern: RegExp;
  tell: (folder: ClusterFolder) => string;
}

const OWN_DATABASE = "DATABASE_URL=postgres://… npm start";

/** The first that fits counts. */
const REASONS: readonly Reason[] = [
  {
    pattern: /No space left on device|Disk quota exceeded/u,
    tell: ({ home }) => `the disk of ${home} is full. Make room and start again; what was acknowledged is kept.`,
  },
  {
    pattern: /GLIBC|error while loading shared libraries|symbol lookup error|ENOENT|ld-linux/u,
    tell: () =>
      "the PostgreSQL that npm brings needs glibc and its usual libraries, which this system lacks (Alpine has musl). " +
      `Use a system with glibc (Debian, Ubuntu, Fedora), or give a PostgreSQL of your own: ${OWN_DATABASE}`,
  },
  {
    pattern: /Exec format error|ENOEXEC|EBADARCH/u,
    tell: () => `its program is for another processor. Install the dependencies anew (npm ci).`,
  },
  {
    pattern: /wrong ownership|must own/u,
    tell: ({ data }) =>
      `${data} belongs to another user. Give it to the one that runs PostgreSQL: chown -R USER ${data}`,
  },
  {
    pattern: /invalid permissions|Permission denied|Operation not permitted|EACCES|EPERM/u,
    tell: ({ data }) => `its user may not read or write something in ${data}. Check owner and mode of the files there.`,
  },
  {
    pattern: /Read-only file system/u,
    tell: ({ home }) => `the file system of ${home} is read-only. Mount it writable, or choose another SOLEWISE_HOME.`,
  },
  {
    pattern: /initialized by PostgreSQL version/u,
    tell: ({ data }) => `${data} is of another version of PostgreSQL. Start the version of Solewise that made it.`,
  },
  {
    pattern: /Address already in use|could not create any (?:Unix-domain|TCP\/IP) sockets|is already in use/u,
    tell: ({ data }) => `its socket or port is taken by another program. End that one; the socket is in ${data}.`,
  },
  {
    pattern: /could not (?:create|resize|map) .*shared memory|Cannot allocate memory|out of memory/u,
    tell: () => `there is not enough memory. 200 MB are needed, in a container also 64 MB of /dev/shm.`,
  },
  {
    pattern: /incompatible with server|checkpoint record|invalid checksum|could not find .*WAL|control file|PANIC/u,
    tell: ({ data }) => `the files in ${data} are damaged. Restore a backup into an empty folder.`,
  },
];

/** The line that says most: the last FATAL, PANIC or error, else the last one. */
function tellingLine(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const line = lines.findLast((text) => /FATAL|PANIC|error/iu.test(text)) ?? lines.at(-1) ?? "it printed nothing";
  return line.trim().slice(0, 300);
}

/** The sentence. */ // DBS4
export function judgeProgramEnd(program: string, output: string, folder: ClusterFolder): Refusal {
  const reason = REASONS.find(({ pattern }) => pattern.test(output));
  const tells = reason?.tell(folder) ?? `more is in ${folder.logFile}.`;
  return new Refusal(`PostgreSQL (${program}) does not start: ${tells} It said: ${tellingLine(output)}`);
}
