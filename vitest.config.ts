// How Vitest finds and runs the tests. Every run has one seed for all its property tests: SOLEWISE_SEED, else a random
// one, which `npm test` prints.
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./scripts/test/longest-first.ts";
import { readRunSeed } from "./scripts/test/run-seed.ts";
import { ScheduleReporter } from "./scripts/test/schedule-reporter.ts";

/** Where `npm test` wants the report that it counts by. */
const reportFile = process.env["SOLEWISE_TEST_REPORT"];

export default defineConfig({
  test: {
    include: [
      "packages/*/src/**/*.test.ts",
      "apps/*/src/**/*.test.{ts,tsx}",
      "apps/*/vite/**/*.test.ts",
      "scripts/**/*.test.ts",
    ],
    exclude: ["**/node_modules/**", "scripts/boundaries/fixtures/**"],
    environment: "node",
    // One PostgreSQL for the tests that need one, started at the first need.
    globalSetup: ["apps/server/src/testing/test-cluster-door.ts"],
    setupFiles: ["scripts/test/set-up-properties.ts"],
    env: { SOLEWISE_SEED: String(readRunSeed(process.env)) },
    // What is waited for may take long on a busy machine; a second, the default, is a race.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One more than the cores of a small machine: browser tests wait half of their time for what they started.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    reporters: ["default", new ScheduleReporter(), ...(reportFile === undefined ? [] : ["json"])],
    ...(reportFile === undefined ? {} : { outputFile: { json: reportFile } }),
  },
});
