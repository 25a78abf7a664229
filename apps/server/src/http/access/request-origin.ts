// Which site sent a request. Comes in: method and headers. Goes out: whether a write may have been sent by a page of another
// site. Source: Fetch Metadata (W3C), RFC 6454; OWASP, Cross-Site Request Forgery.

/** Methods that change nothing. RFC 9110 §9.2.1. */
const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/** What is looked at. */
export interface SentRequest {
  method: string;
  /** Host header, with its port. */
  host: string | undefined;
  origin: string | undefined;
  /** Sec-Fetch-Site: sent by browsers in secure contexts, and by no page's will. */
  fetchSite: string | undefined;
  encrypted: boolean;
  /** Whether it brings cookies, which browsers add by themselves. */
  hasCookie: boolean;
}

/** The scheme of an Origin that is this very host, or null. */
export function ownScheme(origin: string | undefined, host: string | undefined): "http" | "https" | null {
  const match = /^(https?):\/\/([^/?#@]+)$/iu.exec(origin ?? "");
  if (match === null || host === undefined || match[2]?.toLowerCase() !== host.toLowerCase()) return null;
  return match[1]?.toLowerCase() === "https" ? "https" : "http";
}

/** Whether a write has to be refused, since a page of another site may have sent it. */ // ACT3
export function isCrossSiteWrite(request: SentRequest): boolean {
  if (SAFE_METHODS.has(request.method)) return false;
  if (request.fetchSite !== undefined) return !["same-origin", "none"].includes(request.fetchSite);
  if (request.origin === undefined) return request.hasCookie;
  const scheme = ownScheme(request.origin, request.host);
  return scheme === null || (request.encrypted && scheme === "http");
}
