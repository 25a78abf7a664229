// One request to S3, tried once. Comes in: what is asked. Goes out: an answer of any status whose body is still to be read,
// or the system's error. Signed by Signature Version 4 with the body's SHA-256; no redirect is followed. OBJ31
import { hash } from "node:crypto";
import { Agent as HttpAgent, type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { AwsV4Signer } from "aws4fetch";
import type { S3Place } from "./s3-place.ts";

/** A connection that says nothing for so long has gone, where nothing else is said. Milliseconds. */
const SILENCE_MAX_MS = 20_000;
/** A connection that nobody uses is closed after so long, before servers close theirs. Milliseconds. */
const IDLE_MAX_MS = 15_000;
/** Connections at once; more requests wait for one. */
const CONNECTIONS_MAX = 64;
/** A body over this waits until the server has read the head: a refusal comes before it is sent. Bytes. */
const ASK_FIRST_BYTES = 1_048_576;
/** How long it waits for a server that does not say so. Milliseconds; as curl. */
const ASK_FIRST_MS = 1000;
/** Largest answer that is read as a whole: a listing of 1000 keys of 1 KiB. Bytes. */
const TEXT_MAX_BYTES = 4_194_304;

const EMPTY_SHA256 = hash("sha256", "");

/** Bytes to send with their sums. */
export interface S3Body {
  chunks: readonly Uint8Array[];
  lengthBytes: number;
  /** Hex. */
  sha256: string;
  /** Base64. */
  md5: string;
}

/** What is asked. */
export interface S3Request {
  method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  /** With the prefix; null: the bucket. */
  key: string | null;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  body?: S3Body;
}

/** An answer; its body has to be read or destroyed. */
export interface S3Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: IncomingMessage;
}

function urlOf(place: S3Place, { key, query = {} }: S3Request): URL {
  const base = new URL(place.endpoint);
  const bucketPath = place.addressing === "path" ? `/${place.bucket}` : "";
  if (place.addressing === "host") base.hostname = `${place.bucket}.${base.hostname}`;
  const path = key === null ? bucketPath || "/" : `${bucketPath}/${key}`;
  const search = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const folder = base.pathname.replace(/\/+$/u, "");
  return new URL(`${base.origin}${folder}${path}${search.length > 0 ? `?${search.join("&")}` : ""}`);
}

/** What may be chosen of connections. */
export interface S3ConnectionOptions {
  /** How names of hosts become addresses. Default: the system's way. */
  lookup?: LookupFunction;
  /** A connection that says nothing for so long has gone. Milliseconds; default 20 s, range 5–60 s. */
  silenceMaxMs?: number;
}

/** Connections to one place, kept open between requests. */
export class S3Connection {
  readonly place: S3Place;
  readonly #silenceMaxMs: number;
  readonly #agent: HttpAgent | HttpsAgent;
  readonly #keys = new Map<string, ArrayBuffer>();

  constructor(place: S3Place, { lookup, silenceMaxMs = SILENCE_MAX_MS }: S3ConnectionOptions = {}) {
    this.place = place;
    this.#silenceMaxMs = silenceMaxMs;
    const shared = { keepAlive: true, maxSockets: CONNECTIONS_MAX, timeout: IDLE_MAX_MS };
    const options = lookup === undefined ? shared : { ...shared, lookup };
    this.#agent = place.endpoint.startsWith("https:") ? new HttpsAgent(options) : new HttpAgent(options);
  }

  async #sign(asked: S3Request): Promise<{ url: URL; headers: Record<string, string> }> {
    const { region, accessKeyId, secretAccessKey, sessionToken } = this.place;
    const { method, headers = {}, body } = asked;
    const sums = body === undefined ? {} : { "content-md5": body.md5 };
    const signer = new AwsV4Signer({
      method,
      url: urlOf(this.place, asked).href,
      headers: { ...headers, ...sums, "x-amz-content-sha256": body?.sha256 ?? EMPTY_SHA256 },
      service: "s3",
      region,
      accessKeyId,
      secretAccessKey,
      cache: this.#keys,
      ...(sessionToken === null ? {} : { sessionToken }),
    });
    const signed = await signer.sign();
    return { url: signed.url, headers: Object.fromEntries(signed.headers) };
  }

  /** Asks it. Throws the system's errors; AbortError of `signal`. */
  async ask(asked: S3Request, signal?: AbortSignal): Promise<S3Answer> {
    const { url, headers } = await this.#sign(asked);
    const { body, method } = asked;
    if (body !== undefined) headers["content-length"] = String(body.lengthBytes);
    const asksFirst = (body?.lengthBytes ?? 0) > ASK_FIRST_BYTES;
    if (asksFirst) headers["expect"] = "100-continue";
    const send = url.protocol === "https:" ? requestHttps : requestHttp;
    const { promise, resolve, reject } = Promise.withResolvers<S3Answer>();
    const options = { method, headers, agent: this.#agent, timeout: this.#silenceMaxMs };
    const outgoing = send(url, signal === undefined ? options : { ...options, signal });
    outgoing.once("error", reject);
    outgoing.once("timeout", () => {
      outgoing.destroy(Object.assign(new Error("it said nothing for too long"), { code: "ETIMEDOUT" }));
    });
    let isSent = false;
    const sendBody = (): void => {
      clearTimeout(waiting);
      if (isSent || outgoing.destroyed) return;
      isSent = true;
      for (const chunk of body?.chunks ?? []) outgoing.write(chunk);
      outgoing.end();
    };
    const waiting = setTimeout(sendBody, asksFirst ? ASK_FIRST_MS : 0);
    outgoing.once("continue", sendBody);
    outgoing.once("response", (answer) => {
      clearTimeout(waiting);
      // Later errors are the answer's. Refused before its body, the connection cannot be used again.
      outgoing.on("error", () => undefined);
      if (!isSent) answer.once("close", () => outgoing.destroy());
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: answer });
    });
    outgoing.once("close", () => clearTimeout(waiting));
    if (asksFirst) outgoing.flushHeaders();
    else sendBody();
    return promise;
  }
}

/** Reads a body to its end. */
export async function readText(body: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let lengthBytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    lengthBytes += chunk.length;
    if (lengthBytes > TEXT_MAX_BYTES) throw new Error(`an answer of over ${TEXT_MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
