// Made-up runs for tests of what shows them: what a test wants to be different in; analyses and views out. No recording
// is behind them.
import { deriveRunView } from "./derive-run-view.ts";
import { madeUpAnalysis, type MadeUpOptions } from "./made-up-analysis.ts";
import type { RunView } from "./run-view.ts";

export { madeUpAnalysis, type MadeUpOptions, madeUpStride } from "./made-up-analysis.ts";

/** The view of a made-up run, really derived: warm-up walk, a run that gets faster, stairs, cool-down. */
export function madeUpRunView(options: MadeUpOptions = {}): RunView {
  return deriveRunView(madeUpAnalysis(options), { startSec: { left: 0, right: 0 } });
}
