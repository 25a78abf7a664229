// The store's failures as problems. Comes in: what a command threw. Goes out: a Problem for a full or read-only disk and a
// bucket that is away, else the same. OBJ6, OBJ33
import { isStoreAway, ObjectMissingError, StoreFullError, StoreReadOnlyError } from "../../objects/object-store.ts";
import { RecordingBlocksError } from "../../objects/recording-blocks/recording-blocks-error.ts";
import { Problem } from "../problem.ts";

/** What Retry-After says of a disk that somebody has to look after. Seconds. */
const RETRY_AFTER_SEC = "60";
/** What it says of a store that often comes back by itself. Seconds. */
const AWAY_RETRY_AFTER_SEC = "10";

/** The problem of a bucket that is away; null for every other error. `log` gets what only the operator should know. */
export function storeAwayProblem(error: unknown, log: (line: string) => void): Problem | null {
  if (!isStoreAway(error)) return null;
  log(`storage: ${error.message}`);
  const detail = "The server's storage is away. Nothing that was acknowledged is lost; try again later.";
  return new Problem(503, "storage-away", detail, { "retry-after": AWAY_RETRY_AFTER_SEC });
}

/** The error to throw on. `log` gets what only the operator should know. */
export function storeProblem(error: unknown, log: (line: string) => void): unknown {
  if (error instanceof StoreFullError) {
    log(`storage: ${error.message}`);
    return new Problem(
      507,
      "storage-full",
      `${error.message}. Nothing that was acknowledged is lost; try again later.`,
      {
        "retry-after": RETRY_AFTER_SEC,
      },
    );
  }
  if (error instanceof StoreReadOnlyError) {
    log(`storage: ${error.message}`);
    return new Problem(
      503,
      "storage-read-only",
      `${error.message}. Nothing that was acknowledged is lost; try again later.`,
      {
        "retry-after": RETRY_AFTER_SEC,
      },
    );
  }
  const away = storeAwayProblem(error, log);
  if (away !== null) return away;
  if (error instanceof RecordingBlocksError || error instanceof ObjectMissingError) {
    log(`storage: ${error.message}`);
    return new Problem(500, "recording-unreadable", "The server cannot read this recording; its terminal says more.");
  }
  return error;
}
