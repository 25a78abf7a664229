// GET /api/v1/runs: the runs of the caller, newest first, page by page.
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { RunServices } from "../../commands/runs/run-services.ts";
import { type ListPlace, listRunsQuery } from "../../store/run-list-rows.ts";
import { Problem } from "../problem.ts";
import { problems } from "../problem-schema.ts";
import { presentListItem } from "./present-run.ts";
import { runnerOnly, runTags } from "./run-routes.ts";
import { RunPage } from "./run-schema.ts";
import { jsonAnswer, sendAnswer } from "./once-reply.ts";

/** Runs of a page. Default 50; range 1–200. */
const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 200;

const Query = Type.Object(
  {
    limit: Type.Optional(Type.String({ pattern: "^\\d{1,4}$" })),
    cursor: Type.Optional(Type.String({ maxLength: 200, description: "nextCursor of the page before" })),
    deleted: Type.Optional(Type.Enum(["true", "false"])),
  },
  { additionalProperties: false },
);

/** A number of a query, kept within its range. */
export function readLimit(text: string | undefined, standard: number, max: number): number {
  return text === undefined ? standard : Math.min(Math.max(Number(text), 1), max);
}

/** Where a page ended, as text that says nothing to a client. */
function writeCursor({ startedAt, runId }: ListPlace): string {
  return Buffer.from(`${startedAt.getTime()}.${runId}`).toString("base64url");
}

function readCursor(cursor: string): ListPlace {
  const [, millis, runId] = /^(-?\d{1,16})\.([0-9a-f-]{36})$/u.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  const startedAt = new Date(Number(millis));
  const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(runId ?? "");
  if (runId !== undefined && isUuid && Number.isFinite(startedAt.getTime())) return { startedAt, runId };
  throw new Problem(400, "cursor-wrong", "Expected a cursor that a page gave.");
}

/** Adds the route. */ // RNS5
export function addRunListRoutes(app: FastifyInstance, services: RunServices): void {
  const schema = {
    operationId: "listRuns",
    summary: "Runs, newest first",
    tags: runTags,
    querystring: Query,
    response: { 200: RunPage, ...problems(400, 401) },
  };
  app.get<{ Querystring: Static<typeof Query> }>(
    "/api/v1/runs",
    { config: runnerOnly, schema },
    async (request, reply) => {
      const { limit: limitText, cursor, deleted } = request.query;
      const limit = readLimit(limitText, LIMIT_DEFAULT, LIMIT_MAX);
      const after = cursor === undefined ? null : readCursor(cursor);
      const page = { isDeleted: deleted === "true", limit: limit + 1, after };
      const { rows } = await listRunsQuery(request.caller.runnerId, page).execute(services.database);
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const isMore = rows.length > limit && last !== undefined;
      const nextCursor = isMore ? writeCursor({ startedAt: last.started_at, runId: last.run_id }) : null;
      return sendAnswer(reply, jsonAnswer(200, { runs: shown.map(presentListItem), nextCursor }));
    },
  );
}
