// Tests of how the check's steps are run and told.
import { describe, expect, it } from "vitest";
import { describeOutcome, runSteps, type CheckOutcome } from "./run-steps.ts";
import type { CheckStep } from "./step.ts";

function stepWith(name: string, lookedAtCount: number, problems: string[]): CheckStep {
  return { name, remedy: "mend it", check: () => Promise.resolve({ lookedAtCount, lookedAt: "files", problems }) };
}

const throwing: CheckStep = { name: "throws", remedy: "run npm ci", check: () => Promise.reject(new Error("no tool")) };

async function run(steps: CheckStep[]): Promise<CheckOutcome[]> {
  return runSteps(steps, ".", () => undefined);
}

describe("[HOUSE1] every step runs and is told in a line", () => {
  it("runs the steps after one that fails or throws", async () => {
    const outcomes = await run([stepWith("bad", 1, ["a.ts: bad"]), throwing, stepWith("good", 3, [])]);
    expect(outcomes.map((outcome) => outcome.problems.length > 0)).toEqual([true, true, false]);
  });

  it("takes a step that looked at nothing for failed", async () => {
    const [outcome] = await run([stepWith("blind", 0, [])]);
    expect(outcome?.problems).toEqual(["looked at nothing"]);
  });

  it("tells count and time in one line, and of a failure what to do", async () => {
    const [good, bad] = await run([stepWith("good", 3, []), stepWith("bad", 1, ["a.ts: bad"])]);
    expect(good && describeOutcome(good)).toMatch(/^ok +good +3 files +\d+\.\d s$/);
    expect(bad && describeOutcome(bad)).toMatch(/^FAILED +bad +1 files.*\n +a\.ts: bad\n +To do: mend it\.$/);
  });
});
