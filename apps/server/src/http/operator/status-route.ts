// GET /api/v1/operator/status: what the server is doing, for who looks after it.
import type { FastifyInstance } from "fastify";
import { type TInteger, Type } from "typebox";
import type { Services } from "../../services.ts";
import { problems } from "../problem-schema.ts";
import { JOB_STATES, readOperatorStatus, RUN_STATES } from "./server-state.ts";

const Count = Type.Integer({ minimum: 0 });
const OrNull = Type.Union([Type.String(), Type.Null()]);

function counts<Name extends string>(names: readonly Name[]) {
  return Type.Object(Object.fromEntries(names.map((name) => [name, Count])) as Record<Name, TInteger>);
}

const Status = Type.Object({
  runnerCount: Count,
  runCounts: counts(RUN_STATES),
  jobCounts: counts(JOB_STATES),
  storage: Type.Object({ blobBytes: Type.Union([Count, Type.Null()]), databaseBytes: Count, freeBytes: Count }),
  registrationMode: Type.String(),
  lastBackupAtUtc: OrNull,
  lastBackupBytes: Type.Union([Count, Type.Null()]),
  startedAtUtc: OrNull,
  versions: Type.Object({
    solewise: Type.String(),
    node: Type.String(),
    postgres: Type.String(),
    schema: Type.String({ description: "The last migration that was applied." }),
  }),
});

/** Adds the route. */ // OPS4
export function addStatusRoute(app: FastifyInstance, services: Services, startedAt: Date): void {
  const schema = {
    operationId: "getOperatorStatus",
    summary: "What the server is doing",
    tags: ["operator"],
    response: { 200: Status, ...problems(401, 404) },
  };
  app.get("/api/v1/operator/status", { config: { access: "operator" }, schema }, () =>
    readOperatorStatus(services, startedAt),
  );
}
