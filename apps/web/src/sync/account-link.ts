// What the account and operator screens ask of the server this app came from, by fetch. Comes in: what somebody filled in.
// Goes out: the answer, or an AccountProblem with the server's stable code. The session is a cookie that no script reads.

/** How a server takes new runners. */
export type RegistrationMode = "invitation" | "open" | "closed";
export type AgeBand = "under-14" | "14-15" | "16-17" | "18-plus";
export type Role = "runner" | "operator";
export type Purpose = "gait-analysis" | "sharing" | "rewards" | "retention-statistics" | "population-studies";

/** What a server asks of a new runner. */
export interface RegistrationTerms {
  mode: RegistrationMode;
  ageMinYears: number;
  hasOperator: boolean;
  purposes: { purpose: Purpose; wordingVersion: number }[];
  /** Browsers allow passkeys at this address. */
  passkeys: boolean;
  /** The server can mail a link that resets a password. */
  mail: boolean;
}

/** A purpose and the newest decision about it; never asked is a no. */
export interface Consent {
  purpose: Purpose;
  isGranted: boolean;
  decidedAtUtc: string | null;
}

/** The runner who is signed in. */
export interface Me {
  runnerId: string;
  email: string;
  displayName: string;
  role: Role;
  ageBand: AgeBand;
  createdAtUtc: string;
  consents: Consent[];
}

export interface Session {
  sessionId: string;
  lastUsedAtUtc: string;
  userAgent: string;
  isCurrent: boolean;
}

export interface Passkey {
  passkeyId: string;
  name: string;
  createdAtUtc: string | null;
}

/** What somebody fills in for an account. */
export interface NewAccount {
  email: string;
  password: string;
  displayName: string;
  ageBand: AgeBand;
  invitationToken?: string;
  consents: { purpose: Purpose; isGranted: boolean }[];
}

export interface Invitation {
  invitationId: string;
  role: Role;
  note: string;
  expiresAtUtc: string;
  state: "open" | "used" | "revoked" | "expired";
}

/** An invitation just made; the link is shown once. */
export interface MadeInvitation {
  invitationId: string;
  link: string;
  expiresAtUtc: string;
}

/** Settings of the whole server. */
export interface ServerSettings {
  registrationMode: RegistrationMode;
  ageMinYears: number;
  deletedRunsKeptDays: number;
  /** Null: as long as the run. */
  recordingsKeptDays: number | null;
}

/** A request that was not done. */
export class AccountProblem extends Error {
  /** The server's code; ours: `server-away` no answer came, `no-server` nothing here answers as Solewise's server does. */
  readonly code: string;
  readonly status: number;
  /** When to come again, where the server says it. */
  readonly retryAfterSec: number | null;

