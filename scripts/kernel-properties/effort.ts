// How much the property tests try: few cases in every test run, ten times as many with SOLEWISE_PROOF=full.
import { readRunSeed } from "../test/run-seed.ts";

/** The run's seed. */
export const runSeed = readRunSeed(process.env);
export const isFullProof = process.env["SOLEWISE_PROOF"] === "full";
export const proofFactor = isFullProof ? 10 : 1;

/** Settings of a property whose every case simulates a run: the first counterexample is told as it is, not shrunk. */
export function tries(numRuns: number): { numRuns: number; seed: number; endOnFailure: true } {
  return { numRuns: numRuns * proofFactor, seed: runSeed, endOnFailure: true };
}
