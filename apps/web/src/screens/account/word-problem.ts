// A refusal of the server in the reader's words, by its code. Comes in: an error. Goes out: one or two sentences.
import type { AccountTexts } from "../../language/en/account.ts";
import { ApiProblem } from "../../sync/account-link.ts";

/** From here on a wait is told in minutes. Seconds. */
const MINUTES_FROM_SEC = 120;

/** What wording needs. */
export interface ProblemWording {
  texts: AccountTexts;
  /** What a defect of ours is told with. */
  defect: string;
  number: (value: number) => string;
}

function wordWait({ texts, number }: ProblemWording, waitSec: number): string {
  if (waitSec < MINUTES_FROM_SEC) return texts.waitSeconds(waitSec, number(waitSec));
  const minutes = Math.ceil(waitSec / 60);
  return texts.waitMinutes(minutes, number(minutes));
}

/** The words; a code that is not known is told as not accepted. */ // SGN2
export function wordProblem(wording: ProblemWording, error: unknown): string {
  if (!(error instanceof ApiProblem)) return wording.defect;
  const { problems } = wording.texts;
  const isKnown = Object.hasOwn(problems, error.code);
  const other = error.status >= 500 ? problems["server-failed"] : problems["not-accepted"];
  const sentence = isKnown ? problems[error.code as keyof typeof problems] : other;
  if (error.retryAfterSec === null || error.retryAfterSec <= 0) return sentence;
  return `${sentence} ${wordWait(wording, error.retryAfterSec)}`;
}
