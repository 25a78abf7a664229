// A database that is away or full, as a problem. Comes in: what a command threw. Goes out: 503 or 507 with Retry-After, or
// null for every other error.
import { isDatabaseAway, isDatabaseFull, RETRY_AFTER_SEC } from "../database/database-away.ts";
import { Problem } from "./problem.ts";

/** What Retry-After says of a full disk: somebody has to make room. Seconds. */
const FULL_RETRY_AFTER_SEC = 60;

/** The problem to answer with. */ // DBS12
export function databaseProblem(error: unknown): Problem | null {
  if (isDatabaseAway(error))
    return new Problem(503, "database-away", "The server's database is away for a moment. Try again.", {
      "retry-after": String(RETRY_AFTER_SEC),
    });
  if (isDatabaseFull(error))
    return new Problem(507, "database-full", "The disk of the server's database is full. Nothing was changed.", {
      "retry-after": String(FULL_RETRY_AFTER_SEC),
    });
  return null;
}
