// How many cases a property is tried with: `npm run prove` (SOLEWISE_PROOF=full) tries ten times as many.

/** How many times more a full proof tries. */
const FULL_PROOF_FACTOR = 10;

/** The count for this run, from the count that `npm test` uses: fc.assert(…, { numRuns: casesCount(30) }). */
export function casesCount(quickCount: number, environment: Record<string, string | undefined> = process.env): number {
  return environment["SOLEWISE_PROOF"] === "full" ? quickCount * FULL_PROOF_FACTOR : quickCount;
}
