// The server over HTTP, docs/protocol/sync.md: what sync asks, as requests of the API's client.
import {
  readAnswer,
  readUploadProgress,
  type RunUpload as ToldUpload,
  sendPiece,
  type SolewiseClient,
} from "@solewise/client";
import type { Side } from "@solewise/terms";
import type { RunDocument } from "../store/run-document.ts";
import { endSession } from "./open-client.ts";
import type { BroughtRun, ChangesPage, EditAnswer, Resolution, RunEdit, RunUpload, ServerLink } from "./server-link.ts";

class FetchLink implements ServerLink {
  readonly #client: SolewiseClient;

  constructor(client: SolewiseClient) {
    this.#client = client;
  }

  endSession(): Promise<void> {
    return endSession(this.#client);
  }

  async readChanges(after: number): Promise<ChangesPage> {
    const params = { query: { after: String(after) } };
    return (await readAnswer(this.#client.GET("/api/v1/changes", { params }))).data as ChangesPage;
  }

  async putRun(runId: string, upload: RunUpload, onceKey: string): Promise<BroughtRun> {
    const params = { path: { runId }, header: { "idempotency-key": onceKey } };
    const body = upload as unknown as ToldUpload; // interfaces have no index signature
    const { data, response } = await readAnswer(this.#client.PUT("/api/v1/runs/{runId}", { params, body }));
    const { isSameContent: _, redeclared = [], ...document } = data;
    return { document: document as RunDocument, isNew: response.status === 201, redeclared };
  }

  async sendEdit(runId: string, body: RunEdit, onceKey: string): Promise<EditAnswer> {
    const params = { path: { runId }, header: { "idempotency-key": onceKey } };
    return (await readAnswer(this.#client.POST("/api/v1/runs/{runId}/edits", { params, body }))).data as EditAnswer;
  }

  async resolveConflict(runId: string, { editId, take, field }: Resolution, onceKey: string): Promise<RunDocument> {
    const params = { path: { runId, editId }, header: { "idempotency-key": onceKey } };
    const asked = this.#client.POST("/api/v1/runs/{runId}/edits/{editId}/resolution", {
      params,
      body: { take, field },
    });
    return (await readAnswer(asked)).data as RunDocument;
  }

  async purgeRun(runId: string, onceKey: string): Promise<void> {
    const params = { path: { runId }, header: { "idempotency-key": onceKey } };
    await readAnswer(this.#client.POST("/api/v1/runs/{runId}/purge", { params }));
  }

  async analyseAgain(runId: string, onceKey: string): Promise<RunDocument> {
    const params = { path: { runId }, header: { "idempotency-key": onceKey } };
    const asked = this.#client.POST("/api/v1/runs/{runId}/analyses", { params });
    return (await readAnswer(asked)).data as RunDocument;
  }

  readUpload(runId: string, slot: number): Promise<{ offsetBytes: number; lengthBytes: number }> {
    return readUploadProgress(this.#client, { runId, slot });
  }

  uploadRecording(runId: string, slot: number, offsetBytes: number, bytes: Blob): Promise<number> {
    return sendPiece(this.#client, { runId, slot }, { offsetBytes, bytes });
  }

  readStrides(runId: string, analysisId: string, side: Side): Promise<Uint8Array<ArrayBuffer>> {
    return this.#readFile("/api/v1/runs/{runId}/analyses/{analysisId}/{side}/strides.bin", { runId, analysisId, side });
  }

  readPaths(runId: string, analysisId: string, side: Side): Promise<Uint8Array<ArrayBuffer>> {
    return this.#readFile("/api/v1/runs/{runId}/analyses/{analysisId}/{side}/paths.bin", { runId, analysisId, side });
  }

  async readRecording(runId: string, slot: number): Promise<Blob> {
    const params = { path: { runId, slot: String(slot) } };
    const asked = this.#client.GET("/api/v1/runs/{runId}/recordings/{slot}", { params, parseAs: "blob" });
    return (await readAnswer(asked)).data;
  }

  async #readFile(
    address: `/api/v1/runs/{runId}/analyses/{analysisId}/{side}/${"strides" | "paths"}.bin`,
    path: { runId: string; analysisId: string; side: Side },
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { data } = await readAnswer(this.#client.GET(address, { params: { path }, parseAs: "arrayBuffer" }));
    return new Uint8Array(data);
  }
}

/** A server by HTTP. */
export function openFetchLink(client: SolewiseClient): ServerLink {
  return new FetchLink(client);
}
