// Who may be asked for what. Comes in: the Host header, the way the request came. Goes out: pass, a redirect to HTTPS, or
// a refusal. A page of somebody else whose name was made to point here (DNS rebinding) sends its own name as Host, and is
// refused by it. Addresses as Host cannot be rebound.
import { isIP } from "node:net";
import { hostOf, isLoopback } from "../host-name.ts";

/** What the gate knows about this start. */
export interface GateRules {
  /** Only loopback addresses are listened on. */
  loopbackOnly: boolean;
  /** HTTPS is served on the same port. */
  https: boolean;
  /** Names of the certificate, of the machine and of ALLOWED_HOSTS. */
  hosts: ReadonlySet<string>;
}

/** What the gate sees of a request. */
export interface GateRequest {
  hostHeader: string | undefined;
  encrypted: boolean;
  fromThisMachine: boolean;
  path: string;
}

export type Passage = { kind: "pass" } | { kind: "to-https"; host: string } | { kind: "refused"; host: string };

function isKnown(host: string, rules: GateRules): boolean {
  if (isLoopback(host) || rules.hosts.has(host)) return true;
  return !rules.loopbackOnly && isIP(host) !== 0;
}

/** Paths that are answered without HTTPS, so that a phone can fetch the certificate it does not trust yet. */
function isOpenPath(path: string): boolean {
  return path === "/healthz" || path === "/trust" || path.startsWith("/trust/");
}

/** Judges one request. */ // SRV18, SRV19
export function judgeRequest(request: GateRequest, rules: GateRules): Passage {
  const host = hostOf(request.hostHeader);
  if (host === null || !isKnown(host, rules)) return { kind: "refused", host: request.hostHeader ?? "" };
  if (request.encrypted || !rules.https || isOpenPath(request.path)) return { kind: "pass" };
  return isLoopback(host) && request.fromThisMachine
    ? { kind: "pass" }
    : { kind: "to-https", host: request.hostHeader ?? host };
}
