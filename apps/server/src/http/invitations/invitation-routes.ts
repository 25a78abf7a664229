// /api/v1/invitations: links that open one account each.
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { Accounts } from "../../accounts/accounts.ts";
import { createInvitation, listInvitations, revokeInvitation } from "../../accounts/invitations.ts";
import { originOf } from "../../accounts/request-place.ts";
import { NOT_HERE } from "../access/access.ts";
import { body, nothing, oneOf, Role, TimeUtc, Uuid } from "../account-schemas.ts";
import { Problem } from "../problem.ts";
import { problems } from "../problem-schema.ts";

/** Days that an invitation is good for. */
const DEFAULT_DAYS = 7;

const Wish = body({
  role: Type.Optional(Role),
  note: Type.Optional(Type.String({ maxLength: 200 })),
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90, default: DEFAULT_DAYS })),
});
const Invitation = Type.Object({
  invitationId: Uuid,
  role: Role,
  note: Type.String(),
  createdAtUtc: TimeUtc,
  expiresAtUtc: TimeUtc,
  state: oneOf(["open", "used", "revoked", "expired"]),
  usedAtUtc: Type.Union([TimeUtc, Type.Null()]),
});
const Made = Type.Object({
  invitationId: Uuid,
  token: Type.String(),
  link: Type.String({ description: "Shown once; the server keeps a hash of it" }),
  expiresAtUtc: TimeUtc,
});
const ById = Type.Object({ invitationId: Uuid });
const tags = ["operator"];
const config = { access: "operator" } as const;

/** Adds the routes. */
export function addInvitationRoutes(app: FastifyInstance, accounts: Accounts): void {
  const listed = { 200: Type.Object({ invitations: Type.Array(Invitation) }), ...problems(401, 404) };
  const listSchema = { operationId: "listInvitations", summary: "Invitations, newest first", tags, response: listed };
  app.get("/api/v1/invitations", { config, schema: listSchema }, async () => ({
    invitations: await listInvitations(accounts),
  }));
  const made = { 201: Made, ...problems(400, 401, 403, 404, 415) };
  const schema = { operationId: "createInvitation", summary: "Invite somebody", tags, body: Wish, response: made };
  app.post<{ Body: Static<typeof Wish> }>("/api/v1/invitations", { config, schema }, async (request, reply) => {
    const { role = "runner", note = "", days = DEFAULT_DAYS } = request.body;
    const wish = { role, note, hours: days * 24, invitedBy: request.caller.runnerId };
    const invitation = await createInvitation(accounts, wish);
    return reply.code(201).send({ ...invitation, link: `${originOf(request)}/#/join/${invitation.token}` });
  });
  const gone = { 204: nothing("Nobody can use it"), ...problems(401, 403, 404) };
  const goneSchema = { operationId: "revokeInvitation", summary: "Take one back", tags, params: ById, response: gone };
  app.delete<{ Params: Static<typeof ById> }>(
    "/api/v1/invitations/:invitationId",
    { config, schema: goneSchema },
    async ({ params }, reply) => {
      if (!(await revokeInvitation(accounts, params.invitationId))) throw new Problem(404, "not-found", NOT_HERE);
      return reply.code(204).send();
    },
  );
}
