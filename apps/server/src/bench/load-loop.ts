// A load of HTTP requests over connections that stay open, with little work of its own. Comes in: a port and requests as
// text. Goes out: the time they took. Throws on an answer other than 200.
import { connect, type Socket } from "node:net";

const HEAD_END = "\r\n\r\n";

/** What is asked. */
export interface Load {
  port: number;
  /** Paths with their bearer tokens, asked in turn. */
  requests: readonly { path: string; bearer: string }[];
  connectionCount: number;
  requestCount: number;
}

/** Bytes of the whole answer that `said` begins with; 0: its head is not all here. Throws when it is not 200. */
function answerBytes(said: Buffer): number {
  const headEnd = said.indexOf(HEAD_END);
  if (headEnd < 0) return 0;
  const head = said.toString("latin1", 0, headEnd);
  const length = /^content-length: *(\d+)/imu.exec(head)?.[1];
  if (!head.startsWith("HTTP/1.1 200") || length === undefined)
    throw new Error(`expected 200 with its length: ${said.toString("utf8").slice(0, 600)}`);
  return headEnd + HEAD_END.length + Number(length);
}

/** Asks and waits for the answer, again and again, until `next` has nothing more. */
function drive(socket: Socket, next: () => Buffer | null): Promise<void> {
  return new Promise((resolve, reject) => {
    let said: Buffer = Buffer.alloc(0);
    const ask = (): void => {
      const request = next();
      if (request === null) resolve();
      else socket.write(request);
    };
    socket.on("error", reject).on("close", () => reject(new Error("the server closed the connection")));
    socket.on("data", (chunk: Buffer) => {
      said = said.length === 0 ? chunk : Buffer.concat([said, chunk]);
      try {
        const bytes = answerBytes(said);
        if (bytes === 0 || said.length < bytes) return;
        said = said.subarray(bytes);
        ask();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    ask();
  });
}

/** Sends them; seconds from the first to the last answer. */
export async function loadServer({ port, requests, connectionCount, requestCount }: Load): Promise<number> {
  const texts = requests.map(({ path, bearer }) =>
    Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${bearer}\r\n\r\n`),
  );
  let sent = 0;
  const next = (): Buffer | null => (sent < requestCount ? (texts[sent++ % texts.length] ?? null) : null);
  const sockets = await Promise.all(
    Array.from({ length: connectionCount }, async () => {
      const socket = connect({ port, host: "127.0.0.1", noDelay: true });
      await new Promise((resolve, reject) => void socket.once("connect", resolve).once("error", reject));
      return socket;
    }),
  );
  const startMs = performance.now();
  await Promise.all(sockets.map((socket) => drive(socket, next)));
  const tookSec = (performance.now() - startMs) / 1000;
  for (const socket of sockets) socket.removeAllListeners("close").destroy();
  return tookSec;
}
