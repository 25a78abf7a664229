// /api/v1/runs and /api/v1/runs/{runId}: bring, list, read, change, delete. Comes in: the services. Goes out: routes.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { requireGaitConsent } from "../../accounts/consents.ts";
import { type Answer, answerOnce } from "../../commands/runs/answer-once.ts";
import { bringRun, prepareRun } from "../../commands/runs/bring-run.ts";
import { editRun, type EditToTake } from "../../commands/runs/edit-run.ts";
import { notHere, requireRun } from "../../commands/runs/find-run.ts";
import { makeId } from "../../commands/runs/make-id.ts";
import { purgeRun } from "../../commands/runs/purge-run.ts";
import { readOneRun } from "../../commands/runs/read-runs.ts";
import type { RunServices } from "../../commands/runs/run-services.ts";
import type { DatabaseTransaction } from "../../database/tables.ts";
import type { RunKey } from "../../jobs/enqueue.ts";
import { readRunRows } from "../../store/document-rows.ts";
import { Problem } from "../problem.ts";
import { problems } from "../problem-schema.ts";
import { etagOf, onceRequest, runAnswer, sendAnswer } from "./once-reply.ts";
import { presentRun } from "./present-run.ts";
import { RunDocument, RunId, RunPatch, RunUpload } from "./run-schema.ts";

/**
 * Largest body that brings a run: strides of a device in base64, 32 MiB are about fifty hours of two feet. Bytes; range
 * 1 MiB–256 MiB.
 */
const UPLOAD_MAX_BYTES = 33_554_432;

export const runTags = ["runs"];
export const runnerOnly = { access: "runner" } as const;
export const OfRun = Type.Object({ runId: RunId });

/** Header of writes that may be sent again. */
export const OnceHeaders = Type.Object({
  "idempotency-key": Type.Optional(
    Type.String({ description: "8–200 visible ASCII characters; the same request with it is done once" }),
  ),
});

/** The run that a request names. */
export function keyOf(request: FastifyRequest): RunKey {
  return { runnerId: request.caller.runnerId, runId: (request.params as { runId: string }).runId };
}

/** A run's document inside a transaction. */
export async function documentOf(transaction: DatabaseTransaction, key: RunKey): Promise<RunDocument> {
  const [rows] = await readRunRows(transaction, key.runnerId, [key.runId]);
  if (rows === undefined) throw notHere();
  return presentRun(rows);
}

function addBringing(app: FastifyInstance, services: RunServices): void {
  const response = {
    200: { description: "Here before; runId tells under which id", ...RunDocument },
    201: RunDocument,
    ...problems(400, 401, 403, 409, 410, 413, 415, 422, 429),
  };
  const schema = {
    operationId: "putRun",
    summary: "Bring a run; its recordings follow",
    tags: runTags,
    params: OfRun,
    headers: OnceHeaders,
    body: RunUpload,
    response,
  };
  app.put<{ Body: RunUpload }>(
    "/api/v1/runs/:runId",
    { config: runnerOnly, schema, bodyLimit: UPLOAD_MAX_BYTES },
    async (request, reply) => {
      await requireGaitConsent(services.database, request.caller.runnerId);
      const brought = await prepareRun(services, request.body);
      const answer = await answerOnce(services, onceRequest(request), async (transaction) => {
        const { key, isNew, isSameContent, redeclared } = await bringRun(
          services,
          transaction,
          keyOf(request),
          brought,
        );
        const document = await documentOf(transaction, key);
        const told = {
          ...document,
          ...(isSameContent ? { isSameContent } : {}),
          ...(redeclared.length === 0 ? {} : { redeclared }),
        };
        return runAnswer(isNew ? 201 : 200, told);
      });
      return sendAnswer(reply, answer);
    },
  );
}

function addReading(app: FastifyInstance, services: RunServices): void {
  const schema = {
    operationId: "getRun",
    summary: "A run",
    tags: runTags,
    params: OfRun,
    response: {
      200: RunDocument,
      304: { description: "As If-None-Match names it", type: "null" },
      ...problems(400, 401, 404, 410),
    },
  };
  app.get("/api/v1/runs/:runId", { config: runnerOnly, schema }, async (request, reply) => {
    const document = presentRun(await readOneRun(services.database, keyOf(request)));
    if (request.headers["if-none-match"] === etagOf(document))
      return reply.code(304).header("etag", etagOf(document)).send();
    return sendAnswer(reply, runAnswer(200, document));
  });
}

