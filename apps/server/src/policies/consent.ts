// What a runner can allow, purpose by purpose. Comes in: decisions. Goes out: what holds. Pure. The wording lives in the
// app's texts; its version here, and a decision keeps the version that was shown.

/** Purposes, each decided alone. */
export const PURPOSES = ["gait-analysis", "sharing", "rewards", "retention-statistics", "population-studies"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Version of the wording that is shown now; one higher whenever its meaning changes. */
export const WORDING_VERSIONS: Readonly<Record<Purpose, number>> = {
  "gait-analysis": 1,
  sharing: 1,
  rewards: 1,
  "retention-statistics": 1,
  "population-studies": 1,
};

/** The newest decision about a purpose; null where there is none, which is a no. */
export interface Consent {
  purpose: Purpose;
  isGranted: boolean;
  decidedAtUtc: string | null;
  wordingVersion: number | null;
}

/** Every purpose with its newest decision. `decisions` come oldest first. */ // ACT13
export function currentConsents(
  decisions: readonly { purpose: Purpose; isGranted: boolean; decidedAt: Date; wordingVersion: number }[],
): Consent[] {
  return PURPOSES.map((purpose) => {
    const newest = decisions.findLast((decision) => decision.purpose === purpose);
    if (newest === undefined) return { purpose, isGranted: false, decidedAtUtc: null, wordingVersion: null };
    const { isGranted, decidedAt, wordingVersion } = newest;
    return { purpose, isGranted, decidedAtUtc: decidedAt.toISOString(), wordingVersion };
  });
}
