// How each route of the API is asked by who may not. Comes in: nothing. Goes out: a case for every route; a route without
// one fails the test of authorisation.

/** Ids of somebody's things; or of nothing. */
export interface ThingIds {
  runId: string;
  deletedRunId: string;
  analysisId: string;
  editId: string;
  sessionId: string;
  passkeyId: string;
  invitationId: string;
}

/** One way to ask. */
export interface RouteCase {
  /**
   * own: it names nothing, and tells a caller of the caller's alone. object: it names a thing, in its path or body. creates: it
   * makes a thing under an id that the caller chose. operator, public: as `access`.
   */
  kind: "own" | "object" | "creates" | "operator" | "public";
  /** Values in the path; `runId` and others come from the ids unless given here. */
  params?: (ids: ThingIds) => Record<string, string>;
  query?: string;
  body?: (ids: ThingIds) => object | Buffer;
  headers?: Record<string, string>;
  /** The caller's session is over afterwards. */
  endsSession?: boolean;
  /** What who owns the thing is answered, as the last request of all; without it nobody asks so. */
  ownerStatus?: number;
}

const ANY_MATCH = { "if-match": "*" };
const OF_FOOT = (): Record<string, string> => ({ side: "left" });
const WRITTEN = "2026-05-01T08:00:00.000Z";

/** A run as nobody's recordings made it. */
const FOREIGN_RUN = {
  name: "Another's",
  createdAtUtc: WRITTEN,
  startedAtUtc: WRITTEN,
  startSource: "chosen",
  timeZone: "UTC",
  demo: null,
  feet: [
    {
      slot: 0,
      side: "left",
      sideSource: "chosen",
      fileName: "left.csv",
      sha256: "5".repeat(64),
      sizeBytes: 10,
      encoding: "identity",
      uploadBytes: 10,
      samples: "coming",
    },
  ],
  facts: {},
};

const ACCOUNT_CASES: Record<string, RouteCase> = {
  "GET /api/v1/registration": { kind: "public" },
  "POST /api/v1/registration": { kind: "public", body: () => ({}) },
  "POST /api/auth/sign-in/email": { kind: "public", body: () => ({}) },
  "POST /api/auth/request-password-reset": { kind: "public", body: () => ({}) },
  "POST /api/auth/reset-password": { kind: "public", body: () => ({}) },
  "GET /api/auth/passkey/generate-authenticate-options": { kind: "public" },
  "POST /api/auth/passkey/verify-authentication": { kind: "public", body: () => ({}) },
  "GET /api/auth/get-session": { kind: "public" },
  "GET /api/v1/me": { kind: "own" },
  "PATCH /api/v1/me": { kind: "own", body: () => ({ displayName: "Stranger" }) },
  "DELETE /api/v1/me": { kind: "own", body: () => ({ password: "not this one" }) },
  "GET /api/v1/me/consents": { kind: "own" },
  "PUT /api/v1/me/consents/:purpose": {
    kind: "own",
    params: () => ({ purpose: "sharing" }),
    body: () => ({ isGranted: true }),
  },
  "POST /api/auth/change-password": {
    kind: "own",
    body: () => ({ currentPassword: "not this one", newPassword: "two slow red kites" }),
  },
  "GET /api/auth/list-sessions": { kind: "own" },
  "POST /api/auth/revoke-session": {
    kind: "object",
    body: ({ sessionId }) => ({ sessionId }),
    ownerStatus: 204,
  },
  "POST /api/auth/revoke-other-sessions": { kind: "own" },
  "POST /api/auth/sign-out": { kind: "own", endsSession: true },
  "GET /api/auth/passkey/generate-register-options": { kind: "own" },
  "POST /api/auth/passkey/verify-registration": { kind: "own", body: () => ({ response: {} }) },
  "GET /api/auth/passkey/list-user-passkeys": { kind: "own" },
  "POST /api/auth/passkey/delete-passkey": {
    kind: "object",
    body: ({ passkeyId }) => ({ passkeyId }),
    ownerStatus: 204,
  },
  "GET /api/v1/invitations": { kind: "operator" },
  "POST /api/v1/invitations": { kind: "operator", body: () => ({}) },
  "DELETE /api/v1/invitations/:invitationId": { kind: "operator" },
  "GET /api/v1/operator/status": { kind: "operator" },
  "GET /api/v1/settings": { kind: "operator" },
  "PATCH /api/v1/settings": { kind: "operator", body: () => ({ ageMinYears: 16 }) },
};

