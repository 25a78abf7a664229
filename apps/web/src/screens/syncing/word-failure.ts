// Why the server could not analyse a run, in the reader's words. Comes in: the failure of its document. Goes out: a sentence or
// two; the server's own English for a code that is not known here. Pure.
import type { SyncingTexts } from "../../language/en/syncing.ts";
import type { Messages } from "../../language/messages.ts";
import type { QuantityFormat } from "../../language/quantity-format.ts";
import { safeText, wordRefusalSentence } from "../../language/word-refusal.ts";
import type { RunDocument } from "../../store/run-document.ts";

/** What wording needs. */
export interface FailureWords {
  texts: SyncingTexts["failed"];
  messages: Pick<Messages, "refusal" | "importing">;
  format: QuantityFormat;
}

/** A failure as the reader sees it. */
export interface WordedFailure {
  text: string;
  /** Whether these are the server's own English words, to be marked as such on the page. */
  isOriginal: boolean;
}

type Failure = NonNullable<RunDocument["failure"]>;

/** Where a recording was refused; another server's word may lack it. */
function placeOf({ place }: Failure): { file: string; line: number | null } {
  const { file, line } = { file: "", line: null, ...(typeof place === "object" ? place : {}) } as Record<
    string,
    unknown
  >;
  return { file: typeof file === "string" ? file : "", line: typeof line === "number" ? line : null };
}

/** Values as sentences show them. */
function valuesOf({ values = {} }: Failure): Record<string, string | number> {
  const shown = Object.entries(values).filter(([, value]) => typeof value === "string" || typeof value === "number");
  return Object.fromEntries(shown) as Record<string, string | number>;
}

/** The words. */ // SGN16
export function wordFailure({ texts, messages, format }: FailureWords, failure: RunDocument["failure"]): WordedFailure {
  if (failure === null) return { text: texts.unknown, isOriginal: false };
  const { code, message } = failure;
  const { reasons } = texts;
  if (Object.hasOwn(reasons, code)) return { text: reasons[code as keyof typeof reasons], isOriginal: false };
  if (!Object.hasOwn(messages.refusal.texts, code)) return { text: safeText(message), isOriginal: true };
  const parts = { code, values: valuesOf(failure), place: placeOf(failure), expected: "", came: "", remedy: "" };
  const sentence = wordRefusalSentence(messages, format, parts as Parameters<typeof wordRefusalSentence>[2]);
  return { text: sentence, isOriginal: false };
}
