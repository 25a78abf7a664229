// One port for HTTP and HTTPS: the first byte of a connection says which. Comes in: a connection. Goes out: it, whole, to
// the HTTP or the TLS side. Source: RFC 8446 §5.1, a handshake record starts with 22.
import type { Server as HttpServer } from "node:http";
import type { Socket } from "node:net";
import { createServer as createTlsServer, type SecureContextOptions, type Server as TlsServer } from "node:tls";

const TLS_HANDSHAKE = 22;
/** A connection that says nothing is closed after this long. Milliseconds; default 10 s. */
const SILENCE_LIMIT_MS = 10_000;

/** A certificate with its key, as PEM. */
export type Identity = Required<Pick<SecureContextOptions, "cert" | "key">>;

/** Where a connection can go. */
interface Ways {
  toTls: (socket: Socket) => void;
  toHttp: (socket: Socket) => void;
  silenceLimitMs: number;
}

/** Hands a silent new connection on once its first byte is there. */
function sortByFirstByte(socket: Socket, { toTls, toHttp, silenceLimitMs }: Ways): void {
  const giveUp = (): void => void socket.destroy();
  const look = (): void => {
    const first: unknown = socket.read(1);
    if (!(first instanceof Buffer)) return void (socket.readableEnded || socket.once("readable", look));
    socket.setTimeout(0);
    socket.off("timeout", giveUp).off("error", giveUp).off("end", giveUp);
    socket.unshift(first);
    if (first[0] === TLS_HANDSHAKE) toTls(socket);
    else toHttp(socket);
  };
  socket.setTimeout(silenceLimitMs).on("timeout", giveUp).on("error", giveUp).on("end", giveUp);
  socket.once("readable", look);
}

/** Lets an HTTP server take TLS too, on the same port. Returns the TLS side, to renew its certificate. */ // SRV22
export function addTls(server: HttpServer, identity: Identity, silenceLimitMs = SILENCE_LIMIT_MS): TlsServer {
  const serveHttp = server.listeners("connection");
  const toHttp = (socket: Socket): void => serveHttp.forEach((listener) => void listener.call(server, socket));
  const tls = createTlsServer({
    ...identity,
    minVersion: "TLSv1.2",
    ALPNProtocols: ["http/1.1"],
    handshakeTimeout: silenceLimitMs,
  });
  tls.on("secureConnection", toHttp);
  tls.on("tlsClientError", (_error, socket) => socket.destroy());
  server.removeAllListeners("connection");
  const ways: Ways = { toTls: (socket) => void tls.emit("connection", socket), toHttp, silenceLimitMs };
  server.on("connection", (socket: Socket) => sortByFirstByte(socket, ways));
  return tls;
}
