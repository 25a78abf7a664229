// Requests about recordings, as a client sends them. Comes in: a stage, which recording, bytes. Goes out: the raw answer.
import type { RecordingKey } from "../store/upload-rows.ts";
import { type RawAnswer, rawRequest } from "./raw-request.ts";
import type { RecordingStage } from "./recording-stage.ts";

/** A piece of an upload. */
export interface Sending {
  offset: number;
  bytes: Uint8Array;
  headers?: Record<string, string>;
}

/** Sends a piece. */
export function send(
  stage: RecordingStage,
  key: RecordingKey,
  { offset, bytes, headers = {} }: Sending,
): Promise<RawAnswer> {
  const all = {
    ...stage.as(key.runnerId),
    "content-type": "application/octet-stream",
    "upload-offset": String(offset),
    ...headers,
  };
  return rawRequest({
    port: stage.port,
    path: stage.pathOf(key),
    method: "PATCH",
    headers: all,
    body: Buffer.from(bytes),
  });
}

/** Asks for a recording, or how far it is. */
export function ask(
  stage: RecordingStage,
  key: RecordingKey,
  method: "GET" | "HEAD",
  headers = {},
): Promise<RawAnswer> {
  const all = { ...stage.as(key.runnerId), ...headers };
  return rawRequest({ port: stage.port, path: stage.pathOf(key), method, headers: all });
}

/** What a problem is called. */
export const codeOf = (answer: RawAnswer): unknown => (JSON.parse(answer.body.toString()) as { code: unknown }).code;
