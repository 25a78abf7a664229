// Listens on every chosen address with one port. Comes in: addresses, port, what makes a server. Goes out: the servers,
// the port, and a close that is done within about a second.
import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Refusal, messageOf, systemCode } from "../refusal.ts";

/** How often a free port is tried when PORT=0 and the second address has it taken. */
const FREE_PORT_TRIES = 20;
/** How long requests under way may take to end at a stop. Milliseconds. */
const CLOSE_GRACE_MS = 800;

/** Where to listen. */
export interface ListenPlan {
  /** Addresses; those that this machine does not have are skipped as long as one is left. */
  hosts: readonly string[];
  port: number;
  createServer: () => Server;
}

/** What listens. */
export interface Listening {
  port: number;
  /** Addresses that are really listened on. */
  hosts: string[];
  close: () => Promise<void>;
}

interface OpenServer {
  host: string;
  server: Server;
  sockets: Set<Socket>;
}

/** The machine has no such address, or no IPv6 at all. */
function isAddressMissing(error: unknown): boolean {
  return ["EADDRNOTAVAIL", "EAFNOSUPPORT", "EINVAL"].includes(systemCode(error) ?? "");
}

function listenOn(plan: ListenPlan, host: string, port: number): Promise<OpenServer> {
  const server = plan.createServer();
  const sockets = new Set<Socket>();
  server.prependListener("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port, ipv6Only: host === "::", exclusive: true }, () => {
      server.off("error", reject);
      resolve({ host, server, sockets });
    });
  });
}

async function closeAll(open: readonly OpenServer[]): Promise<void> {
  const closed = open.map(({ server }) => new Promise<void>((resolve) => server.close(() => resolve())));
  for (const { server } of open) server.closeIdleConnections();
  const hurry = setTimeout(() => {
    for (const { sockets } of open) for (const socket of sockets) socket.destroy();
  }, CLOSE_GRACE_MS);
  await Promise.all(closed);
  clearTimeout(hurry);
}

/** Listens on all hosts with one port, or on none. Throws the system's error. */
async function listenOnAll(plan: ListenPlan): Promise<{ open: OpenServer[]; port: number }> {
  const open: OpenServer[] = [];
  let port = plan.port;
  let missing: unknown;
  try {
    for (const host of plan.hosts) {
      try {
        const next = await listenOn(plan, host, port);
        open.push(next);
        port = (next.server.address() as AddressInfo).port;
      } catch (error) {
        if (!isAddressMissing(error)) throw error;
        missing = error;
      }
    }
  } catch (error) {
    await closeAll(open);
    throw error;
  }
  if (open.length === 0) throw missing;
  return { open, port };
}

function refuse(error: unknown, plan: ListenPlan): Refusal {
  const code = systemCode(error);
  const { port } = plan;
  if (code === "EADDRINUSE")
    return new Refusal(
      `Port ${port} is taken by another program. Choose another one: PORT=${port === 65_535 ? 8787 : port + 1} npm start`,
    );
  if (code === "EACCES")
    return new Refusal(`Port ${port} may not be opened by this user. Choose one above 1023: PORT=8788 npm start`);
  if (isAddressMissing(error))
    return new Refusal(
      `This machine has no address ${plan.hosts.join(", ")}. HOST is one of its own addresses, or 0.0.0.0 for all.`,
    );
  return new Refusal(`Port ${port} cannot be listened on: ${messageOf(error)}`);
}

/** Starts listening. Throws Refusal. */ // SRV3, SRV5
export async function listen(plan: ListenPlan): Promise<Listening> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { open, port } = await listenOnAll(plan);
      return { port, hosts: open.map(({ host }) => host), close: () => closeAll(open) };
    } catch (error) {
      const another = plan.port === 0 && systemCode(error) === "EADDRINUSE" && attempt < FREE_PORT_TRIES;
      if (!another) throw refuse(error, plan);
    }
  }
}
