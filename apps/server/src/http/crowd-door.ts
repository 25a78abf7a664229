// How many requests are worked on at once. Comes in: requests of the API. Goes out: those that may go on; the others are told 503
// and when to come again, the later the more there are, before anything is done for them. Without it thousands at once wait for
// a connection of the database until their time is over, or ask again and again for a slot, and nobody gets on.
import type { FastifyInstance, FastifyReply } from "fastify";
import { sendProblem } from "./problem.ts";

/** The limits. */
export interface Crowd {
  /** Requests at once. Default 64: with 200 those that bring recordings starved behind 12 connections (measured). */
  requestMaxCount: number;
  /** Requests at once that bring a recording's bytes. Default 64, as many as are received at once (OBJ9). */
  uploadMaxCount: number;
  /** How many of a crowd come through in a second, for what it is told. Default 25, of two slow cores. */
  throughPerSec: number;
}

const DEFAULT_CROWD: Crowd = { requestMaxCount: 64, uploadMaxCount: 64, throughPerSec: 25 };

/** What Retry-After says at least and at most. Seconds. */
const AGAIN_MIN_SEC = 2;
const AGAIN_MAX_SEC = 60;

/** So many at once; who is refused is expected to come again. */
class Door {
  readonly #maxCount: number;
  readonly #throughPerSec: number;
  #insideCount = 0;
  #outsideCount = 0;
  #lookedAtMs = 0;

  constructor(maxCount: number, throughPerSec: number) {
    this.#maxCount = maxCount;
    this.#throughPerSec = throughPerSec;
  }

  /** Seconds to wait outside; 0: inside, until `leave`. */
  enter(nowMs: number): number {
    if (this.#insideCount < this.#maxCount) {
      this.#insideCount += 1;
      return 0;
    }
    const goneCount = ((nowMs - this.#lookedAtMs) / 1000) * this.#throughPerSec;
    this.#lookedAtMs = nowMs;
    this.#outsideCount = Math.max(0, this.#outsideCount - goneCount) + 1;
    return Math.min(AGAIN_MAX_SEC, AGAIN_MIN_SEC + Math.floor(this.#outsideCount / this.#throughPerSec));
  }

  leave(): void {
    this.#insideCount -= 1;
  }
}

/** Adds the rule to every route of the API after it. */ // API10
export function limitCrowd(
  app: FastifyInstance,
  nowMs: () => number,
  { requestMaxCount, uploadMaxCount, throughPerSec }: Crowd = DEFAULT_CROWD,
): void {
  const doors = { json: new Door(requestMaxCount, throughPerSec), bytes: new Door(uploadMaxCount, throughPerSec) };
  const leaving = new WeakMap<FastifyReply, () => void>();
  const leave = (reply: FastifyReply): void => {
    leaving.get(reply)?.();
    leaving.delete(reply);
  };
  app.addHook("onRequest", (request, reply, done) => {
    const { access, bodyKind = "json" } = request.routeOptions.config;
    if (access === undefined) return done();
    const door = doors[bodyKind];
    const waitSec = door.enter(nowMs());
    if (waitSec > 0) {
      reply.header("retry-after", String(waitSec));
      return void sendProblem(reply, 503, "Very many requests came at once; come again in a moment.", "crowd");
    }
    leaving.set(reply, () => door.leave());
    reply.raw.once("close", () => leave(reply));
    done();
  });
  // Whoever is answered is out, however long the answer takes on its way.
  app.addHook("onSend", (_request, reply, _payload, done) => {
    leave(reply);
    done();
  });
}
