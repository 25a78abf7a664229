// Devices that change the same runs while their connections are cut anywhere: in the end all have the same, nothing is lost
// and nothing is doubled. Against the model server; SOLEWISE_PROOF=full tries many more.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { casesCount } from "../../../../scripts/test/cases-count.ts";
import { step } from "./testing/steps.ts";
import { openModelStage } from "./testing/sync-stage.ts";
import { findDifferences, findLostValues, findWrongEdits, type Step, Trial } from "./testing/trial.ts";

/** Cases of `npm test`. */
const QUICK_COUNT = 300;

/** Steps of a case. */
const STEPS_MAX_COUNT = 60;

/** Cases that failed once. */
const FOUND: { deviceCount: number; steps: Step[] }[] = [
  {
    // Imported again under another name while the run that the device had heard of waits with an edit of its name.
    deviceCount: 2,
    steps: [
      { kind: "import", device: 0, content: 1 },
      { kind: "sync", device: 0, fates: [] },
      { kind: "sync", device: 1, fates: [] },
      { kind: "rename", device: 1, run: 0 },
      { kind: "rename", device: 0, run: 0 },
      { kind: "import", device: 1, content: 1 },
    ],
  },
  {
    // Imported again, and its sides swapped, beside the run that the device had heard of.
    deviceCount: 2,
    steps: [
      { kind: "import", device: 0, content: 0 },
      { kind: "import", device: 1, content: 3 },
      { kind: "sync", device: 1, fates: [] },
      { kind: "sync", device: 0, fates: [] },
      { kind: "import", device: 0, content: 3 },
      { kind: "swap", device: 0, run: 2 },
    ],
  },
  {
    // Removed for good while another device, which never had its samples, gave it a name: that one brings it anew.
    deviceCount: 3,
    steps: [
      { kind: "import", device: 1, content: 0 },
      { kind: "sync", device: 1, fates: [] },
      { kind: "sync", device: 2, fates: [] },
      { kind: "delete", device: 1, run: 0 },
      { kind: "remove", device: 1, run: 0 },
      { kind: "rename", device: 2, run: 0 },
    ],
  },
];

describe("sync", () => {
  it("[SYN1] [SYN2] [SYN3] [SYN4] [SYN5] [SYN6] [SYN7] [SYN13] [SYN18] devices and server end with the same, nothing lost, nothing doubled", async () => {
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
      { numRuns: casesCount(QUICK_COUNT), examples: FOUND.map((one) => [one]) },
    );
  });
});
