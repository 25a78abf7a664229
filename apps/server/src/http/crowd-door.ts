// How many requests are worked on at once. Comes in: requests of the API. Goes out: those that may go on; the others are told 503
// and when to come again, the later the more there are, before anything is done for them. Without it thousands at once wait for
// a connection of the database until their time is over, and nobody gets on. Bytes of recordings have slots of their own (OBJ9).
import type { FastifyInstance } from "fastify";
import { sendProblem } from "./problem.ts";

/** The limits. */
export interface Crowd {
  /** Requests at once. Default 200: with 12 connections and a few milliseconds each, the last waits for a second. */
  requestMaxCount: number;
  /** How many of a crowd come through in a second, for what it is told. Default 50, of two slow cores. */
  throughPerSec: number;
}

const DEFAULT_CROWD: Crowd = { requestMaxCount: 200, throughPerSec: 50 };

/** What Retry-After says at least and at most. Seconds. */
const AGAIN_MIN_SEC = 2;
const AGAIN_MAX_SEC = 60;

/** Adds the rule to every route of the API after it. */ // API10
export function limitCrowd(
  app: FastifyInstance,
  nowMs: () => number,
  { requestMaxCount, throughPerSec }: Crowd = DEFAULT_CROWD,
): void {
  let workingCount = 0;
  /** Who was refused and is still expected to come again. */
  let outsideCount = 0;
  let lookedAtMs = nowMs();
  const secondsToWait = (): number => {
    const gone = ((nowMs() - lookedAtMs) / 1000) * throughPerSec;
    lookedAtMs = nowMs();
    outsideCount = Math.max(0, outsideCount - gone) + 1;
    return Math.min(AGAIN_MAX_SEC, AGAIN_MIN_SEC + Math.floor(outsideCount / throughPerSec));
  };
  app.addHook("onRequest", (request, reply, done) => {
    const { access, bodyKind = "json" } = request.routeOptions.config;
    if (access === undefined || bodyKind === "bytes") return done();
    if (workingCount >= requestMaxCount) {
      reply.header("retry-after", String(secondsToWait()));
      return void sendProblem(reply, 503, "Very many requests came at once; come again in a moment.", "crowd");
    }
    workingCount += 1;
    reply.raw.once("close", () => (workingCount -= 1));
    done();
  });
}
