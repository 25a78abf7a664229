// Half a body, and then nothing.
import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import { addAccess } from "./access/access.ts";
import { limitBodyTime } from "./body-time.ts";
import { addLeaveUnread } from "./leave-unread.ts";

const never = (): Promise<null> => Promise.resolve(null);

/** What a client hears that sends half a body and then nothing; with `isEnd`, when its connection has ended. */
async function halfBody(path: string, type: string, isEnd: boolean): Promise<string> {
  const app = Fastify();
  addLeaveUnread(app);
  limitBodyTime(app, 200);
  addAccess(app, { authenticate: never, nowMs: () => 0 });
  app.addContentTypeParser("application/octet-stream", (_request, payload, parsed) => parsed(null, payload));
  app.post("/api/v1/json", { config: { access: "public" } }, () => "read");
  app.post("/api/v1/bytes", { config: { access: "public", bodyKind: "bytes" } }, () => "told at once");
  await app.listen({ port: 0, host: "127.0.0.1" });
  const socket = connect((app.server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(`POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${type}\r\ncontent-length: 9\r\n\r\n{`);
  const ended = once(socket, "close");
  const [answer] = (await once(socket, "data")) as [Buffer];
  if (isEnd) await ended;
  socket.destroy();
  await app.close();
  return answer.toString();
}

describe("time for a body", () => {
  it("[OBJ14] a body that does not come in time is 408 and the connection ends", async () => {
    const answer = await halfBody("/api/v1/json", "application/json", true);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /u);
    expect(answer).toContain("body-late");
  });

  it("[OBJ14] a route that takes bytes is not limited", async () => {
    expect(await halfBody("/api/v1/bytes", "application/octet-stream", false)).toContain("told at once");
  });
});
