// What the account and operator screens ask of the server this app came from. Comes in: what somebody filled in. Goes out: the
// answer, or an ApiProblem with the server's stable code. The session is a cookie that no script reads. // SGN1
import {
  type AnswerOf,
  ApiProblem,
  type BodyOf,
  type Consent,
  type Me,
  readAnswer,
  type SolewiseClient,
} from "@solewise/client";
import { openAppClient } from "./leave-session.ts";

export { ApiProblem, type Consent, type Me } from "@solewise/client";

/** What a server asks of a new runner. */
export type RegistrationTerms = AnswerOf<"getRegistration">;
/** How a server takes new runners. */
export type RegistrationMode = RegistrationTerms["mode"];
export type AgeBand = Me["ageBand"];
export type Role = Me["role"];
export type Purpose = Consent["purpose"];
export type Session = AnswerOf<"listSessions">["sessions"][number];
export type Passkey = AnswerOf<"listPasskeys">["passkeys"][number];
/** What somebody fills in for an account. */
export type NewAccount = BodyOf<"register">;
export type Invitation = AnswerOf<"listInvitations">["invitations"][number];
/** An invitation just made; the link is shown once. */
export type MadeInvitation = AnswerOf<"createInvitation">;
/** Settings of the whole server. */
export type ServerSettings = AnswerOf<"getSettings">;
/** What the server tells of itself. */
export type ServerStatus = AnswerOf<"getOperatorStatus">;

let opened: SolewiseClient | null = null;

function server(): SolewiseClient {
  opened ??= openAppClient();
  return opened;
}

/** What this server asks of a new runner. */
export async function readTerms(): Promise<RegistrationTerms> {
  return (await readAnswer(server().GET("/api/v1/registration"))).data;
}

/** Who is signed in; null: nobody. */
export async function readMe(): Promise<Me | null> {
  const { data } = await readAnswer(server().GET("/api/auth/get-session"));
  return data.session === null ? null : (await readAnswer(server().GET("/api/v1/me"))).data;
}

export async function register(body: NewAccount): Promise<Me> {
  return (await readAnswer(server().POST("/api/v1/registration", { body }))).data.me;
}

export async function signIn(email: string, password: string): Promise<Me> {
  return (await readAnswer(server().POST("/api/auth/sign-in/email", { body: { email, password } }))).data.me;
}

/** Asks for a mail with a link; false: this server sends none. */
export async function requestReset(email: string): Promise<boolean> {
  return (await readAnswer(server().POST("/api/auth/request-password-reset", { body: { email } }))).data.isMailed;
}

export async function resetPassword(token: string, newPassword: string): Promise<void> {
  await readAnswer(server().POST("/api/auth/reset-password", { body: { token, newPassword } }));
}

export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await readAnswer(server().POST("/api/auth/change-password", { body: { currentPassword, newPassword } }));
}

export async function changeName(displayName: string): Promise<Me> {
  return (await readAnswer(server().PATCH("/api/v1/me", { body: { displayName } }))).data;
}

export async function deleteAccount(password: string): Promise<void> {
  await readAnswer(server().DELETE("/api/v1/me", { body: { password } }));
}

export async function decideConsent(purpose: Purpose, isGranted: boolean): Promise<Consent[]> {
  const asked = server().PUT("/api/v1/me/consents/{purpose}", { params: { path: { purpose } }, body: { isGranted } });
  return (await readAnswer(asked)).data.consents;
}

export async function readSessions(): Promise<Session[]> {
  return (await readAnswer(server().GET("/api/auth/list-sessions"))).data.sessions;
}

export async function revokeSession(sessionId: string): Promise<void> {
  await readAnswer(server().POST("/api/auth/revoke-session", { body: { sessionId } }));
}

export async function revokeOtherSessions(): Promise<void> {
  await readAnswer(server().POST("/api/auth/revoke-other-sessions"));
}

export async function readPasskeys(): Promise<Passkey[]> {
  return (await readAnswer(server().GET("/api/auth/passkey/list-user-passkeys"))).data.passkeys;
}

export async function deletePasskey(passkeyId: string): Promise<void> {
  await readAnswer(server().POST("/api/auth/passkey/delete-passkey", { body: { passkeyId } }));
}

/** Whether this browser can use passkeys by the JSON forms of WebAuthn Level 3 §5.1.8–9. */
export function canUsePasskeys(): boolean {
  const { isSecureContext, PublicKeyCredential: credential } = globalThis;
  return (
    isSecureContext &&
    typeof (credential as Partial<typeof credential> | undefined)?.parseCreationOptionsFromJSON === "function"
  );
}

/** What the device made or showed, as JSON. It refuses when the runner does, or when it has none. */
async function credentialOf(asking: Promise<Credential | null>): Promise<Record<string, unknown>> {
  const made = await asking.catch((cause: unknown) => {
    const isKnown = cause instanceof DOMException && cause.name === "InvalidStateError";
    throw new ApiProblem(400, isKnown ? "passkey-there-already" : "passkey-not-given", String(cause), { cause });
  });
  if (!(made instanceof PublicKeyCredential)) throw new ApiProblem(400, "passkey-not-given", "no credential");
  return { ...(made.toJSON() as object) };
}

/** Makes a passkey on this device. */
export async function addPasskey(name: string): Promise<void> {
  const { data } = await readAnswer(server().GET("/api/auth/passkey/generate-register-options"));
  const options = data as unknown as PublicKeyCredentialCreationOptionsJSON;
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const response = await credentialOf(navigator.credentials.create({ publicKey }));
  await readAnswer(server().POST("/api/auth/passkey/verify-registration", { body: { response, name } }));
}

export async function signInByPasskey(): Promise<Me> {
  const { data } = await readAnswer(server().GET("/api/auth/passkey/generate-authenticate-options"));
  const options = data as unknown as PublicKeyCredentialRequestOptionsJSON;
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const response = await credentialOf(navigator.credentials.get({ publicKey }));
  return (await readAnswer(server().POST("/api/auth/passkey/verify-authentication", { body: { response } }))).data.me;
}

export async function readInvitations(): Promise<Invitation[]> {
  return (await readAnswer(server().GET("/api/v1/invitations"))).data.invitations;
}

export async function createInvitation(body: BodyOf<"createInvitation">): Promise<MadeInvitation> {
  return (await readAnswer(server().POST("/api/v1/invitations", { body }))).data;
}

export async function revokeInvitation(invitationId: string): Promise<void> {
  const params = { path: { invitationId } };
  await readAnswer(server().DELETE("/api/v1/invitations/{invitationId}", { params }));
}

export async function readSettings(): Promise<ServerSettings> {
  return (await readAnswer(server().GET("/api/v1/settings"))).data;
}

export async function changeSettings(body: Partial<ServerSettings>): Promise<ServerSettings> {
  return (await readAnswer(server().PATCH("/api/v1/settings", { body }))).data;
}

/** What the server tells of itself. */
export async function readStatus(): Promise<ServerStatus> {
  return (await readAnswer(server().GET("/api/v1/operator/status"))).data;
}
