// The server over fetch, docs/protocol/sync.md: requests of ServerLink as HTTP, refusals as ServerError. The session is a
// cookie of the same origin; programs without one give a token. SYN15
import type { Side } from "@solewise/terms";
import type { RunDocument } from "../store/run-document.ts";
import { type ChangesPage, type EditAnswer, ServerError, type ServerLink, type SignedInRunner } from "./server-link.ts";

/** How long an answer may take, ms. Range 5000–300,000. */
const ANSWER_MAX_MS = 60_000;

/** How long bytes may be on their way: 4 MiB at 128 kbit/s. ms. */
const BYTES_MAX_MS = 300_000;

const OFFSET = "upload-offset";
const LENGTH = "upload-length";

/** Where the server is and who is asking. */
export interface FetchSettings {
  /** "" for where the app came from. */
  origin?: string;
  /** Session token, where there is no cookie. */
  token?: string;
  /** Ends everything that is on its way. */
  signal?: AbortSignal;
}

interface Request {
  method: "GET" | "HEAD" | "PUT" | "POST" | "PATCH";
  path: string;
  json?: object;
  bytes?: { blob: Blob; offsetBytes: number };
  /** What comes is a file. */
  isFile?: boolean;
}

function retryAfterMs(answer: Response): number | null {
  const header = answer.headers.get("retry-after");
  if (header === null) return null;
  const sec = Number(header);
  const waitMs = Number.isFinite(sec) ? sec * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : null;
}

function readNumber(answer: Response, header: string): number | null {
  const text = answer.headers.get(header);
  return text !== null && /^\d{1,15}$/u.test(text) ? Number(text) : null;
}

async function errorOf(answer: Response): Promise<ServerError> {
  const problem = (await answer.json().catch(() => ({}))) as { code?: unknown; detail?: unknown };
  const code = typeof problem.code === "string" ? problem.code : `http-${answer.status}`;
  const message = typeof problem.detail === "string" ? problem.detail : `the server answered ${answer.status}`;
  const more = { retryAfterMs: retryAfterMs(answer), offsetBytes: readNumber(answer, OFFSET) };
  return new ServerError(answer.status, code, message, more);
}

function headersOf({ json, bytes }: Request, token: string | undefined): Record<string, string> {
  return {
    ...(json === undefined ? {} : { "content-type": "application/json" }),
    ...(bytes === undefined ? {} : { "content-type": "application/octet-stream", [OFFSET]: String(bytes.offsetBytes) }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
}

/** Rejects with ServerError unless the answer is 2xx and ours: a file server answers every path with a page. */
async function ask({ origin = "", token, signal }: FetchSettings, request: Request): Promise<Response> {
  const { method, path, json, bytes, isFile = false } = request;
  const ends = [AbortSignal.timeout(bytes === undefined && !isFile ? ANSWER_MAX_MS : BYTES_MAX_MS)];
  if (signal !== undefined) ends.push(signal);
  const body = bytes?.blob ?? (json === undefined ? null : JSON.stringify(json));
  const answer = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: headersOf(request, token),
    body,
    credentials: "same-origin",
    cache: "no-store",
    signal: AbortSignal.any(ends),
  }).catch((cause: unknown) => {
    if (signal?.aborted === true) throw signal.reason;
    throw new ServerError(0, "no-answer", "no answer came", { cause });
  });
  if (!answer.ok) throw await errorOf(answer);
  if ((answer.headers.get("content-type") ?? "").startsWith("text/html"))
    throw new ServerError(0, "no-server", "what answers here is not the server");
  return answer;
}

/** The body of an answer. Rejects with ServerError when it is cut. */
async function read<Body>(body: Promise<unknown>): Promise<Body> {
  try {
    return (await body) as Body;
  } catch (cause) {
    throw new ServerError(0, "answer-cut-short", "the answer ended too early", { cause });
  }
}

class FetchLink implements ServerLink {
  readonly #settings: FetchSettings;

  constructor(settings: FetchSettings) {
    this.#settings = settings;
  }

  me(): Promise<SignedInRunner> {
    return this.#json({ method: "GET", path: "/me" });
  }

  readChanges(after: number): Promise<ChangesPage> {
    return this.#json({ method: "GET", path: `/changes?after=${after}` });
  }

  async putRun(runId: string, upload: object): Promise<{ document: RunDocument; isNew: boolean }> {
    const answer = await ask(this.#settings, { method: "PUT", path: `/runs/${runId}`, json: upload });
    const told = await read<RunDocument & { isSameContent?: boolean }>(answer.json());
    const { isSameContent: _, ...document } = told;
    return { document, isNew: answer.status === 201 };
  }

  sendEdit(runId: string, edit: object): Promise<EditAnswer> {
    return this.#json({ method: "POST", path: `/runs/${runId}/edits`, json: edit });
  }

  resolveConflict(runId: string, editId: string, take: "mine" | "theirs", field: string): Promise<RunDocument> {
    return this.#json({ method: "POST", path: `/runs/${runId}/edits/${editId}/resolution`, json: { take, field } });
  }

  async purgeRun(runId: string): Promise<void> {
    await ask(this.#settings, { method: "POST", path: `/runs/${runId}/purge` });
  }

  async readUpload(runId: string, slot: number): Promise<{ offsetBytes: number; lengthBytes: number }> {
    const answer = await ask(this.#settings, { method: "HEAD", path: `/runs/${runId}/recordings/${slot}` });
    return { offsetBytes: readNumber(answer, OFFSET) ?? 0, lengthBytes: readNumber(answer, LENGTH) ?? 0 };
  }

  async uploadRecording(runId: string, slot: number, offsetBytes: number, blob: Blob): Promise<number> {
    const path = `/runs/${runId}/recordings/${slot}`;
    const answer = await ask(this.#settings, { method: "PATCH", path, bytes: { blob, offsetBytes } });
    return readNumber(answer, OFFSET) ?? offsetBytes + blob.size;
  }

  readStrides(runId: string, analysisId: string, side: Side): Promise<Uint8Array<ArrayBuffer>> {
    return this.#bytes(`/runs/${runId}/analyses/${analysisId}/${side}/strides.bin`);
  }

  readPaths(runId: string, analysisId: string, side: Side): Promise<Uint8Array<ArrayBuffer>> {
    return this.#bytes(`/runs/${runId}/analyses/${analysisId}/${side}/paths.bin`);
  }

  async readRecording(runId: string, slot: number): Promise<Blob> {
    const path = `/runs/${runId}/recordings/${slot}`;
    return read((await ask(this.#settings, { method: "GET", path, isFile: true })).blob());
  }

  async #json<Body>(request: Request): Promise<Body> {
    return read((await ask(this.#settings, request)).json());
  }

  async #bytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(
      await read<ArrayBuffer>((await ask(this.#settings, { method: "GET", path, isFile: true })).arrayBuffer()),
    );
  }
}

/** A server by fetch. */
export function openFetchLink(settings: FetchSettings = {}): ServerLink {
  return new FetchLink(settings);
}
