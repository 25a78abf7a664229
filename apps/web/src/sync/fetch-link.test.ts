// Requests as a server sees them, and answers as devices are to take them.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ApiProblem } from "@solewise/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFetchLink } from "./fetch-link.ts";
import { openClient } from "./open-client.ts";
import type { ServerLink } from "./server-link.ts";

let server: Server;
let link: ServerLink;
let answer: (request: IncomingMessage, reply: ServerResponse, body: string) => void;
const seen: string[] = [];

beforeAll(async () => {
  server = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const once = headers["idempotency-key"] ?? headers["upload-offset"] ?? "";
      seen.push(`${method} ${url} ${String(once)} ${headers.authorization ?? ""}`.trim());
      answer(request, reply, Buffer.concat(chunks).toString());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  link = openFetchLink(openClient({ origin: `http://127.0.0.1:${port}`, token: "t" }));
});
afterAll(() => server.close());

async function failureOf(work: Promise<unknown>): Promise<ApiProblem> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ApiProblem) return error;
  throw new Error(`expected an ApiProblem, but found ${String(error)}`);
}

describe("the server by fetch", () => {
  it("[SYN15] takes refusals with their code, offset and time to come again", async () => {
    answer = (_request, reply) => {
      reply.writeHead(409, { "content-type": "application/problem+json", "upload-offset": "7", "retry-after": "2" });
      reply.end(JSON.stringify({ code: "upload-busy", detail: "Another request sends this." }));
    };
    const error = await failureOf(link.uploadRecording("run", 1, 5, new Blob(["bytes"])));
    expect(error).toMatchObject({
      status: 409,
      code: "upload-busy",
      uploadOffsetBytes: 7,
      retryAfterSec: 2,
      isAway: false,
    });
    expect(seen.at(-1)).toBe("PATCH /api/v1/runs/run/recordings/1 5 Bearer t");
  });

  it("[SYN15] takes no answer, half an answer, and a page that is not ours as a server that is away", async () => {
    answer = (_request, reply) => void reply.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>");
    expect(await failureOf(link.readChanges(0))).toMatchObject({ code: "no-server", isAway: true });
    answer = (_request, reply) =>
      void reply.writeHead(200, { "content-length": "100" }).write("{", () => reply.destroy());
    expect(await failureOf(link.readChanges(0))).toMatchObject({ isAway: true });
    answer = (_request, reply) => void reply.destroy();
    expect(await failureOf(link.readChanges(0))).toMatchObject({ code: "no-answer", isAway: true });
    answer = (_request, reply) => void reply.writeHead(502).end("bad gateway");
    expect(await failureOf(link.readChanges(0))).toMatchObject({ code: "no-problem", isAway: true });
  });

  it("[SYN2] [SYN11] [SYN18] tells a new run from one that was there, and how far an upload is", async () => {
    answer = (_request, reply, body) => {
      const { name } = JSON.parse(body) as { name: string };
      reply.writeHead(name === "new" ? 201 : 200, { "content-type": "application/json" });
      reply.end(JSON.stringify({ name, isSameContent: true }));
    };
    const upload = { name: "new" } as Parameters<ServerLink["putRun"]>[1];
    expect(await link.putRun("run", upload, "entry/run")).toEqual({
      document: { name: "new" },
      isNew: true,
      redeclared: [],
    });
    expect(seen.at(-1)).toBe("PUT /api/v1/runs/run entry/run Bearer t");
    expect((await link.putRun("run", { ...upload, name: "old" }, "other/run")).isNew).toBe(false);
    answer = (_request, reply) =>
      void reply.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ outcomes: {} }));
    await link.sendEdit("run", { editId: "e", baseRevision: 1, editedAtUtc: "", deviceName: "" }, "e/run");
    expect(seen.at(-1)).toBe("POST /api/v1/runs/run/edits e/run Bearer t");
    await link.resolveConflict("run", { editId: "e", take: "mine", field: "name" }, "r/run");
    expect(seen.at(-1)).toBe("POST /api/v1/runs/run/edits/e/resolution r/run Bearer t");
    await link.purgeRun("run", "p/run");
    expect(seen.at(-1)).toBe("POST /api/v1/runs/run/purge p/run Bearer t");
    answer = (_request, reply) => void reply.writeHead(200, { "upload-offset": "3", "upload-length": "9" }).end();
    expect(await link.readUpload("run", 0)).toEqual({ offsetBytes: 3, lengthBytes: 9 });
  });
});
