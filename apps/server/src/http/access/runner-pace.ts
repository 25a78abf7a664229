// How fast one runner may ask. Comes in: who asks, the clock. Goes out: seconds to wait, 0 mostly. A token bucket a runner,
// in memory: it guards this process against a client that went mad, not secrets; those have limits in the database.

/** Requests at once. Default 6,000: a phone that brings two years of runs is no attack. */
const BURST_COUNT = 6000;
/** Requests a second after that. Default 200. */
const REQUESTS_PER_SEC = 200;
/** Runners remembered; the longest unseen is forgotten first. */
const MAX_RUNNERS = 10_000;

/** The pace that is kept. */
export interface Pace {
  burstCount: number;
  requestsPerSec: number;
}

export const DEFAULT_PACE: Pace = { burstCount: BURST_COUNT, requestsPerSec: REQUESTS_PER_SEC };

interface Bucket {
  left: number;
  filledAtMs: number;
}

/** Makes the keeper of pace: asked at each request, it answers how many whole seconds to wait. */ // ACT6
export function keepPace(pace: Pace, nowMs: () => number): (runnerId: string) => number {
  const buckets = new Map<string, Bucket>();
  return (runnerId) => {
    const atMs = nowMs();
    const known = buckets.get(runnerId) ?? { left: pace.burstCount, filledAtMs: atMs };
    const gained = (Math.max(0, atMs - known.filledAtMs) / 1000) * pace.requestsPerSec;
    const left = Math.min(pace.burstCount, known.left + gained);
    buckets.delete(runnerId);
    buckets.set(runnerId, { left: left >= 1 ? left - 1 : left, filledAtMs: atMs });
    if (buckets.size > MAX_RUNNERS) buckets.delete(buckets.keys().next().value ?? "");
    return left >= 1 ? 0 : Math.max(1, Math.ceil((1 - left) / pace.requestsPerSec));
  };
}
