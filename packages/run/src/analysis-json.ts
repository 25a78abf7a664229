// The JSON object of `analyze --json`, DESIGN §4, one stride a line, made piece by piece.
// Comes in: an Analysis and what is known of the files. Goes out: text pieces that join to one JSON object.
import type { Analysis, Side } from "@solewise/terms";

/** A file that was analysed; the block `recordings` beside the contract's own fields. */
export interface AnalysedFile {
  side: Side;
  file: string;
  /** Lower-case hex of the file's bytes: with side, strideIndex and algorithm version a stride's identity. */
  sha256: string;
}

/** JSON has no NaN or Infinity; one of them here is a defect of ours and must not reach a reader as null. */
function refuseNonFinite(key: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`${key} is ${value}`);
  return value;
}

function json(value: unknown): string {
  return JSON.stringify(value, refuseNonFinite);
}

/** Signs that steer a terminal and that JSON would let through (C1, line and direction marks). */ // RUN27
const STEERING = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** JSON of text from outside: the same text to a reader, harmless on a screen. */
function safeJson(value: unknown): string {
  return json(value).replaceAll(STEERING, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The pieces of the object, in the contract's order. */ // RUN27
export function* analysisJson(analysis: Analysis, recordings: AnalysedFile[]): Generator<string> {
  yield `{"algorithm":${json(analysis.algorithm)},\n"recordings":${safeJson(recordings)},\n"strides":[`;
  let separator = "\n";
  for (const stride of analysis.strides) {
    yield separator + json(stride);
    separator = ",\n";
  }
  yield `\n],\n"summary":${json(analysis.summary)},\n"warnings":${safeJson(analysis.warnings)}}\n`;
}
