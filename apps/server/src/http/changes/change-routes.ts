// GET /api/v1/changes: what changed of the caller's runs after a number; docs/protocol/sync.md. // RNS6
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import { readRuns } from "../../commands/runs/read-runs.ts";
import type { RunServices } from "../../commands/runs/run-services.ts";
import { listChangesQuery, readLastChangeNumber } from "../../store/run-list-rows.ts";
import { Problem } from "../problem.ts";
import { problems } from "../problem-schema.ts";
import { readLimit } from "../runs/run-list-routes.ts";
import { jsonAnswer, sendAnswer } from "../runs/once-reply.ts";
import { presentRun } from "../runs/present-run.ts";
import { RunDocument, RunId } from "../runs/run-schema.ts";

/** Changes of a page. Default 100; range 1–500. */
const LIMIT_DEFAULT = 100;
const LIMIT_MAX = 500;

const Query = Type.Object(
  {
    after: Type.Optional(Type.String({ pattern: "^\\d{1,15}$", description: "next of the answer before; 0 at first" })),
    limit: Type.Optional(Type.String({ pattern: "^\\d{1,4}$" })),
  },
  { additionalProperties: false },
);

const Changes = Type.Object(
  {
    runs: Type.Array(RunDocument),
    purged: Type.Array(Type.Object({ runId: RunId }, { additionalProperties: false })),
    next: Type.Integer(),
    hasMore: Type.Boolean(),
  },
  { additionalProperties: false },
);

/** A device that knows of more than the server: a database was restored from a backup. */
async function requireKnown(services: RunServices, runnerId: string, after: number): Promise<void> {
  if (after <= (await readLastChangeNumber(services.database, runnerId))) return;
  const detail = "The server knows of fewer changes: it was restored from a backup. Start again with after=0.";
  throw new Problem(409, "changes-ahead", detail);
}

/** Adds the route. */
export function addChangeRoutes(app: FastifyInstance, services: RunServices): void {
  const schema = {
    operationId: "listChanges",
    summary: "What changed of the caller's runs after a change number",
    tags: ["changes"],
    querystring: Query,
    response: { 200: Changes, ...problems(400, 401, 409) },
  };
  app.get<{ Querystring: Static<typeof Query> }>(
    "/api/v1/changes",
    { config: { access: "runner" }, schema },
    async (request, reply) => {
      const { runnerId } = request.caller;
      const after = Number(request.query.after ?? "0");
      const limit = readLimit(request.query.limit, LIMIT_DEFAULT, LIMIT_MAX);
      const { rows } = await listChangesQuery(runnerId, after, limit + 1).execute(services.database);
      if (rows.length === 0) await requireKnown(services, runnerId, after);
      const told = rows.slice(0, limit);
      const kept = told.filter(({ is_purged: isPurged }) => !isPurged).map(({ run_id: runId }) => runId);
      const runs = (await readRuns(services.database, runnerId, kept)).map(presentRun);
      const purged = told.filter((row) => row.is_purged).map(({ run_id: runId }) => ({ runId }));
      const next = told.at(-1)?.change_number ?? after;
      return sendAnswer(reply, jsonAnswer(200, { runs, purged, next, hasMore: rows.length > limit }));
    },
  );
}
