// A request whose body has no end for all practical purposes. Comes in: where to, how it is sent. Goes out: what was answered, and
// how much had been sent by then.
import { request } from "node:http";

/** Bytes of a chunk. */
const CHUNK_BYTES = 262_144;
/** How long an answer is waited for. Milliseconds. */
const TIME_MAX_MS = 180_000;

/** What is sent. */
export interface EndlessRequest {
  method: "PUT" | "PATCH";
  url: string;
  headers: Record<string, string>;
  /** All that would be sent. Bytes. */
  totalBytes: number;
  /** Whether the length is said before. */
  isLengthSaid: boolean;
  /** The bytes, over and over; without it zeros. */
  chunk?: Buffer;
}

/** What came back. */
export interface EndlessAnswer {
  /** 0: no answer came. */
  status: number;
  code: string;
  sentence: string;
  sentBytes: number;
  timeMs: number;
}

function readProblem(text: string): { code: string; sentence: string } {
  try {
    const { code = "none", detail = "" } = JSON.parse(text) as { code?: string; detail?: string };
    return { code, sentence: detail };
  } catch {
    return { code: "none", sentence: text.slice(0, 100) };
  }
}

/** Sends until everything is sent, an answer comes, or the connection ends. */
export function sendEndless({
  method,
  url,
  headers,
  totalBytes,
  isLengthSaid,
  chunk,
}: EndlessRequest): Promise<EndlessAnswer> {
  const bytes = chunk ?? Buffer.alloc(CHUNK_BYTES);
  const beganMs = performance.now();
  let sentBytes = 0;
  return new Promise((resolve) => {
    const length = isLengthSaid ? { "content-length": String(totalBytes) } : { "transfer-encoding": "chunked" };
    const sent = request(url, { method, headers: { ...headers, ...length }, agent: false });
    const over = new AbortController();
    const settle = (answer: Pick<EndlessAnswer, "status" | "code" | "sentence">): void => {
      if (over.signal.aborted) return;
      over.abort();
      clearTimeout(timer);
      resolve({ ...answer, sentBytes, timeMs: performance.now() - beganMs });
      sent.destroy();
    };
    const timer = setTimeout(() => settle({ status: 0, code: "no-answer", sentence: "nothing in time" }), TIME_MAX_MS);
    sent.on("response", (response) => {
      let text = "";
      response.on("data", (part: Buffer) => (text += part.toString()));
      const end = (): void => settle({ status: response.statusCode ?? 0, ...readProblem(text) });
      response.on("end", end).on("error", end);
    });
    sent.on("error", (error) => settle({ status: 0, code: "no-answer", sentence: error.message }));
    const write = (): void => {
      while (!over.signal.aborted && sentBytes < totalBytes) {
        const piece = bytes.subarray(0, Math.min(bytes.length, totalBytes - sentBytes));
        sentBytes += piece.length;
        if (!sent.write(piece)) return void sent.once("drain", write);
      }
      if (!over.signal.aborted) sent.end();
    };
    write();
  });
}
