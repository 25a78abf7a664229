// Who may be asked for what. Comes in: the Host header, the way the request came. Goes out: pass, a redirect to HTTPS, or
// a refusal. A page of somebody else whose name was made to point here (DNS rebinding) sends its own name as Host, and is
// refused by it. Addresses as Host cannot be rebound.
import { isIP } from "node:net";
import { hostOf, isLoopback, urlHost } from "../host-name.ts";

/** What the gate knows about this start. */
export interface GateRules {
  /** Only loopback addresses are listened on. */
  loopbackOnly: boolean;
  /** Names of the machine and of ALLOWED_HOSTS. */
  hosts: ReadonlySet<string>;
  /** null: plain HTTP only. */
  https: HttpsRules | null;
}

/** HTTPS on the same port. */
export interface HttpsRules {
  /** Whether the certificate is for this host. */
  certifies: (host: string) => boolean;
  /** Where to send somebody who came by a name that the certificate does not have. */
  preferredHost: string;
}

/** What the gate sees of a request. */
export interface GateRequest {
  hostHeader: string | undefined;
  encrypted: boolean;
  fromThisMachine: boolean;
  path: string;
}

export type Passage = { kind: "pass" } | { kind: "to-https"; authority: string } | { kind: "refused" };

function isKnown(host: string, rules: GateRules): boolean {
  if (isLoopback(host) || rules.hosts.has(host) || rules.https?.certifies(host) === true) return true;
  return !rules.loopbackOnly && isIP(host) !== 0;
}

/** Paths that are answered without HTTPS, so that a phone can fetch the certificate it does not trust yet. */
function isOpenPath(path: string): boolean {
  return path === "/healthz" || path === "/trust" || path.startsWith("/trust/");
}

/** Host and port to continue at by HTTPS: the port stays, the host does if the certificate has it. */
export function httpsAuthority(hostHeader: string, https: HttpsRules): string {
  const host = hostOf(hostHeader) ?? https.preferredHost;
  const port = /:\d+$/u.exec(hostHeader)?.[0] ?? "";
  return urlHost(https.certifies(host) ? host : https.preferredHost) + port;
}

/** Judges one request. */ // SRV18, SRV19
export function judgeRequest(request: GateRequest, rules: GateRules): Passage {
  const host = hostOf(request.hostHeader);
  if (host === null || !isKnown(host, rules)) return { kind: "refused" };
  if (request.encrypted || rules.https === null || isOpenPath(request.path)) return { kind: "pass" };
  if (isLoopback(host) && request.fromThisMachine) return { kind: "pass" };
  return { kind: "to-https", authority: httpsAuthority(request.hostHeader ?? "", rules.https) };
}
