// The session that `login` keeps. Comes in: the environment. Goes out: a file for this user only, under the folder of
// configuration. Source: XDG Base Directory Specification.
import { chmod, mkdir, readFile, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { InputError } from "@solewise/terms";
import { writeWholeFile } from "../demo/whole-file.ts";
import { isFileSystemError } from "../terminal/file-failure.ts";
import type { Environment } from "../terminal/screen.ts";
import { ServerFailure } from "./server-failure.ts";

/** Who is signed in where. */
export interface Session {
  origin: string;
  email: string;
  /** Opens everything of this runner. */
  token: string;
}

/** Where it is kept. */
export function sessionPath(environment: Environment): string {
  const folder = environment["XDG_CONFIG_HOME"] ?? "";
  return join(isAbsolute(folder) ? folder : join(homedir(), ".config"), "solewise", "session.json");
}

/** Keeps it: mode 0600 from its first byte on, in a folder of mode 0700. */ // CLI51
export async function saveSession(path: string, session: Session): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await chmod(dirname(path), 0o700);
  await writeWholeFile(path, [`${JSON.stringify(session, null, 2)}\n`], 0o600);
}

function parse(text: string): Session | null {
  try {
    const { origin, email, token } = JSON.parse(text) as Partial<Session>;
    return typeof origin === "string" && typeof email === "string" && typeof token === "string"
      ? { origin, email, token }
      : null;
  } catch {
    return null;
  }
}

/** Reads it; null without one. Throws InputError for a damaged file. */
export async function loadSession(path: string): Promise<Session | null> {
  try {
    const session = parse(await readFile(path, "utf8"));
    if (session !== null) return session;
  } catch (error) {
    if (isFileSystemError(error) && error.code === "ENOENT") return null;
    throw error;
  }
  throw new InputError({ file: path, line: null }, "a session", "something else", "remove it and sign in again");
}

/** Reads it. Throws ServerFailure where nobody is signed in. */
export async function requireSession(path: string): Promise<Session> {
  const session = await loadSession(path);
  if (session !== null) return session;
  throw new ServerFailure("Nobody is signed in: solewise login ORIGIN, as solewise login https://shoe.example");
}

/** Forgets it. */
export async function removeSession(path: string): Promise<void> {
  await rm(path, { force: true });
}
