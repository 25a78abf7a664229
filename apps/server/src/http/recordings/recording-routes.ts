// /api/v1/runs/{runId}/recordings/{slot}: a recording's bytes in, resumable by offset, and out.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { type Static, Type } from "typebox";
import { findKept, readRecording } from "../../commands/recordings/read-recording.ts";
import { findUpload, receiveUpload } from "../../commands/recordings/receive-upload.ts";
import type { RecordingServices } from "../../commands/recordings/recording-services.ts";
import type { RecordingKey } from "../../store/upload-rows.ts";
import { problems } from "../problem-schema.ts";
import { acceptsGzip, isSameTag } from "./content-choice.ts";
import { storeProblem } from "./store-problem.ts";

const Params = Type.Object({
  runId: Type.String({ format: "uuid" }),
  slot: Type.String({ pattern: "^[01]$", description: "0 or 1, as the run's feet say" }),
});
const OffsetHeader = Type.Object({
  "upload-offset": Type.String({ pattern: "^[0-9]{1,15}$", description: "Where these bytes belong" }),
});
const PATH = "/api/v1/runs/:runId/recordings/:slot";
const tags = ["recordings"];
const access = "runner" as const;

type KeyRequest = FastifyRequest<{ Params: Static<typeof Params> }>;

function keyOf(request: KeyRequest): RecordingKey {
  const { runId, slot } = request.params;
  return { runnerId: request.caller.runnerId, runId: runId.toLowerCase(), slot: slot === "0" ? 0 : 1 };
}

/** Does a command's work; the store's failures become problems. */
async function told<Result>(services: RecordingServices, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw storeProblem(error, services.log);
  }
}

function addOffset(app: FastifyInstance, services: RecordingServices): void {
  const schema = {
    operationId: "getUploadOffset",
    summary: "How far the upload of a recording is",
    description: "The answer's headers: upload-offset, the byte to go on at; upload-length, all that is to come.",
    tags,
    params: Params,
    response: { 200: { type: "null", description: "upload-offset and upload-length" }, ...problems(401, 404, 410) },
  };
  const config = { access, swagger: { exposeHeadRoute: true } };
  app.head<{ Params: Static<typeof Params> }>(PATH, { config, schema }, async (request, reply) => {
    const { receivedBytes, uploadBytes } = await findUpload(services, keyOf(request));
    return reply.headers({ "upload-offset": receivedBytes, "upload-length": uploadBytes }).send();
  });
}

function lengthOf(request: FastifyRequest): number | null {
  const header = request.headers["content-length"];
  return header === undefined ? null : Number(header);
}

async function* noBytes(): AsyncGenerator<Uint8Array> {
  // An empty piece at the end asks again for the recording to be kept.
}

function addReceive(app: FastifyInstance, services: RecordingServices): void {
  const schema = {
    operationId: "sendRecording",
    summary: "Send a piece of a recording",
    description:
      "Bytes from upload-offset on, of any length; 4 to 8 MiB are a good piece. The answer says how far the upload is; with its last " +
      "byte the recording is kept. After any failure HEAD says where to go on. An empty piece at the end is allowed.",
    tags,
    params: Params,
    headers: OffsetHeader,
    response: {
      204: { type: "null", description: "upload-offset: everything before is on disk" },
      ...problems(400, 401, 403, 404, 408, 409, 410, 413, 415, 422, 429, 503, 507),
    },
  };
  app.patch<{ Params: Static<typeof Params>; Headers: Static<typeof OffsetHeader> }>(
    PATH,
    { config: { access, bodyKind: "bytes" }, schema },
    async (request, reply) => {
      // Who is refused before the end is told why: the connection does not end with the reading.
      const bytes = request.body instanceof Readable ? request.body.iterator({ destroyOnReturn: false }) : noBytes();
      const piece = { offsetBytes: Number(request.headers["upload-offset"]), lengthBytes: lengthOf(request), bytes };
      const offsetBytes = await told(services, receiveUpload(services, keyOf(request), piece));
      return await reply.code(204).header("upload-offset", offsetBytes).send();
    },
  );
}

/** The pieces, the first one awaited: what fails before it is still an answer of its own. */
async function beginning(pieces: AsyncGenerator<Uint8Array>): Promise<Readable> {
  const first = await pieces.next();
  const all = async function* (): AsyncGenerator<Uint8Array> {
    try {
      if (first.done !== true) yield first.value;
      yield* pieces;
    } finally {
      await pieces.return(undefined);
    }
  };
  return Readable.from(all(), { objectMode: false });
}

function addRead(app: FastifyInstance, services: RecordingServices): void {
  const schema = {
    operationId: "getRecording",
    summary: "A recording's CSV, byte for byte",
    tags,
    params: Params,
    response: {
      200: { description: "The CSV", content: { "text/csv": { schema: { type: "string" } } } },
      304: { type: "null", description: "The same as if-none-match names" },
      ...problems(401, 404, 409, 410, 500),
    },
  };
  app.get<{ Params: Static<typeof Params> }>(
    PATH,
    { config: { access }, exposeHeadRoute: false, schema },
    async (request, reply) => {
      const kept = await findKept(services, keyOf(request));
      const isGzip = acceptsGzip(request.headers["accept-encoding"]);
      const tag = `"${kept.sha256.toString("hex")}${isGzip ? "-gzip" : ""}"`;
      reply.headers({ etag: tag, vary: "accept-encoding", "cache-control": "private, no-cache" });
      if (isSameTag(request.headers["if-none-match"], kept.sha256)) return reply.code(304).send();
      const pieces = await told(services, readRecording(services, kept.objectKey));
      const csv = await told(services, beginning(pieces));
      csv.once("error", (error) => void storeProblem(error, services.log));
      reply.type("text/csv; charset=utf-8");
      if (!isGzip) return reply.header("content-length", kept.sizeBytes).send(csv);
      const packed = createGzip({ level: 4 });
      csv.once("error", (error) => packed.destroy(error));
      packed.once("close", () => csv.destroy());
      return reply.header("content-encoding", "gzip").send(csv.pipe(packed));
    },
  );
}

/** Adds the routes. */
export async function addRecordingRoutes(app: FastifyInstance, services: RecordingServices): Promise<void> {
  await app.register((scope, _options, done) => {
    // The bytes are not gathered: the command reads the request as it comes.
    scope.addContentTypeParser("application/octet-stream", (_request, payload, parsed) => parsed(null, payload));
    addOffset(scope, services);
    addReceive(scope, services);
    addRead(scope, services);
    done();
  });
}
