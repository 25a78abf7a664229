// /api/v1/settings: settings of the whole server.
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { Accounts } from "../../accounts/accounts.ts";
import { changeServerSettings, readServerSettings } from "../../accounts/server-settings.ts";
import { AGE_LIMITS, REGISTRATION_MODES } from "../../policies/admission.ts";
import { oneOf } from "../account-schemas.ts";
import { problems } from "../problem-schema.ts";

const MEMBERS = {
  registrationMode: oneOf(REGISTRATION_MODES),
  ageMinYears: Type.Unsafe<(typeof AGE_LIMITS)[number]>({ type: "integer", enum: [...AGE_LIMITS] }),
  deletedRunsKeptDays: Type.Integer({ minimum: 1, maximum: 365 }),
  recordingsKeptDays: Type.Union([Type.Integer({ minimum: 1, maximum: 3650 }), Type.Null()]),
};
const Settings = Type.Object(MEMBERS);
const Change = Type.Partial(Settings, { additionalProperties: false });
const tags = ["operator"];
const config = { access: "operator" } as const;

/** Adds the routes. */
export function addSettingsRoutes(app: FastifyInstance, { database, now }: Accounts): void {
  const read = { 200: Settings, ...problems(401, 404) };
  const readSchema = { operationId: "getSettings", summary: "Settings of the server", tags, response: read };
  app.get("/api/v1/settings", { config, schema: readSchema }, () => readServerSettings(database));
  const changed = { 200: Settings, ...problems(400, 401, 403, 404, 415) };
  const schema = { operationId: "updateSettings", summary: "Change settings", tags, body: Change, response: changed };
  app.patch<{ Body: Static<typeof Change> }>("/api/v1/settings", { config, schema }, async (request) => {
    await changeServerSettings(database, request.body, now());
    return readServerSettings(database);
  });
}