const RUN_CASES: Record<string, RouteCase> = {
  "GET /api/v1/runs": { kind: "own" },
  "GET /api/v1/changes": { kind: "own", query: "after=0" },
  "GET /api/v1/weeks": { kind: "own", query: "from=2026-04-27&count=3" },
  "PUT /api/v1/runs/:runId": { kind: "creates", body: () => FOREIGN_RUN },
  "GET /api/v1/runs/:runId": { kind: "object", ownerStatus: 200 },
  "GET /api/v1/runs/:runId/analyses": { kind: "object", ownerStatus: 200 },
  "GET /api/v1/runs/:runId/analyses/:analysisId": { kind: "object", ownerStatus: 200 },
  "GET /api/v1/runs/:runId/analyses/:analysisId/:side/strides.bin": {
    kind: "object",
    params: OF_FOOT,
    ownerStatus: 200,
  },
  "GET /api/v1/runs/:runId/analyses/:analysisId/:side/paths.bin": { kind: "object", params: OF_FOOT, ownerStatus: 200 },
  "GET /api/v1/runs/:runId/recordings/:slot": { kind: "object", params: () => ({ slot: "0" }), ownerStatus: 200 },
  "HEAD /api/v1/runs/:runId/recordings/:slot": { kind: "object", params: () => ({ slot: "0" }), ownerStatus: 200 },
  "PATCH /api/v1/runs/:runId/recordings/:slot": {
    kind: "object",
    params: () => ({ slot: "0" }),
    headers: { "content-type": "application/octet-stream", "upload-offset": "0" },
    body: () => Buffer.from("time_s"),
    ownerStatus: 409,
  },
  "POST /api/v1/runs/:runId/edits": {
    kind: "object",
    body: () => ({
      editId: "01900000-0000-7000-8000-0000000000ff",
      baseRevision: 1,
      editedAtUtc: WRITTEN,
      deviceName: "Stranger's",
      notes: "read",
    }),
    ownerStatus: 200,
  },
  "POST /api/v1/runs/:runId/edits/:editId/resolution": {
    kind: "object",
    body: () => ({ take: "mine" }),
    ownerStatus: 200,
  },
  "PATCH /api/v1/runs/:runId": {
    kind: "object",
    headers: ANY_MATCH,
    body: () => ({ name: "Taken" }),
    ownerStatus: 200,
  },
  "POST /api/v1/runs/:runId/analyses": { kind: "object", ownerStatus: 202 },
  "DELETE /api/v1/runs/:runId": { kind: "object", ownerStatus: 200 },
  "POST /api/v1/runs/:runId/restore": {
    kind: "object",
    params: ({ deletedRunId }) => ({ runId: deletedRunId }),
    ownerStatus: 200,
  },
  "POST /api/v1/runs/:runId/purge": { kind: "object", ownerStatus: 204 },
};

/** Every route of the API by `METHOD pattern`; the owner asks in this order. */
export const ROUTE_CASES: Readonly<Record<string, RouteCase>> = { ...ACCOUNT_CASES, ...RUN_CASES };

/** Routes that are no part of the API and that everybody may ask: none tells of anybody. */
export const PUBLIC_ROUTES: ReadonlySet<string> = new Set([
  "GET /healthz",
  "GET /readyz",
  "GET /metrics",
  "GET /openapi.json",
  "POST /share",
  "GET /trust",
  "GET /trust/*",
  "GET /trust/style.css",
  "GET /trust/solewise-ca.crt",
  "GET /trust/solewise-ca.mobileconfig",
  "GET /*",
]);
