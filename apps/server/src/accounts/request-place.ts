// Where a request came from and to: the origin that a browser shows for it, and the address it was sent from. Comes in: the
// request. Goes out: both. Fastify believes X-Forwarded-For and -Proto of this machine and of TRUSTED_PROXIES alone.
import type { FastifyRequest } from "fastify";
import { isIP } from "node:net";
import { hostOf, isLoopback } from "../host-name.ts";
import { ownScheme } from "../http/access/request-origin.ts";

/** The address that asks; behind a proxy the one that the proxy saw. */
export function addressOf({ ip }: FastifyRequest): string {
  return ip.replace(/^::ffff:/u, "");
}

/**
 * Whether the browser speaks HTTPS, to us or to a proxy before us. Behind one that says nothing, Origin tells, or that
 * Sec-Fetch-Site is there: browsers send it to nobody else but to loopback.
 */
export function isHttps({ headers, protocol }: FastifyRequest): boolean {
  if (protocol === "https") return true;
  const scheme = ownScheme(headers.origin, headers.host);
  if (scheme !== null) return scheme === "https";
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
