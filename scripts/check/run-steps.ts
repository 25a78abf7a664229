// Runs check steps one after the other; a step that fails, or cannot run, does not stop the next.
import type { CheckResult, CheckStep } from "./step.ts";

/** How long a problem's text may be before the rest of it is left to the tool. */
const PROBLEM_LINES_MAX_COUNT = 60;

/** A step with what it found and how long it took. */
export interface CheckOutcome extends CheckResult {
  step: CheckStep;
  timeMs: number;
}

/** Runs the steps in order and tells of each as it ends. A step that looked at nothing has failed. */
export async function runSteps(
  steps: readonly CheckStep[],
  rootFolder: string,
  onOutcome: (outcome: CheckOutcome) => void,
): Promise<CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  for (const step of steps) {
    const startedAtMs = performance.now();
    const result = await checkSafely(step, rootFolder);
    if (result.lookedAtCount === 0 && result.problems.length === 0) result.problems.push("looked at nothing");
    const outcome = { ...result, step, timeMs: performance.now() - startedAtMs };
    outcomes.push(outcome);
    onOutcome(outcome);
  }
  return outcomes;
}

async function checkSafely(step: CheckStep, rootFolder: string): Promise<CheckResult> {
  try {
    return await step.check(rootFolder);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { lookedAtCount: 0, lookedAt: "things", problems: [`the step could not run: ${message}`] };
  }
}

/** One line for a step that passed; its problems and what to do below that line for one that failed. */
export function describeOutcome(outcome: CheckOutcome): string {
  const { step, problems } = outcome;
  const mark = problems.length === 0 ? "ok    " : "FAILED";
  const seen = `${outcome.lookedAtCount} ${outcome.lookedAt}`;
  const line = `${mark}  ${step.name.padEnd(13)} ${seen.padEnd(24)} ${(outcome.timeMs / 1000).toFixed(1)} s`;
  if (problems.length === 0) return line;
  const lines = problems.flatMap((problem) => problem.split("\n"));
  const shown = lines.slice(0, PROBLEM_LINES_MAX_COUNT).map((text) => `        ${text}`);
  const more = lines.length - shown.length;
  if (more > 0) shown.push(`        … and ${more} more lines`);
  return [line, ...shown, `        To do: ${step.remedy}.`].join("\n");
}
