// A file system's error in words. Comes in: what node:fs threw. Goes out: what came and what to do, for an InputError.

interface FileFailure {
  came: string;
  remedy: string;
}

/** Error codes that users meet, in words. Source: errno(3). */
const FAILURES: Readonly<Record<string, FileFailure>> = {
  ENOENT: { came: "no file of that name", remedy: "check the path" },
  ENOTDIR: { came: "no file of that name", remedy: "check the path" },
  ENAMETOOLONG: { came: "a name that is too long", remedy: "check the path" },
  EACCES: { came: "one that this user may not use", remedy: "change its permissions" },
  EPERM: { came: "one that this user may not use", remedy: "change its permissions" },
  EROFS: { came: "a disk that is read-only", remedy: "name a place that can be written" },
  ENOSPC: { came: "no space left on the disk", remedy: "free some space or name another place" },
  EDQUOT: { came: "no space left in the user's quota", remedy: "free some space or name another place" },
  EFBIG: { came: "a limit on the size of files", remedy: "raise the limit or name another place" },
  EIO: { came: "a failure of the disk", remedy: "copy the file to another disk" },
  EMFILE: { came: "too many open files", remedy: "raise the limit (ulimit -n)" },
};

/** Whether an error came from the operating system's files. */
export function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === "string";
}

/** What came and what to do. An error that is not listed speaks its own words. */
export function describeFileFailure(error: unknown): FileFailure {
  const known = isFileSystemError(error) ? FAILURES[error.code ?? ""] : undefined;
  if (known !== undefined) return known;
  const came = error instanceof Error ? error.message.replaceAll(/[.;\s]+$/gu, "") : "an unknown failure";
  return { came, remedy: "check the file and its disk" };
}
