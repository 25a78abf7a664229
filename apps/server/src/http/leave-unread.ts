// Requests that are refused before their end. Comes in: the request, its answer. Goes out: what the sender goes on sending is read
// and dropped, or the connection ends a moment later: one that ends at once takes the answer with it.
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Socket } from "node:net";

/** Unread bytes of a refused request that are read and dropped to keep its connection. Bytes; more, and it is closed. */
const DROPPED_MAX_BYTES = 8_388_608;
/** How long a sender has to read why it was refused, until its connection ends. Milliseconds. */
const LINGER_MS = 2000;

/**
 * A request that is refused before its end: a short rest is dropped, a long one ends with the connection, a moment after the
 * answer: a connection that ends at once takes the answer with it (measured: one of a few). Node ends it at once for a sender
 * that will send nothing else, so that this one is told that it is kept.
 */
export function leaveUnread(request: FastifyRequest, reply: FastifyReply, socket: Socket): void {
  if (request.raw.complete) return;
  const lengthBytes = Number(request.headers["content-length"] ?? Infinity);
  const isLast = !reply.raw.shouldKeepAlive;
  const end = (): void => void ((request.raw.complete && !isLast) || socket.destroy());
  reply.raw.shouldKeepAlive = true;
  if (isLast || lengthBytes > DROPPED_MAX_BYTES) reply.raw.once("finish", () => setTimeout(end, LINGER_MS).unref());
  request.raw.resume();
}
