// Devices that change the same runs while their connections are cut anywhere: in the end all have the same, nothing is lost
// and nothing is doubled. Against the model server; SOLEWISE_PROOF=full tries many more.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { casesCount } from "../../../../scripts/test/cases-count.ts";
import { openModelStage } from "./testing/sync-stage.ts";
import type { Fate } from "./testing/test-device.ts";
import { findDifferences, findLostValues, findWrongEdits, type Step, Trial } from "./testing/trial.ts";

/** Cases of `npm test`. */
const QUICK_COUNT = 300;

/** Steps of a case. */
const STEPS_MAX_COUNT = 60;

const device = fc.nat(2);
const run = fc.nat(5);
const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Fate>("through") },
  { weight: 1, arbitrary: fc.constant<Fate>("request lost") },
  { weight: 1, arbitrary: fc.constant<Fate>("answer lost") },
);
const take = fc.constantFrom("mine" as const, "theirs" as const);
const change = fc.constantFrom(
  "rename",
  "rename",
  "delete",
  "restore",
  "remove",
  "swap",
  "move",
) as fc.Arbitrary<"rename">;
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("import" as const), device, content: fc.nat(3) }) },
  { weight: 6, arbitrary: fc.record({ kind: change, device, run }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("resolve" as const), device, run, take }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("sync" as const), device, fates: fc.array(fate, { maxLength: 12 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "restart server" } as const) },
);

describe("sync", () => {
  it("[SYN1] [SYN2] [SYN3] [SYN4] [SYN5] [SYN6] [SYN7] [SYN13] devices and server end with the same, nothing lost, nothing doubled", async () => {
    const cases = fc.record({
      deviceCount: fc.constantFrom(2, 3),
      steps: fc.array(step, { maxLength: STEPS_MAX_COUNT }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ deviceCount, steps }) => {
        const trial = new Trial(openModelStage());
        await trial.begin(deviceCount);
        for (const next of steps) await trial.take(next);
        await trial.heal();
        while (await trial.decideRemoved()) await trial.heal();
        expect(await findDifferences(trial)).toEqual([]);
        expect(await findLostValues(trial)).toEqual([]);
        expect(findWrongEdits(trial)).toEqual([]);
      }),
      { numRuns: casesCount(QUICK_COUNT) },
    );
  });
});
