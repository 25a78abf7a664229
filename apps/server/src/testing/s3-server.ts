// A server that speaks S3, on this machine, for tests: strict about signatures, sums and clocks, and faulty when a test wants.
// Comes in: faults. Goes out: an address, a bucket to look into. It is no proof of any other server: those that speak S3 for
// real are tested by the same tests (s3-store.test.ts).
import { hash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { S3Place } from "../objects/s3-place.ts";
import { S3Bucket, S3Refusal } from "./s3-bucket.ts";
import { judgeSignature } from "./s3-signature.ts";

/** What goes wrong with one request. `lost`: it is done, and the answer does not arrive. `half`: half of the answer does. */
export type S3Fault = { status: number; code: string } | "cut" | "lost" | "half" | "silent";

/** A running server. */
export interface S3TestServer {
  place: S3Place;
  bucket: S3Bucket;
  /** Every request: method, key and query without values. */
  asked: string[];
  /** Called for each request, before it is judged; null: nothing goes wrong. */
  fault: (asked: string) => S3Fault | null;
  /** The server's clock is ahead of ours. */
  aheadMs: number;
  /** Nothing listens any more; `start` listens again, at the same address. */
  stop: () => Promise<void>;
  start: () => Promise<void>;
}

const NAME = "recordings";
const ACCOUNT = { accessKeyId: "test-key", secretAccessKey: "test-secret/+", sessionToken: null, region: "eu-test-1" };

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Bucket and key, from the path or from the host's name. */
function targetOf({ url = "/", headers }: IncomingMessage): { bucket: string; key: string; query: URLSearchParams } {
  const { pathname, searchParams: query } = new URL(url, "http://server");
  const [, host] = /^(.+)\.localhost(?::\d+)?$/u.exec(headers.host ?? "") ?? [];
  const parts = pathname.slice(1).split("/").map(decodeURIComponent);
  const bucket = host ?? parts.shift() ?? "";
  return { bucket, key: parts.join("/"), query };
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

function readObject(bucket: S3Bucket, key: string, range: string | undefined): Answer {
  const { bytes, tag, at } = bucket.get(key);
  const headers = { etag: tag, "last-modified": at.toUTCString() };
  const [, from] = /^bytes=(\d+)-$/u.exec(range ?? "") ?? [];
  if (from === undefined) return { status: 200, headers, body: bytes };
  const contentRange = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
  return { status: 206, headers: { ...headers, "content-range": contentRange }, body: bytes.subarray(Number(from)) };
}

function askBucket(bucket: S3Bucket, method: string, query: URLSearchParams): Answer {
  const prefix = query.get("prefix") ?? "";
  if (method !== "GET") throw new S3Refusal(405, "MethodNotAllowed");
  if (query.has("uploads"))
    return { status: 200, body: bucket.listUploads(prefix, query.get("upload-id-marker") ?? "") };
  if (query.has("versions")) return { status: 200, body: bucket.listVersions(prefix) };
  const token = query.get("continuation-token");
  const after = token === null ? "" : Buffer.from(token, "base64").toString().slice("+/ =&".length);
  return { status: 200, body: bucket.list(prefix, after, Number(query.get("max-keys") ?? 1000)) };
}

function askObject(
  bucket: S3Bucket,
  request: IncomingMessage,
  key: string,
  query: URLSearchParams,
  body: Buffer,
): Answer {
  const at = new Date();
  const uploadId = query.get("uploadId");
  switch (request.method) {
    case "GET":
    case "HEAD":
      return readObject(bucket, key, request.headers.range);
    case "PUT": {
      const number = Number(query.get("partNumber"));
      const { tag } = uploadId === null ? bucket.put(key, body, at) : bucket.putPart(key, uploadId, number, body);
      return { status: 200, headers: { etag: tag } };
    }
    case "POST":
      if (query.has("uploads")) return { status: 200, body: bucket.beginUpload(key, at) };
      return { status: 200, body: bucket.completeUpload(key, uploadId ?? "", body.toString(), at) };
    case "DELETE":
      if (uploadId !== null) bucket.abortUpload(key, uploadId);
      else if (bucket.delete(key, query.get("versionId"), at))
        return { status: 204, headers: { "x-amz-delete-marker": "true" } };
      return { status: 204 };
    default:
      throw new S3Refusal(405, "MethodNotAllowed");
  }
}

/** Throws unless the body is the one that was signed. */
function checkSums({ headers }: IncomingMessage, body: Buffer): void {
  if (hash("sha256", body) !== headers["x-amz-content-sha256"]) throw new S3Refusal(400, "XAmzContentSHA256Mismatch");
  const md5 = headers["content-md5"];
  if (body.length > 0 && md5 === undefined) throw new S3Refusal(400, "InvalidRequest");
  if (md5 !== undefined && md5 !== hash("md5", body, "base64")) throw new S3Refusal(400, "BadDigest");
}

class TestServer implements S3TestServer {
  readonly place: S3Place = { ...ACCOUNT, endpoint: "", bucket: NAME, prefix: "solewise/", addressing: "path" };
  readonly bucket = new S3Bucket();
  readonly asked: string[] = [];
  fault: S3TestServer["fault"] = () => null;
  aheadMs = 0;
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #port = 0;

  constructor() {
    this.#server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
      // A refusal comes before the body, as S3's does.
      if (this.#judge(request) === null) response.writeContinue();
      void this.#answer(request, response);
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => void this.#server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
    this.place.endpoint = `http://127.0.0.1:${this.#port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => void this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #judge(request: IncomingMessage): S3Refusal | null {
    const code = judgeSignature(request, ACCOUNT, Date.now() + this.aheadMs);
    if (code !== null) return new S3Refusal(code === "AuthorizationHeaderMalformed" ? 400 : 403, code);
    return targetOf(request).bucket === NAME ? null : new S3Refusal(404, "NoSuchBucket");
  }

  async #does(request: IncomingMessage): Promise<Answer> {
    const refusal = this.#judge(request);
    if (refusal !== null) throw refusal;
    const body = await bodyOf(request);
    checkSums(request, body);
    const { key, query } = targetOf(request);
    if (key === "") return askBucket(this.bucket, request.method ?? "", query);
    return askObject(this.bucket, request, key, query, body);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.on("error", () => undefined);
    const { key, query } = targetOf(request);
    const line = `${request.method ?? ""} ${key} ${[...query.keys()].join(" ")}`.trim();
    this.asked.push(line);
    const fault = this.fault(line);
    if (fault === "silent") return;
    if (fault === "cut") return void request.socket.destroy();
    const faulty = typeof fault === "object" && fault !== null ? new S3Refusal(fault.status, fault.code) : null;
    const done = faulty === null ? this.#does(request) : Promise.reject<Answer>(faulty);
    const answer = await done.catch((error: unknown): Answer => {
      if (!(error instanceof S3Refusal)) throw error;
      const region = error.code === "AuthorizationHeaderMalformed" ? `<Region>${ACCOUNT.region}</Region>` : "";
      return { status: error.status, body: `<Error><Code>${error.code}</Code>${region}</Error>` };
    });
    if (fault === "lost") return void request.socket.destroy();
    this.#send(request, response, answer, fault === "half");
  }

  #send({ method, socket }: IncomingMessage, response: ServerResponse, answer: Answer, isHalf: boolean): void {
    const body = Buffer.from(answer.body ?? "");
    const date = new Date(Date.now() + this.aheadMs).toUTCString();
    const headers = { ...answer.headers, date, "content-length": String(body.length), "x-amz-request-id": "test" };
    response.writeHead(answer.status, headers);
    if (method === "HEAD") return void response.end();
    if (!isHalf) return void response.end(body);
    response.write(body.subarray(0, body.length / 2), () => socket.destroy());
  }
}

/** Starts one with an empty bucket; the caller stops it. */
export async function startS3Server(): Promise<S3TestServer> {
  const server = new TestServer();
  await server.start();
  return server;
}
