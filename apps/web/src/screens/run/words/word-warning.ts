// Warnings in the reader's words. Comes in: a warning of the analysis. Goes out: one sentence; the analysis' own English
// one for a code that is not known here (PGE10).
import type { AnalysisWarning, Side } from "@solewise/terms";
import type { Wording } from "./quantity-words.ts";
import { wordSeen } from "./word-seen.ts";

/** Codes that change what the figures mean; they are told at the top, open. */
const SERIOUS_CODES: ReadonlySet<string> = new Set([
  "no-strides",
  "low-quality",
  "acceleration-unit-suspect",
  "gyroscope-unit-suspect",
  "gyroscope-clipped",
  "accelerometer-clipped",
  "feet-not-synchronised",
  "feet-disagree",
  "gaps",
  "one-foot-assumes-symmetry",
  "sides-look-swapped",
]);

/** Codes whose sentence is about the run, whichever foot it names. */
const WHOLE_RUN_CODES: ReadonlySet<string> = new Set(["one-foot-assumes-symmetry", "no-strides", "steps-uneven"]);

/** Codes whose sentence names foot and file when it tells what was seen. */
const FILE_CODES: ReadonlySet<string> = new Set(["side-guessed", "side-assumed", "sides-look-swapped"]);

/** Whether a warning changes what the figures mean. */
export function isSerious(warning: AnalysisWarning): boolean {
  return SERIOUS_CODES.has(warning.code);
}

/** Serious ones first, otherwise in their order. */
export function orderWarnings(warnings: readonly AnalysisWarning[]): AnalysisWarning[] {
  return [...warnings.filter(isSerious), ...warnings.filter((warning) => !isSerious(warning))];
}

/** One sentence, with what was seen where the analysis tells it. */
export function wordWarning(wording: Wording, warning: AnalysisWarning): string {
  const { warnings } = wording.messages.run;
  const seen = wordSeen(wording, warning);
  const text = seen ?? generalText(warnings.texts, warning.code);
  if (text === undefined) return warning.message;
  if (WHOLE_RUN_CODES.has(warning.code) || (seen !== null && FILE_CODES.has(warning.code))) return text;
  const side = warning.side ?? sideOfMessage(warning.message);
  return side === null || side === "both" ? text : warnings.withFoot(side, text);
}

function generalText(texts: Record<string, string | undefined>, code: string): string | undefined {
  return Object.hasOwn(texts, code) ? texts[code] : undefined; // archives hold any code
}

/** The foot that an English message opens with; analyses of version 0.1 told it nowhere else. */
function sideOfMessage(message: string): Side | null {
  const found = /^(left|right) foot\b/i.exec(message);
  return found === null ? null : found[1]?.toLowerCase() === "left" ? "left" : "right";
}
