// Names and addresses of hosts, as requests and certificates spell them.
import { isIP } from "node:net";

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/u;

/** A lower-case DNS name of letters, digits and hyphens (RFC 1123 §2.1); no trailing dot, no wildcard, no address. */
export function isHostName(text: string): boolean {
  if (text.length > 253 || isIP(text) !== 0) return false;
  const labels = text.split(".");
  return labels.every((label) => LABEL.test(label)) && !/^\d+$/u.test(labels.at(-1) ?? "");
}

/** The host of a Host header: lower case, without port, brackets and trailing dot; null when it is none. */
export function hostOf(header: string | undefined): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::\d{1,5})?$/iu.exec(header ?? "");
  const host = (match?.[1] ?? match?.[2])?.toLowerCase().replace(/\.$/u, "");
  if (host === undefined) return null;
  return isIP(host) !== 0 || isHostName(host) ? host : null;
}

/** Whether an address or name means this very machine. */
export function isLoopback(host: string): boolean {
  const plain = host.replace(/^::ffff:/u, "");
  return host === "::1" || host === "localhost" || host.endsWith(".localhost") || /^127\.\d+\.\d+\.\d+$/u.test(plain);
}

/** A host as a URL writes it: IPv6 in brackets. */
export function urlHost(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}
