// What a sign-in answers. Comes in: better-auth's answer. Goes out: who signed in; the session as a cookie, or as a token.
import type { FastifyReply } from "fastify";
import type { Accounts } from "../../accounts/accounts.ts";
import { type AuthAnswer, signedTokenOfAnswer } from "../../accounts/ask-auth.ts";
import { type Me, readMe } from "../../accounts/runner-profile.ts";
import { callerOfToken } from "../../accounts/sessions.ts";
import { Problem } from "../problem.ts";

/** Presents a session that was opened just now. Throws Problem when its login is no runner's any more. */
export async function presentSession(
  accounts: Accounts,
  reply: FastifyReply,
  answer: AuthAnswer,
  keep: "cookie" | "token" = "cookie",
): Promise<{ me: Me; token: string | null }> {
  const signed = signedTokenOfAnswer(answer);
  const caller = await callerOfToken(accounts, signed);
  if (caller === null) throw new Problem(401, "wrong-credentials", "E-mail and password do not fit together.");
  if (keep === "cookie") reply.header("set-cookie", answer.cookies);
  return { me: await readMe(accounts.database, caller.runnerId), token: keep === "token" ? signed : null };
}