  constructor(code: string, status: number, message: string, retryAfterSec: number | null = null) {
    super(message);
    this.name = "AccountProblem";
    this.code = code;
    this.status = status;
    this.retryAfterSec = retryAfterSec;
  }
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** A file server answers every path with a page or not at all; ours answers the API with JSON. */
function isOurs(answer: Response): boolean {
  return answer.status === 204 || /^application\/(?:problem\+)?json\b/.test(answer.headers.get("content-type") ?? "");
}

async function problemOf(answer: Response): Promise<AccountProblem> {
  const { code, detail } = (await answer.json().catch(() => ({}))) as { code?: unknown; detail?: unknown };
  const waitSec = Number(answer.headers.get("retry-after") ?? Number.NaN);
  return new AccountProblem(
    typeof code === "string" ? code : answer.status >= 500 ? "server-failed" : "not-accepted",
    answer.status,
    typeof detail === "string" ? detail : `HTTP ${answer.status}`,
    Number.isFinite(waitSec) ? waitSec : null,
  );
}

/** Asks the server. Rejects with AccountProblem. */ // SGN1
async function ask<Answer>(method: Method, path: string, body?: object): Promise<Answer> {
  const payload =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const answer = await fetch(path, { method, credentials: "same-origin", cache: "no-store", ...payload }).catch(
    (error: unknown) => {
      throw new AccountProblem("server-away", 0, String(error));
    },
  );
  if (!isOurs(answer))
    throw new AccountProblem(answer.status >= 500 ? "server-away" : "no-server", answer.status, path);
  if (!answer.ok) throw await problemOf(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as Answer;
}

/** What this server asks of a new runner. */
export function readTerms(): Promise<RegistrationTerms> {
  return ask("GET", "/api/v1/registration");
}

/** Who is signed in; null: nobody. */
export async function readMe(): Promise<Me | null> {
  const { session } = await ask<{ session: Session | null }>("GET", "/api/auth/get-session");
  return session === null ? null : ask("GET", "/api/v1/me");
}

export async function register(account: NewAccount): Promise<Me> {
  return (await ask<{ me: Me }>("POST", "/api/v1/registration", account)).me;
}

export async function signIn(email: string, password: string): Promise<Me> {
  return (await ask<{ me: Me }>("POST", "/api/auth/sign-in/email", { email, password })).me;
}

/** Ends this session at the server. */
export function endSession(): Promise<void> {
  return ask("POST", "/api/auth/sign-out");
}

/** Asks for a mail with a link; false: this server sends none. */
export async function requestReset(email: string): Promise<boolean> {
  return (await ask<{ isMailed: boolean }>("POST", "/api/auth/request-password-reset", { email })).isMailed;
}

export function resetPassword(token: string, newPassword: string): Promise<void> {
  return ask("POST", "/api/auth/reset-password", { token, newPassword });
}

export function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  return ask("POST", "/api/auth/change-password", { currentPassword, newPassword });
}

export function changeName(displayName: string): Promise<Me> {
  return ask("PATCH", "/api/v1/me", { displayName });
}

export function deleteAccount(password: string): Promise<void> {
  return ask("DELETE", "/api/v1/me", { password });
}

export async function decideConsent(purpose: Purpose, isGranted: boolean): Promise<Consent[]> {
  return (await ask<{ consents: Consent[] }>("PUT", `/api/v1/me/consents/${purpose}`, { isGranted })).consents;
}

export async function readSessions(): Promise<Session[]> {
  return (await ask<{ sessions: Session[] }>("GET", "/api/auth/list-sessions")).sessions;
}

export function revokeSession(sessionId: string): Promise<void> {
  return ask("POST", "/api/auth/revoke-session", { sessionId });
}

export function revokeOtherSessions(): Promise<void> {
  return ask("POST", "/api/auth/revoke-other-sessions");
}

export async function readPasskeys(): Promise<Passkey[]> {
  return (await ask<{ passkeys: Passkey[] }>("GET", "/api/auth/passkey/list-user-passkeys")).passkeys;
}

export function deletePasskey(passkeyId: string): Promise<void> {
  return ask("POST", "/api/auth/passkey/delete-passkey", { passkeyId });
}

/** Whether this browser can use passkeys by the JSON forms of WebAuthn Level 3 §5.1.8–9. */
export function canUsePasskeys(): boolean {
  const { isSecureContext, PublicKeyCredential: credential } = globalThis;
  return (
    isSecureContext &&
    typeof (credential as Partial<typeof credential> | undefined)?.parseCreationOptionsFromJSON === "function"
  );
}

/** What the device made or showed. It refuses when the runner does, or when it has none. */
async function credentialOf(asking: Promise<Credential | null>): Promise<unknown> {
  const made = await asking.catch((error: unknown) => {
    const isKnown = error instanceof DOMException && error.name === "InvalidStateError";
    throw new AccountProblem(isKnown ? "passkey-there-already" : "passkey-not-given", 0, String(error));
  });
  if (!(made instanceof PublicKeyCredential)) throw new AccountProblem("passkey-not-given", 0, "no credential");
  return made.toJSON();
}

/** Makes a passkey on this device. */
export async function addPasskey(name: string): Promise<void> {
  const path = "/api/auth/passkey/generate-register-options";
  const options = await ask<PublicKeyCredentialCreationOptionsJSON>("GET", path);
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const response = await credentialOf(navigator.credentials.create({ publicKey }));
  await ask("POST", "/api/auth/passkey/verify-registration", { response, name });
}

export async function signInByPasskey(): Promise<Me> {
  const path = "/api/auth/passkey/generate-authenticate-options";
  const options = await ask<PublicKeyCredentialRequestOptionsJSON>("GET", path);
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const response = await credentialOf(navigator.credentials.get({ publicKey }));
  return (await ask<{ me: Me }>("POST", "/api/auth/passkey/verify-authentication", { response })).me;
}

export async function readInvitations(): Promise<Invitation[]> {
  return (await ask<{ invitations: Invitation[] }>("GET", "/api/v1/invitations")).invitations;
}

export function createInvitation(wish: { role: Role; note: string; days: number }): Promise<MadeInvitation> {
  return ask("POST", "/api/v1/invitations", wish);
}

export function revokeInvitation(invitationId: string): Promise<void> {
  return ask("DELETE", `/api/v1/invitations/${invitationId}`);
}

export function readSettings(): Promise<ServerSettings> {
  return ask("GET", "/api/v1/settings");
}

export function changeSettings(change: Partial<ServerSettings>): Promise<ServerSettings> {
  return ask("PATCH", "/api/v1/settings", change);
}

/** Whatever the server tells of itself, by name; null where it tells nothing. */
export async function readStatus(): Promise<Record<string, unknown> | null> {
  try {
    return await ask("GET", "/api/v1/operator/status");
  } catch (error) {
    if (error instanceof AccountProblem && error.status === 404) return null;
    throw error;
  }
}
