// /api/v1/registration: what this server asks of a new runner, and becoming one.
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { Accounts } from "../../accounts/accounts.ts";
import { hasOperator } from "../../accounts/invitations.ts";
import { limitAttempts } from "../../accounts/rate-limits.ts";
import { register } from "../../accounts/registration.ts";
import { addressOf, allowsPasskeys, originOf } from "../../accounts/request-place.ts";
import { readServerSettings } from "../../accounts/server-settings.ts";
import { REGISTRATION_MODES } from "../../policies/admission.ts";
import { PURPOSES, WORDING_VERSIONS } from "../../policies/consent.ts";
import {
  AgeBand,
  Bearer,
  body,
  DisplayName,
  Email,
  Keep,
  oneOf,
  Password,
  Purpose,
  SignedIn,
} from "../account-schemas.ts";
import { presentSession } from "../auth/present-session.ts";
import { Problem } from "../problem.ts";
import { problems } from "../problem-schema.ts";

const Terms = Type.Object({
  mode: oneOf(REGISTRATION_MODES),
  ageMinYears: Type.Integer(),
  hasOperator: Type.Boolean(),
  purposes: Type.Array(
    Type.Object({ purpose: Purpose, wordingVersion: Type.Integer(), isDefaultGranted: Type.Boolean() }),
  ),
  passkeys: Type.Boolean({ description: "Browsers allow passkeys at the address that was asked" }),
  mail: Type.Boolean({ description: "The server can mail a link that resets a password" }),
});

const Registration = body({
  email: Email,
  password: Password,
  displayName: DisplayName,
  ageBand: AgeBand,
  invitationToken: Type.Optional(Bearer),
  consents: Type.Array(body({ purpose: Purpose, isGranted: Type.Boolean() }), { maxItems: PURPOSES.length }),
  keep: Keep,
});

const tags = ["accounts"];

function addTerms(app: FastifyInstance, accounts: Accounts): void {
  const schema = {
    operationId: "getRegistration",
    summary: "What this server asks of a new runner",
    tags,
    response: { 200: Terms, ...problems(429) },
  };
  app.get("/api/v1/registration", { config: { access: "public" }, schema }, async (request) => {
    const { registrationMode, ageMinYears } = await readServerSettings(accounts.database);
    const purposes = PURPOSES.map((purpose) => ({
      purpose,
      wordingVersion: WORDING_VERSIONS[purpose],
      isDefaultGranted: false,
    }));
    return {
      mode: registrationMode,
      ageMinYears,
      hasOperator: await hasOperator(accounts.database),
      purposes,
      passkeys: allowsPasskeys(originOf(request)),
      mail: accounts.sendMail !== null,
    };
  });
}

/** Adds the routes. */
export function addRegistrationRoutes(app: FastifyInstance, accounts: Accounts): void {
  addTerms(app, accounts);
  const response = { 201: SignedIn, ...problems(400, 403, 409, 415, 429) };
  const schema = { operationId: "register", summary: "Open an account", tags, body: Registration, response };
  app.post<{ Body: Static<typeof Registration> }>(
    "/api/v1/registration",
    { config: { access: "public" }, schema },
    async (request, reply) => {
      const { keep, ...registration } = request.body;
      const named = registration.consents.map(({ purpose }) => purpose);
      if (new Set(named).size < named.length) throw new Problem(400, "purpose-twice", "Each purpose is decided once.");
      await limitAttempts(accounts, "registration", addressOf(request));
      const { answer } = await register(accounts, request, registration);
      const signedIn = await presentSession(accounts, reply, answer, keep);
      return reply.code(201).send(signedIn);
    },
  );
}
