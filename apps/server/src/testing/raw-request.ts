// One HTTP request over a real socket, with every header in the test's hand. Comes in: where and what. Goes out: the answer.
import { request as requestHttp, type IncomingHttpHeaders } from "node:http";
import { request as requestHttps } from "node:https";

export interface RawRequest {
  port: number;
  path?: string;
  host?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** CA certificates (PEM): the request goes by HTTPS. */
  ca?: string;
  /** Name that TLS asks for and checks. */
  servername?: string;
}

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Sends it to 127.0.0.1 unless `host` says otherwise, without decoding or following anything. */
export function rawRequest(wish: RawRequest): Promise<RawAnswer> {
  const { port, path = "/", host = "127.0.0.1", method = "GET", headers = {}, body, ca, servername } = wish;
  const options = { host, port, path, method, headers, agent: false as const };
  const secure = { ...options, ca, ...(servername === undefined ? {} : { servername }) };
  return new Promise((resolve, reject) => {
    const request = ca === undefined ? requestHttp(options) : requestHttps(secure);
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    request.end(body);
  });
}
