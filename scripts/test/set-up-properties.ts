// Runs before each test file: every fc.assert without a seed of its own uses the run's seed, and one that does not fix
// its number of cases uses fast-check's, ten times that in a full proof.
import fc from "fast-check";
import { casesCount } from "./cases-count.ts";
import { readRunSeed } from "./run-seed.ts";

/** Cases a property is tried with; fast-check's own default too. */
const QUICK_COUNT = 100;

fc.configureGlobal({ seed: readRunSeed(process.env), numRuns: casesCount(QUICK_COUNT) });
