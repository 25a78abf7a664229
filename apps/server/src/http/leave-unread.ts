// Requests that are answered before their end. Comes in: the application. Goes out: what the sender goes on sending is read and
// dropped, or the connection ends a moment after the answer: one that ends while bytes lie unread takes the answer with it.
import type { FastifyInstance } from "fastify";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Unread bytes of an answered request that are read and dropped to keep its connection. Bytes; more, and it is closed. */
const DROPPED_MAX_BYTES = 8_388_608;
/** How long a sender has to read its answer before its connection ends, and for a rest that is dropped. Milliseconds. */
const LINGER_MS = 2000;
const REST_MAX_MS = 30_000;

/** Whether a request says that bytes follow its head. RFC 9112 §6.3. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/**
 * To be called before the answer's head is written. `isLast`: the connection is to end with the answer. Node would end it at once
 * (measured: one of a few senders loses the answer), so that the sender is told that it is kept.
 */
export function leaveUnread(request: IncomingMessage, response: ServerResponse, isLast: boolean): void {
  const { socket } = response;
  if (request.complete || !hasBody(request) || socket === null) return;
  const lengthBytes = Number(request.headers["content-length"] ?? Infinity);
  const lingerMs = isLast || lengthBytes > DROPPED_MAX_BYTES ? LINGER_MS : REST_MAX_MS;
  response.shouldKeepAlive = true;
  response.once("finish", () => {
    const endIfLast = (): void => void (isLast && socket.destroySoon());
    if (request.complete) return endIfLast();
    const ending = setTimeout(() => socket.destroy(), lingerMs).unref();
    request.once("end", endIfLast).once("close", () => clearTimeout(ending));
  });
  request.removeAllListeners("readable").resume(); // whoever read it has answered
}

/** Adds the rule to every route after it. */ // SRV20
export function addLeaveUnread(app: FastifyInstance): void {
  app.addHook("onSend", ({ raw }, reply, _payload, done) => {
    const isLast = !reply.raw.shouldKeepAlive || reply.getHeader("connection") === "close";
    if (!raw.complete && hasBody(raw)) reply.removeHeader("connection");
    leaveUnread(raw, reply.raw, isLast);
    done();
  });
}
