// Where a request came from and to: the origin that a browser shows for it, and the address it was sent from. Comes in: the
// request. Goes out: both. A proxy on this machine or in a private network is believed, since nobody else can be one.
import type { FastifyRequest } from "fastify";
import { BlockList, isIP } from "node:net";
import { hostOf, isLoopback } from "../host-name.ts";
import { ownScheme } from "../http/access/request-origin.ts";

const PRIVATE = new BlockList();
PRIVATE.addSubnet("127.0.0.0", 8);
PRIVATE.addSubnet("10.0.0.0", 8);
PRIVATE.addSubnet("172.16.0.0", 12);
PRIVATE.addSubnet("192.168.0.0", 16);
PRIVATE.addAddress("::1", "ipv6");
PRIVATE.addSubnet("fc00::", 7, "ipv6");

function isPrivate(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && PRIVATE.check(address, version === 4 ? "ipv4" : "ipv6");
}

/** The last entry of a header that proxies append to. */
function lastOf(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header.at(-1) : header;
  return text?.split(",").at(-1)?.trim();
}

/** The address that asks; behind a proxy the one that the proxy saw. */
export function addressOf(request: FastifyRequest): string {
  const socketAddress = (request.raw.socket.remoteAddress ?? "").replace(/^::ffff:/u, "");
  const seen = lastOf(request.headers["x-forwarded-for"]);
  return isPrivate(socketAddress) && seen !== undefined && isIP(seen) !== 0 ? seen : socketAddress;
}

/**
 * Whether the browser speaks HTTPS, to us or to a proxy before us. Behind one that says nothing, Origin tells, or that
 * Sec-Fetch-Site is there: browsers send it to nobody else but to loopback.
 */
export function isHttps(request: FastifyRequest): boolean {
  const { headers, raw } = request;
  if ("encrypted" in raw.socket && raw.socket.encrypted === true) return true;
  const scheme = ownScheme(headers.origin, headers.host) ?? lastOf(headers["x-forwarded-proto"]);
  if (scheme === "http" || scheme === "https") return scheme === "https";
  return headers["sec-fetch-site"] !== undefined && !isLoopback(hostOf(headers.host) ?? "");
}

/** Scheme, host and port, as the browser's address bar has them. The gate has let the host pass. */
export function originOf(request: FastifyRequest): string {
  return `${isHttps(request) ? "https" : "http"}://${(request.headers.host ?? "localhost").toLowerCase()}`;
}

/** Whether browsers allow passkeys there: a name, by HTTPS or on this machine. */
export function allowsPasskeys(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  if (hostname === "localhost" || hostname.endsWith(".localhost")) return true;
  return protocol === "https:" && isIP(hostname.replace(/^\[|\]$/gu, "")) === 0;
}
