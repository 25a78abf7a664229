// `npm run check`: runs every step, one line each with what it looked at and its time; exit 1 when any failed.
// With names as arguments only those steps: `npm run check -- tidy types`.
import { fileURLToPath } from "node:url";
import { describeOutcome, runSteps } from "./run-steps.ts";
import { CHECK_STEPS } from "./steps.ts";

const rootFolder = fileURLToPath(new URL("../..", import.meta.url));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !CHECK_STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `No step is called ${unknown.join(", ")}; there are: ${CHECK_STEPS.map((step) => step.name).join(", ")}.`,
  );
  process.exit(2);
}
const steps = wanted.length === 0 ? CHECK_STEPS : CHECK_STEPS.filter((step) => wanted.includes(step.name));
const outcomes = await runSteps(steps, rootFolder, (outcome) => console.log(describeOutcome(outcome)));
const failed = outcomes.filter((outcome) => outcome.problems.length > 0);
console.log(
  failed.length === 0
    ? `All ${outcomes.length} steps passed.`
    : `${failed.length} of ${outcomes.length} steps failed: ${failed.map((outcome) => outcome.step.name).join(", ")}.`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
