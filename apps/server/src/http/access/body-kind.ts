// What a body may be. Comes in: headers and what the route takes. Goes out: whether it is that. A form or a plain text is
// what a page of another site could send without asking first; nothing here takes either.
import type { IncomingHttpHeaders } from "node:http";
import type { BodyKind } from "./caller.ts";

const MEDIA_TYPES: Record<BodyKind, string> = { json: "application/json", bytes: "application/octet-stream" };

/** Whether headers announce a body. RFC 9112 §6.3. */
function announcesBody(headers: IncomingHttpHeaders): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** The media type that was needed, or null: what came is fine. */ // ACT4
export function wrongBodyKind(headers: IncomingHttpHeaders, kind: BodyKind): string | null {
  const came = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  if (came === undefined && !announcesBody(headers)) return null;
  return came === MEDIA_TYPES[kind] ? null : MEDIA_TYPES[kind];
}
