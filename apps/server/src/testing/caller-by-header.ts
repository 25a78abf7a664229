// A fake of who is signed in, for tests of routes alone: the caller is what the header `x-caller` says, as JSON.
import type { Authenticate, Caller } from "../http/access/caller.ts";

/** Finds the caller that a test names; nobody without the header. */
export const callerByHeader: Authenticate = (request) => {
  const header = request.headers["x-caller"];
  return Promise.resolve(typeof header === "string" ? (JSON.parse(header) as Caller) : null);
};
