// /api/v1/me: the caller's own page, what they allow, and leaving.
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { Accounts } from "../../accounts/accounts.ts";
import { decideConsent, readConsents } from "../../accounts/consents.ts";
import { startErasing } from "../../accounts/erase-runner.ts";
import { requirePassword } from "../../accounts/passwords.ts";
import { limitAttempts } from "../../accounts/rate-limits.ts";
import { addressOf } from "../../accounts/request-place.ts";
import { readMe, renameRunner } from "../../accounts/runner-profile.ts";
import { inTransaction } from "../../database/transaction.ts";
import { body, Consent, DisplayName, Me, nothing, Password, Purpose } from "../account-schemas.ts";
import { problems } from "../problem-schema.ts";

const Rename = body({ displayName: DisplayName });
const Leave = body({ password: Password });
const Decide = body({ isGranted: Type.Boolean() });
const OfPurpose = Type.Object({ purpose: Purpose });
const Decided = Type.Object({
  consents: Type.Array(Consent),
  message: Type.Union([Type.String(), Type.Null()], {
    description: "What the decision means for what is kept already",
  }),
});
const tags = ["me"];
const config = { access: "runner" } as const;

/** What a withdrawal does not do by itself. */
const KEPT_RUNS =
  "No new run is taken or analysed. The runs that are here stay as they are, to be read, exported or deleted by you.";

function addPage(app: FastifyInstance, accounts: Accounts): void {
  const { database, now } = accounts;
  const response = { 200: Me, ...problems(401) };
  const schema = { operationId: "getMe", summary: "The caller", tags, response };
  app.get("/api/v1/me", { config, schema }, ({ caller }) => readMe(database, caller.runnerId));
  const renamed = { 200: Me, ...problems(400, 401, 403, 415) };
  const renameSchema = {
    operationId: "updateMe",
    summary: "Change the name shown",
    tags,
    body: Rename,
    response: renamed,
  };
  app.patch<{ Body: Static<typeof Rename> }>("/api/v1/me", { config, schema: renameSchema }, async (request) => {
    const { caller } = request;
    await renameRunner(database, caller.loginId, request.body.displayName, now());
    return readMe(database, caller.runnerId);
  });
}

function addLeaving(app: FastifyInstance, accounts: Accounts): void {
  const left = {
    204: nothing("Nobody can sign in any more; runs are erased soon"),
    ...problems(400, 401, 403, 415, 429),
  };
  const schema = { operationId: "deleteMe", summary: "Delete the account", tags, body: Leave, response: left };
  app.delete<{ Body: Static<typeof Leave> }>("/api/v1/me", { config, schema }, async (request, reply) => {
    const { caller } = request;
    await limitAttempts(accounts, "password", addressOf(request), caller.loginId);
    await requirePassword(accounts, caller, request.body.password);
    await startErasing(accounts, caller.runnerId);
    await accounts.eraseSoon(caller.runnerId);
    return reply.code(204).send();
  });
}

/** Adds the routes. */
export function addMeRoutes(app: FastifyInstance, accounts: Accounts): void {
  const { database, now } = accounts;
  addPage(app, accounts);
  addLeaving(app, accounts);
  const response = { 200: Type.Object({ consents: Type.Array(Consent) }), ...problems(401) };
  const schema = { operationId: "getConsents", summary: "What the caller allows", tags, response };
  app.get("/api/v1/me/consents", { config, schema }, async ({ caller }) => ({
    consents: await readConsents(database, caller.runnerId),
  }));
  const decided = { 200: Decided, ...problems(400, 401, 403, 415) };
  const summary = "Allow a purpose, or no longer";
  const putSchema = { operationId: "decideConsent", summary, tags, params: OfPurpose, body: Decide, response: decided };
  app.put<{ Params: Static<typeof OfPurpose>; Body: Static<typeof Decide> }>(
    "/api/v1/me/consents/:purpose",
    { config, schema: putSchema },
    async ({ caller: { runnerId }, params: { purpose }, body: { isGranted } }) => {
      await inTransaction(database, (transaction) =>
        decideConsent(transaction, { runnerId, purpose, isGranted }, now()),
      );
      const message = purpose === "gait-analysis" && !isGranted ? KEPT_RUNS : null;
      return { consents: await readConsents(database, runnerId), message };
    },
  );
}