/** A change that a program makes: as an edit on the run as it is. */
async function changeAsProgram(
  services: RunServices,
  transaction: DatabaseTransaction,
  given: RunKey,
  fields: EditToTake["fields"],
): Promise<Answer> {
  const edit = { editId: makeId(services), baseRevision: null, fields, deviceName: "", editedAt: null };
  const { key } = await editRun(services, transaction, given, edit);
  return runAnswer(200, await documentOf(transaction, key));
}

async function requireMatch(transaction: DatabaseTransaction, request: FastifyRequest): Promise<void> {
  const { run } = await requireRun(transaction, keyOf(request));
  const wanted = request.headers["if-match"];
  if (wanted === undefined)
    throw new Problem(428, "if-match-needed", "Expected If-Match with the ETag of the run that is changed.");
  if (wanted === "*" || wanted.split(",").some((tag) => tag.trim() === etagOf(run))) return;
  throw new Problem(412, "run-moved-on", "The run was changed meanwhile: read it again.", { etag: etagOf(run) });
}

function addChanging(app: FastifyInstance, services: RunServices): void {
  const headers = Type.Object({ ...OnceHeaders.properties, "if-match": Type.Optional(Type.String()) });
  const response = { 200: RunDocument, ...problems(400, 401, 403, 404, 409, 410, 412, 415, 422, 428) };
  const schema = {
    operationId: "updateRun",
    summary: "Change a run as it is known by its ETag",
    tags: runTags,
    params: OfRun,
    headers,
    body: RunPatch,
    response,
  };
  app.patch<{ Body: RunPatch }>("/api/v1/runs/:runId", { config: runnerOnly, schema }, async (request, reply) => {
    const answer = await answerOnce(services, onceRequest(request), async (transaction) => {
      await requireMatch(transaction, request);
      return changeAsProgram(services, transaction, keyOf(request), request.body);
    });
    return sendAnswer(reply, answer);
  });
}

function addDeleting(app: FastifyInstance, services: RunServices): void {
  const response = { 200: RunDocument, ...problems(400, 401, 403, 404, 410, 422) };
  const shared = { tags: runTags, params: OfRun, headers: OnceHeaders };
  const change = (isDeleted: boolean) => (request: FastifyRequest) =>
    answerOnce(services, onceRequest(request), (transaction) =>
      changeAsProgram(services, transaction, keyOf(request), { isDeleted }),
    );
  const deleteSchema = { operationId: "deleteRun", summary: "Delete a run; it can be restored", ...shared, response };
  app.delete("/api/v1/runs/:runId", { config: runnerOnly, schema: deleteSchema }, async (request, reply) =>
    sendAnswer(reply, await change(true)(request)),
  );
  const restoreSchema = { operationId: "restoreRun", summary: "Bring a deleted run back", ...shared, response };
  app.post("/api/v1/runs/:runId/restore", { config: runnerOnly, schema: restoreSchema }, async (request, reply) =>
    sendAnswer(reply, await change(false)(request)),
  );
  const gone = { 204: { description: "Gone", type: "null" }, ...problems(400, 401, 403, 404, 409, 410, 422) };
  const purgeSchema = { operationId: "purgeRun", summary: "Remove a deleted run for good", ...shared, response: gone };
  app.post("/api/v1/runs/:runId/purge", { config: runnerOnly, schema: purgeSchema }, async (request, reply) => {
    const answer = await answerOnce(services, onceRequest(request), async (transaction) => {
      await purgeRun(services, transaction, keyOf(request));
      return { status: 204, headers: {}, body: "" };
    });
    return sendAnswer(reply, answer);
  });
}

/** Adds the routes of one run. */
export function addRunRoutes(app: FastifyInstance, services: RunServices): void {
  addBringing(app, services);
  addReading(app, services);
  addChanging(app, services);
  addDeleting(app, services);
}
