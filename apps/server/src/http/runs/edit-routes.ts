// /api/v1/runs/{runId}/edits: changes that devices made, and decisions about conflicts.
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { cleanWord } from "@solewise/terms";
import { answerOnce } from "../../commands/runs/answer-once.ts";
import { readInstant } from "../../commands/runs/asked-fields.ts";
import { editRun } from "../../commands/runs/edit-run.ts";
import { resolveEdit } from "../../commands/runs/resolve-edit.ts";
import type { RunServices } from "../../commands/runs/run-services.ts";
import type { EditField } from "../../store/edit-rows.ts";
import { problems } from "../problem-schema.ts";
import { jsonAnswer, onceRequest, runAnswer, sendAnswer } from "./once-reply.ts";
import { FIELD_NAMES } from "./present-run.ts";
import { documentOf, keyOf, OfRun, OnceHeaders, runnerOnly, runTags } from "./run-routes.ts";
import { EditAnswer, Resolution, RunDocument, RunEdit, RunId } from "./run-schema.ts";

/** Longest name of a device, UTF-16 units. */
const DEVICE_NAME_MAX_UNITS = 200;

function addEdits(app: FastifyInstance, services: RunServices): void {
  const schema = {
    operationId: "editRun",
    summary: "Change a run as a device did it",
    description: "The merge rule is in docs/protocol/sync.md. Repeats by editId are harmless.",
    tags: runTags,
    params: OfRun,
    headers: OnceHeaders,
    body: RunEdit,
    response: { 200: EditAnswer, ...problems(400, 401, 403, 404, 409, 410, 415, 422) },
  };
  app.post<{ Body: RunEdit }>("/api/v1/runs/:runId/edits", { config: runnerOnly, schema }, async (request, reply) => {
    const { editId, baseRevision, editedAtUtc, deviceName, ...fields } = request.body;
    const editedAt = readInstant(editedAtUtc);
    const answer = await answerOnce(services, onceRequest(request), async (transaction) => {
      const name = cleanWord(deviceName, DEVICE_NAME_MAX_UNITS);
      const edit = { editId, baseRevision, fields, deviceName: name, editedAt };
      const { key, revision, outcomes } = await editRun(services, transaction, keyOf(request), edit);
      const told = Object.fromEntries([...outcomes].map(([field, outcome]) => [FIELD_NAMES[field], outcome]));
      return jsonAnswer(200, { run: await documentOf(transaction, key), revision, outcomes: told });
    });
    return sendAnswer(reply, answer);
  });
}

function fieldOf(name: string | undefined): EditField | null {
  const found = Object.entries(FIELD_NAMES).find(([, shown]) => shown === name);
  return found === undefined ? null : (found[0] as EditField);
}

function addResolutions(app: FastifyInstance, services: RunServices): void {
  const schema = {
    operationId: "resolveEdit",
    summary: "Decide a conflict: take what the edit asked for, or keep what is there",
    tags: runTags,
    params: Type.Object({ ...OfRun.properties, editId: RunId }),
    headers: OnceHeaders,
    body: Resolution,
    response: { 200: RunDocument, ...problems(400, 401, 403, 404, 409, 410, 415, 422) },
  };
  app.post<{ Body: Resolution; Params: { runId: string; editId: string } }>(
    "/api/v1/runs/:runId/edits/:editId/resolution",
    { config: runnerOnly, schema },
    async (request, reply) => {
      const { take, field } = request.body;
      const answer = await answerOnce(services, onceRequest(request), async (transaction) => {
        const decided = { editId: request.params.editId, take, field: fieldOf(field) };
        const key = await resolveEdit(services, transaction, keyOf(request), decided);
        return runAnswer(200, await documentOf(transaction, key));
      });
      return sendAnswer(reply, answer);
    },
  );
}

/** Adds the routes. */
export function addEditRoutes(app: FastifyInstance, services: RunServices): void {
  addEdits(app, services);
  addResolutions(app, services);
}
