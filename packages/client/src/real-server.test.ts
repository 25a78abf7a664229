// The client at the real server: what the types promise is what comes.
import { createHash, randomUUID } from "node:crypto";
import { formatRecording } from "@solewise/gait";
import { walkNoisyFoot } from "@solewise/gait/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../scripts/test/server/start-test-server.ts";
import {
  ApiProblem,
  createSolewiseClient,
  readAnswer,
  readUploadProgress,
  type RunDocument,
  type RunUpload,
  sendPiece,
  type SolewiseClient,
} from "./index.ts";

let server: TestServer;
let client: SolewiseClient;
const open = (token?: string): SolewiseClient =>
  createSolewiseClient({
    origin: server.origin,
    fetch: (request) => fetch(request),
    ...(token === undefined ? {} : { token }),
  });

beforeAll(async () => {
  server = await startTestServer();
  const body = {
    email: "ana@shoe.example",
    password: "four quiet green boats",
    displayName: "Ana",
    ageBand: "18-plus" as const,
    consents: [{ purpose: "gait-analysis" as const, isGranted: true }],
    invitationToken: server.joinToken,
    keep: "token" as const,
  };
  const { data } = await readAnswer(open().POST("/api/v1/registration", { body }));
  client = open(data.token ?? "");
}, 120_000);
afterAll(() => server.stop());

const csv = Buffer.from([...formatRecording({}, [walkNoisyFoot({ startSec: 1, strideCount: 12 })])].join(""));
const at = "2026-05-01T08:00:00.000Z";
const upload: RunUpload = {
  name: "Along the river",
  createdAtUtc: at,
  startedAtUtc: at,
  startSource: "chosen",
  timeZone: "UTC",
  demo: null,
  feet: [
    {
      slot: 0,
      side: "left",
      sideSource: "chosen",
      fileName: "left.csv",
      sha256: createHash("sha256").update(csv).digest("hex"),
      sizeBytes: csv.length,
      encoding: "identity",
      uploadBytes: csv.length,
      samples: "coming",
    },
  ],
  facts: {},
};

async function untilReady(runId: string): Promise<RunDocument> {
  for (;;) {
    const { data } = await readAnswer(client.GET("/api/v1/runs/{runId}", { params: { path: { runId } } }));
    if (data.state === "ready" || data.state === "failed") return data;
    await new Promise((resolve) => void setTimeout(resolve, 100));
  }
}

describe("at the real server", () => {
  it("[CLT4] the caller is who registered", async () => {
    const { data } = await readAnswer(client.GET("/api/v1/me"));
    expect(data).toMatchObject({ email: "ana@shoe.example", displayName: "Ana", role: "operator" });
  });

  it("[CLT2] [CLT4] nobody is refused with a code", async () => {
    const refused = await readAnswer(open().GET("/api/v1/me")).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ApiProblem);
    expect(refused).toMatchObject({ status: 401, code: "not-signed-in" });
  });

  it("[CLT1] [CLT3] [CLT4] a run goes there in pieces, is analysed, and comes back as it was", async () => {
    const runId = randomUUID();
    const path = { runId };
    const { data, response } = await readAnswer(client.PUT("/api/v1/runs/{runId}", { params: { path }, body: upload }));
    expect([response.status, data.state]).toEqual([201, "awaiting-recordings"]);
    const place = { runId, slot: 0 };
    const half = csv.length >> 1;
    const pieces = [csv.subarray(0, half), csv.subarray(half)];
    expect(await sendPiece(client, place, { offsetBytes: 0, bytes: Uint8Array.from(pieces[0] ?? []) })).toBe(half);
    expect(await readUploadProgress(client, place)).toEqual({ offsetBytes: half, lengthBytes: csv.length });
    const wrong = sendPiece(client, place, { offsetBytes: 1, bytes: Uint8Array.of(1) });
    await expect(wrong).rejects.toMatchObject({ status: 409, code: "upload-offset-wrong" });
    expect(await sendPiece(client, place, { offsetBytes: half, bytes: new Blob([pieces[1] ?? ""]) })).toBe(csv.length);
    const run = await untilReady(runId);
    expect([run.state, run.analysis?.feet.map(({ side }) => side)]).toEqual(["ready", ["left"]]);
    const kept = client.GET("/api/v1/runs/{runId}/recordings/{slot}", {
      params: { path: { runId, slot: "0" } },
      parseAs: "text",
    });
    expect((await readAnswer(kept)).data).toBe(csv.toString());
    const listed = await readAnswer(client.GET("/api/v1/runs", { params: { query: { limit: "5" } } }));
    expect(listed.data.runs.map(({ name, sides }) => [name, sides])).toEqual([["Along the river", ["left"]]]);
  });
});
