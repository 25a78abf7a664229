// When the next round of sync is due. Pure: the end of the last one, how often it failed in a row, a random number in.
// SYN16

/** Between rounds when nothing is going on, ms. Range 60,000–3,600,000. */
const IDLE_MS = 300_000;

/** While the server analyses something of ours, ms. Range 1000–30,000. */
const BUSY_MS = 4000;

/** After the first failure, ms; doubled with each. Range 500–60,000. */
const RETRY_MIN_MS = 3000;

/** Longest wait after failures, ms. Range 60,000–3,600,000. */
const RETRY_MAX_MS = 900_000;

/** How a round ended, as far as the next one is concerned. */
export type RoundOutcome =
  | { kind: "done"; isServerBusy: boolean }
  | { kind: "failed"; failureCount: number; retryAfterMs: number | null };

/**
 * The wait until the next round, ms. Spread by `random` (0 ≤ random < 1), so that devices do not come all at once when a server
 * is back; never before the server asked to.
 */
export function nextRoundMs(outcome: RoundOutcome, random: number): number {
  if (outcome.kind === "done") return (outcome.isServerBusy ? BUSY_MS : IDLE_MS) * (0.8 + 0.4 * random);
  const doubledMs = RETRY_MIN_MS * 2 ** Math.min(outcome.failureCount - 1, 20);
  const waitMs = Math.min(doubledMs, RETRY_MAX_MS) * (0.5 + 0.5 * random);
  return outcome.retryAfterMs === null ? waitMs : outcome.retryAfterMs + (waitMs / 2) * random;
}
