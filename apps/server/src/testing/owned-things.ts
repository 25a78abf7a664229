// Somebody with everything a runner can have. Comes in: the whole application and a signed-in browser. Goes out: the ids.
import { createHash, randomUUID } from "node:crypto";
import { formatRecording } from "@solewise/gait";
import { walkNoisyFoot } from "@solewise/gait/testing";
import type { RunDocument } from "../http/runs/run-schema.ts";
import type { TestBrowser } from "./account-app.ts";
import type { ThingIds } from "./route-cases.ts";
import type { WholeApp } from "./whole-app.ts";

const SETTLED_TIME_MAX_MS = 50_000;

/** A short walk of one foot; two with another start are two recordings. */
export function walkFile(startSec: number): Buffer {
  return Buffer.from([...formatRecording({}, [walkNoisyFoot({ startSec, strideCount: 12 })])].join(""));
}

async function askJson<Body>(browser: TestBrowser, ...request: Parameters<TestBrowser["ask"]>): Promise<Body> {
  const answer = await browser.ask(...request);
  if (answer.statusCode >= 300) throw new Error(`${request[0]} ${request[1]}: ${answer.statusCode} ${answer.body}`);
  return (answer.body === "" ? null : answer.json()) as Body;
}

function uploadOf(file: Buffer, name: string): object {
  const at = "2026-05-01T08:00:00.000Z";
  const foot = { slot: 0, side: "left", sideSource: "chosen", fileName: "left.csv", samples: "coming" };
  const sizes = { sizeBytes: file.length, encoding: "identity", uploadBytes: file.length };
  const sha256 = createHash("sha256").update(file).digest("hex");
  const run = {
    name,
    createdAtUtc: at,
    startedAtUtc: at,
    startSource: "chosen",
    timeZone: "UTC",
    demo: null,
    facts: {},
  };
  return { ...run, feet: [{ ...foot, ...sizes, sha256 }] };
}

/** Brings a run and waits for its analysis. */
async function bringRun(browser: TestBrowser, name: string, file: Buffer): Promise<RunDocument> {
  const path = `/api/v1/runs/${randomUUID()}`;
  await askJson(browser, "PUT", path, uploadOf(file, name));
  const headers = { "content-type": "application/octet-stream", "upload-offset": "0" };
  await askJson(browser, "PATCH", `${path}/recordings/0`, file, headers);
  const deadlineMs = performance.now() + SETTLED_TIME_MAX_MS;
  for (;;) {
    const run = await askJson<RunDocument>(browser, "GET", path);
    if (run.state === "ready") return run;
    if (run.state === "failed" || performance.now() > deadlineMs) throw new Error(`the run is ${run.state}`);
    await new Promise((resolve) => void setTimeout(resolve, 50));
  }
}

/** Two edits of one field, made on the same revision: the second is a conflict. */
async function makeConflict(browser: TestBrowser, { runId, revision }: RunDocument, name: string): Promise<string> {
  const edit = { baseRevision: revision, editedAtUtc: "2026-05-02T08:00:00.000Z", deviceName: "Phone" };
  const path = `/api/v1/runs/${runId}/edits`;
  await askJson(browser, "POST", path, { ...edit, editId: randomUUID(), name });
  const editId = randomUUID();
  await askJson(browser, "POST", path, { ...edit, editId, name: "Over the hill" });
  return editId;
}

/** A passkey as a browser would have made it. */
async function makePasskey({ services }: WholeApp, loginId: string): Promise<string> {
  const row = {
    id: randomUUID(),
    name: "Phone",
    login_id: loginId,
    public_key: "none",
    webauthn_credential_id: randomUUID(),
    counter: 0,
    device_type: "singleDevice",
    is_backed_up: false,
    created_at: new Date(),
  };
  await services.database.insertInto("auth.passkey").values(row).execute();
  return row.id;
}

/** Who gets everything. */
export interface Owner {
  browser: TestBrowser;
  operator: TestBrowser;
  email: string;
  /** Keeps recordings of two runners apart. */
  startSec: number;
  runName: string;
}

/** Gives a runner everything. */
export async function makeThings(
  whole: WholeApp,
  { browser, operator, email, startSec, runName }: Owner,
): Promise<ThingIds> {
  const run = await bringRun(browser, "Morning", walkFile(startSec));
  const editId = await makeConflict(browser, run, runName);
  const deleted = await bringRun(browser, "Gone", walkFile(startSec + 1));
  await askJson(browser, "DELETE", `/api/v1/runs/${deleted.runId}`);
  const { database } = whole.services;
  const login = await database
    .selectFrom("auth.login")
    .select("id")
    .where("email", "=", email)
    .executeTakeFirstOrThrow();
  const { sessions } = await askJson<{ sessions: { sessionId: string; isCurrent: boolean }[] }>(
    browser,
    "GET",
    "/api/auth/list-sessions",
  );
  const invitation = await askJson<{ invitationId: string }>(operator, "POST", "/api/v1/invitations", {});
  return {
    runId: run.runId,
    deletedRunId: deleted.runId,
    analysisId: run.analysis?.analysisId ?? "",
    editId,
    sessionId: sessions.find(({ isCurrent }) => !isCurrent)?.sessionId ?? "",
    passkeyId: await makePasskey(whole, login.id),
    invitationId: invitation.invitationId,
  };
}
