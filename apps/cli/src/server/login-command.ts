// `solewise login`, `logout`, `whoami`: a session at a server, kept for the other commands.
import { readAnswer } from "@solewise/client";
import { printable } from "../terminal/text.ts";
import { UsageError } from "../usage-error.ts";
import { ask, readSecret } from "./ask-secret.ts";
import { connect, connectSession, readOrigin } from "./connect.ts";
import { atServer, isUnanswered } from "./describe-server-failure.ts";
import { loadSession, removeSession, saveSession, sessionPath } from "./session-file.ts";

export interface LoginOptions {
  email?: string;
  passwordStdin?: true;
}

const HINT = "solewise login ORIGIN --email YOU@EXAMPLE.ORG --password-stdin < password.txt";

/** Signs in and keeps the session. Throws UsageError and ServerFailure. */ // CLI51, CLI53
export async function loginCommand(address: string, options: LoginOptions): Promise<void> {
  const origin = readOrigin(address);
  if (options.passwordStdin === true && options.email === undefined)
    throw new UsageError("With --password-stdin the e-mail is needed too.", HINT);
  const email = options.email ?? (await ask("E-mail: ", { isSecret: false, hint: HINT }));
  const password =
    options.passwordStdin === true ? await readSecret() : await ask("Password: ", { isSecret: true, hint: HINT });
  const body = { email: email.trim(), password, keep: "token" as const };
  const { data } = await atServer(origin, () => readAnswer(connect(origin).POST("/api/auth/sign-in/email", { body })));
  await saveSession(sessionPath(process.env), { origin, email: data.me.email, token: data.token ?? "" });
  process.stderr.write(`Signed in at ${origin} as ${printable(data.me.email)}.\n`);
}

/** Ends the session there, and forgets it here even when the server is away. */ // CLI54
export async function logoutCommand(): Promise<void> {
  const path = sessionPath(process.env);
  const session = await loadSession(path);
  if (session === null) return void process.stderr.write("Nobody was signed in.\n");
  const { origin, token } = session;
  const asked = readAnswer(connect(origin, token).POST("/api/auth/sign-out", {}));
  const isEnded = await asked.then(
    () => true,
    (error: unknown) => !isUnanswered(error),
  );
  await removeSession(path);
  const rest = isEnded
    ? ""
    : " The server could not be reached: the session ends there when it has not been used for long.";
  process.stderr.write(`Signed out of ${origin}.${rest}\n`);
}

/** Tells who is signed in. */
export async function whoamiCommand(): Promise<void> {
  const { client, session } = await connectSession();
  const { data } = await atServer(session.origin, () => readAnswer(client.GET("/api/v1/me")));
  const name = data.displayName === "" ? "" : `${printable(data.displayName)}, `;
  const role = data.role === "operator" ? " (operator)" : "";
  process.stdout.write(`${name}${printable(data.email)} at ${session.origin}${role}\n`);
}
