// Runs before each test file: every fc.assert without a seed of its own uses the run's seed, and `npm run prove` (by
// SOLEWISE_PROOF=full) tries ten times as many cases wherever a test does not fix the number itself.
import fc from "fast-check";
import { readRunSeed } from "./run-seed.ts";

/** Cases a property is tried with; fast-check's own default is 100. */
const CASES_COUNT = 100;

/** How many times more a full proof tries. */
const FULL_PROOF_FACTOR = 10;

const factor = process.env["SOLEWISE_PROOF"] === "full" ? FULL_PROOF_FACTOR : 1;
fc.configureGlobal({ seed: readRunSeed(process.env), numRuns: CASES_COUNT * factor });
