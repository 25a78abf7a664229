// A client of the server that somebody signed in at. Comes in: a session, or an origin. Goes out: a client.
import { createSolewiseClient, type SolewiseClient } from "@solewise/client";
import { UsageError } from "../usage-error.ts";
import { requireSession, type Session, sessionPath } from "./session-file.ts";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u;

/** The origin of an address as people write it. Throws UsageError. */ // CLI52
export function readOrigin(text: string): string {
  const hint = "solewise login https://shoe.example";
  const isBare = !/^[a-z]+:\/\//iu.test(text);
  const host = /^(\[[^\]]*\]|[^:/]*)/u.exec(text)?.[1] ?? "";
  const url = URL.parse(isBare ? `${LOOPBACK.test(host) ? "http" : "https"}://${text}` : text);
  if (url === null || !["http:", "https:"].includes(url.protocol))
    throw new UsageError(`Expected the address of a server, but found ${text}.`, hint);
  if (url.username !== "" || url.pathname !== "/" || url.search !== "" || url.hash !== "")
    throw new UsageError(`Expected an address without a path, but found ${text}.`, `solewise login ${url.origin}`);
  if (url.protocol === "http:" && !LOOPBACK.test(url.hostname))
    throw new UsageError("By http:// the password could be read on its way.", `solewise login https://${url.host}`);
  return url.origin;
}

/** A client of a server. */
export function connect(origin: string, token: string | null = null): SolewiseClient {
  return createSolewiseClient({ origin, fetch: (request) => fetch(request), token });
}

/** The client of who is signed in. Throws ServerFailure where nobody is. */
export async function connectSession(): Promise<{ client: SolewiseClient; session: Session }> {
  const session = await requireSession(sessionPath(process.env));
  return { client: connect(session.origin, session.token), session };
}
