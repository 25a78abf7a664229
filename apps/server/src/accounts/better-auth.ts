// better-auth as this server has it: its models under our names, in our tables, without its own limits, log and telemetry.
// Comes in: an origin, the database. Goes out: an instance; one an origin, since cookies and passkeys belong to origins.
import { passkey } from "@better-auth/passkey";
import { betterAuth, type BetterAuthOptions } from "better-auth";
import { APIError } from "better-auth/api";
import type { Database } from "../database/tables.ts";
import type { Accounts } from "./accounts.ts";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "../policies/password.ts";
import { COOKIE_PREFIX } from "./session-token.ts";

/** Life of a session that is not used. Seconds; 60 days, and it is prolonged by use. */
export const SESSION_LIFE_SEC = 60 * 86_400;
/** Life of a link that resets a password. Seconds; one hour. */
export const RESET_LIFE_SEC = 3600;
/** Instances that are kept; the longest unused goes first. */
const MAX_INSTANCES = 16;

const STAMPS = { createdAt: "created_at", updatedAt: "updated_at" };

/** Our names of better-auth's models and fields. */
export const MODELS = {
  user: {
    modelName: "login",
    fields: { ...STAMPS, name: "display_name", emailVerified: "is_email_verified", image: "image_url" },
  },
  session: {
    modelName: "session",
    fields: {
      ...STAMPS,
      userId: "login_id",
      expiresAt: "expires_at",
      ipAddress: "ip_address",
      userAgent: "user_agent",
    },
  },
  account: {
    modelName: "credential",
    fields: {
      ...STAMPS,
      userId: "login_id",
      accountId: "provider_login_id",
      providerId: "provider_id",
      accessToken: "access_token",
      refreshToken: "refresh_token",
      idToken: "id_token",
      accessTokenExpiresAt: "access_token_expires_at",
      refreshTokenExpiresAt: "refresh_token_expires_at",
      password: "password_hash",
    },
  },
  verification: { modelName: "verification", fields: { ...STAMPS, expiresAt: "expires_at" } },
} as const;

const PASSKEY_SCHEMA = {
  passkey: {
    modelName: "passkey",
    fields: {
      publicKey: "public_key",
      userId: "login_id",
      credentialID: "webauthn_credential_id",
      deviceType: "device_type",
      backedUp: "is_backed_up",
      createdAt: "created_at",
    },
  },
};

/** A passkey stands for a password: the device has to ask for finger, face or PIN. */ // ACT31
function requireVerified(isUserVerified: boolean | undefined): void {
  if (isUserVerified !== true) throw new APIError("FORBIDDEN", { code: "USER_NOT_VERIFIED" });
}

function passkeyPlugin(origin: string): ReturnType<typeof passkey> {
  return passkey({
    rpID: new URL(origin).hostname,
    rpName: "Solewise",
    origin,
    schema: PASSKEY_SCHEMA,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    registration: {
      afterVerification: ({ verification }) => requireVerified(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: async ({ verification }) => requireVerified(verification.authenticationInfo.userVerified),
    },
  });
}

/** The options of one instance. `database` may be a transaction. */
export function authOptions(accounts: Accounts, origin: string, database: Database): BetterAuthOptions {
  return {
    appName: "Solewise",
    baseURL: origin,
    basePath: "/api/auth",
    secrets: [{ version: 1, value: accounts.secret }],
    secret: accounts.secret,
    telemetry: { enabled: false },
    database: { db: database, type: "postgres", schemaName: "auth" },
    ...MODELS,
    session: { ...MODELS.session, expiresIn: SESSION_LIFE_SEC, disableSessionRefresh: true },
    verification: { ...MODELS.verification, storeIdentifier: "hashed" },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      resetPasswordTokenExpiresIn: RESET_LIFE_SEC,
      revokeSessionsOnPasswordReset: true,
    },
    rateLimit: { enabled: false }, // ours are before it, in the database: accounts/rate-limits.ts
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: origin.startsWith("https:"),
      disableCSRFCheck: true, // ours is before it: http/access/request-origin.ts
      disableOriginCheck: true,
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => accounts.newId(), validateSchema: false }, // a test compares the schema
    },
    // Its warnings name addresses and e-mails; its errors' first words do not.
    logger: { level: "error", disableColors: true, log: (_level, message) => accounts.log(`accounts: ${message}`) },
    plugins: [passkeyPlugin(origin)],
  };
}

/** What is used of an instance. */
export interface Auth {
  handler: (request: Request) => Promise<Response>;
}

/** Makes an instance that is used once, as inside a transaction. */
export function makeAuth(accounts: Accounts, origin: string, database: Database): Auth {
  return betterAuth(authOptions(accounts, origin, database));
}

/** Keeps the instances of a server. */
export function keepAuths(accounts: () => Accounts): (origin: string) => Auth {
  const kept = new Map<string, Auth>();
  return (origin) => {
    const auth = kept.get(origin) ?? makeAuth(accounts(), origin, accounts().database);
    kept.delete(origin);
    kept.set(origin, auth);
    if (kept.size > MAX_INSTANCES) kept.delete(kept.keys().next().value ?? "");
    return auth;
  };
}
