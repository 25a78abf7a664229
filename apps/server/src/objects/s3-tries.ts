// Requests to S3 that are tried again while that may help. Comes in: what is asked. Goes out: an answer that is a success, or
// an S3Failure. OBJ32
import { setTimeout as sleep } from "node:timers/promises";
import { failureOfAnswer, failureOfError, S3Failure } from "./s3-failure.ts";
import { readText, type S3Answer, type S3Connection, type S3Request } from "./s3-request.ts";

/** How often something is tried. Range 1–10. */
const TRIES_MAX = 5;
/** No new try begins after so long. Milliseconds. */
const TRYING_MAX_MS = 30_000;
/** Wait before the second try; twice as long before each further one, up to the longest. Milliseconds. */
const WAIT_FIRST_MS = 150;
const WAIT_MAX_MS = 4000;

/** How long to wait: between half and all of the growing time, so that many do not come at once. */
function waitMs(tryIndex: number): number {
  const full = Math.min(WAIT_MAX_MS, WAIT_FIRST_MS * 2 ** tryIndex);
  return full / 2 + (full / 2) * Math.random();
}

/**
 * Does a work until it is done or there is no use in trying: `isPassing` failures are tried again. The work is told how often
 * it was tried before. Throws S3Failure, and whatever else the work throws, at once.
 */
export async function tryOften<Result>(work: (tryIndex: number) => Promise<Result>): Promise<Result> {
  const beganMs = performance.now();
  for (let tryIndex = 0; ; tryIndex++) {
    try {
      return await work(tryIndex);
    } catch (error) {
      const isOver = tryIndex + 1 >= TRIES_MAX || performance.now() - beganMs > TRYING_MAX_MS;
      if (!(error instanceof S3Failure) || !error.isPassing || isOver) throw error;
      await sleep(waitMs(tryIndex));
    }
  }
}

/** One try. Throws S3Failure unless the answer is a success. */
export async function askOnce(connection: S3Connection, asked: S3Request, signal?: AbortSignal): Promise<S3Answer> {
  let answer: S3Answer;
  try {
    answer = await connection.ask(asked, signal);
  } catch (error) {
    throw failureOfError(error, connection.place);
  }
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw await failureOfAnswer(answer, connection.place);
}

/** An answer that was read. */
export interface ReadAnswer extends S3Answer {
  xml: string;
}

/** One try of a request whose answer is short. */
export async function askTextOnce(
  connection: S3Connection,
  asked: S3Request,
  signal?: AbortSignal,
): Promise<ReadAnswer> {
  const answer = await askOnce(connection, asked, signal);
  let xml: string;
  try {
    xml = await readText(answer.body);
  } catch (error) {
    throw failureOfError(error, connection.place);
  }
  // Answers that take long begin with 200 and may end with an error.
  if (/<Error[\s>]/u.test(xml)) throw await failureOfAnswer({ ...answer, status: 500 }, connection.place, xml);
  return { ...answer, xml };
}

/** As often as it is of use. */
export function askText(connection: S3Connection, asked: S3Request): Promise<ReadAnswer> {
  return tryOften(() => askTextOnce(connection, asked));
}
