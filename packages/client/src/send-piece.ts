// Recordings in pieces, as docs/protocol/sync.md describes them: the two requests whose answers are headers. Comes in: a
// client, whose recording. Goes out: offsets.
import { ApiProblem, readCount } from "./api-problem.ts";
import { type SolewiseClient, readAnswer } from "./create-client.ts";

/** A recording of a run. */
export interface RecordingPlace {
  runId: string;
  slot: number;
}

/** How far an upload is. */
export interface UploadProgress {
  /** The byte to go on at. */
  offsetBytes: number;
  /** All that is to come. */
  lengthBytes: number;
}

const PATH = "/api/v1/runs/{runId}/recordings/{slot}";

function pathOf({ runId, slot }: RecordingPlace): { runId: string; slot: string } {
  return { runId, slot: String(slot) };
}

function readBytes(headers: Headers, name: string): number {
  const count = readCount(headers, name);
  if (count !== null) return count;
  const detail = `Expected the answer to have ${name} in bytes, but it was ${headers.get(name) ?? "missing"}.`;
  throw new ApiProblem(0, "no-server", detail);
}

/** Asks how far it is. Throws ApiProblem. */ // CLT3
export async function readUploadProgress(client: SolewiseClient, place: RecordingPlace): Promise<UploadProgress> {
  const { response } = await readAnswer(client.HEAD(PATH, { params: { path: pathOf(place) } }));
  return {
    offsetBytes: readBytes(response.headers, "upload-offset"),
    lengthBytes: readBytes(response.headers, "upload-length"),
  };
}

/** Sends bytes from an offset on; resolves with the offset after them, when they are on the server's disk. */ // CLT3
export async function sendPiece(
  client: SolewiseClient,
  place: RecordingPlace,
  piece: { offsetBytes: number; bytes: Uint8Array<ArrayBuffer> | Blob; signal?: AbortSignal },
): Promise<number> {
  const { response } = await readAnswer(
    client.PATCH(PATH, {
      params: { path: pathOf(place), header: { "upload-offset": String(piece.offsetBytes) } },
      headers: { "content-type": "application/octet-stream" },
      body: piece.bytes,
      ...(piece.signal === undefined ? {} : { signal: piece.signal }),
    }),
  );
  return readBytes(response.headers, "upload-offset");
}
