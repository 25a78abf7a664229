// A database that takes questions and answers none: its disk stalls, or somebody stopped it. Comes in: requests. Goes out: 503 to
// those that wait while it is silent, so that nobody waits for ever; what they asked for may still be done when it wakes up,
// as after any lost answer. Requests that take long for another reason go on. // DBS23
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { RETRY_AFTER_SEC } from "../database/database-away.ts";
import { sendProblem } from "./problem.ts";

/** What is asked, and how long is waited. */
export interface SilenceParts {
  /** A question that any database answers at once. */
  ask: () => Promise<unknown>;
  /** How long a request waits before its database is asked. Milliseconds; default 8 s. */
  patienceMs?: number;
  /** How long the database has for its answer. Milliseconds; default 3 s. */
  answerMaxMs?: number;
}

const PATIENCE_MS = 8000;
const ANSWER_MAX_MS = 3000;

/** Whether it answers in time; those who ask at once share a question. */
function openQuestion({ ask, answerMaxMs = ANSWER_MAX_MS }: SilenceParts): () => Promise<boolean> {
  let asked: Promise<boolean> | null = null;
  const question = async (): Promise<boolean> => {
    const { promise: silence, resolve } = Promise.withResolvers<false>();
    const timer = setTimeout(() => resolve(false), answerMaxMs);
    const answer = ask().then(
      () => true,
      () => false,
    );
    const answers = await Promise.race([answer, silence]);
    clearTimeout(timer);
    asked = null;
    return answers;
  };
  return () => (asked ??= question());
}

function answerAway(request: FastifyRequest, reply: FastifyReply): void {
  if (!request.raw.complete) reply.header("connection", "close");
  reply.header("retry-after", String(RETRY_AFTER_SEC));
  const detail =
    "The server's database does not answer at the moment. Try again; what you asked for may have been done.";
  sendProblem(reply, 503, detail, "database-away");
}

/** Adds the rule to every route of the API. */
export function answerInSilence(app: FastifyInstance, parts: SilenceParts): void {
  const { patienceMs = PATIENCE_MS } = parts;
  const doesAnswer = openQuestion(parts);
  app.addHook("onRequest", (request, reply, done) => {
    if (request.routeOptions.config.access === undefined) return done();
    let timer: NodeJS.Timeout;
    const isOver = (): boolean => reply.sent || reply.raw.headersSent || reply.raw.destroyed;
    const look = async (): Promise<void> => {
      if (isOver()) return;
      const answers = await doesAnswer();
      if (isOver()) return;
      if (answers) timer = setTimeout(() => void look(), patienceMs).unref();
      else answerAway(request, reply);
    };
    timer = setTimeout(() => void look(), patienceMs).unref();
    reply.raw.once("close", () => clearTimeout(timer));
    done();
  });
}
