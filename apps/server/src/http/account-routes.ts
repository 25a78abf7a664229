// Every route about accounts, in one call. What is not added here is not there: better-auth's own router is never mounted.
import type { FastifyInstance } from "fastify";
import type { Accounts } from "../accounts/accounts.ts";
import { addPasskeyRoutes } from "./auth/passkey-routes.ts";
import { addPasswordRoutes } from "./auth/password-routes.ts";
import { addSessionRoutes } from "./auth/session-routes.ts";
import { addInvitationRoutes } from "./invitations/invitation-routes.ts";
import { addMeRoutes } from "./me/me-routes.ts";
import { addRegistrationRoutes } from "./registration/registration-routes.ts";
import { addSettingsRoutes } from "./settings/settings-routes.ts";

/** Adds them; `addAccess` comes before. */
export function addAccountRoutes(app: FastifyInstance, accounts: Accounts): void {
  addRegistrationRoutes(app, accounts);
  addSessionRoutes(app, accounts);
  addPasswordRoutes(app, accounts);
  addPasskeyRoutes(app, accounts);
  addMeRoutes(app, accounts);
  addInvitationRoutes(app, accounts);
  addSettingsRoutes(app, accounts);
}
