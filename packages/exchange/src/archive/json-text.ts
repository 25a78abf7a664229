// JSON of an archive. Out: keys sorted, two spaces, a last line feed, so that equal contents give equal bytes whatever
// store kept them. In: UTF-8 that a strict reader accepts, of bounded depth, with numbers that a double holds.
import type { ArchiveLimits } from "./archive-limits.ts";
import type { JsonObject } from "./archived-run.ts";

/** Bytes of the one text that these contents have. Undefined members are left out. */
export function encodeJson(value: object): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${JSON.stringify(sortKeys(value), null, 2)}\n`);
}

/** The object, or in words what came instead. */
export function parseJsonObject(bytes: Uint8Array, limits: ArchiveLimits): JsonObject | string {
  const value = parse(bytes);
  if (value === undefined) return "bytes that are no JSON in UTF-8";
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "JSON that is no object";
  return findFault(value, limits.nestingMaxCount) ?? (value as JsonObject);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

/** What could not be written again as it came. */
function findFault(value: unknown, depthLeft: number): string | null {
  if (typeof value === "number") return Number.isFinite(value) ? null : "a number beyond the double range";
  if (typeof value !== "object" || value === null) return null;
  if (depthLeft === 0) return "JSON nested too deeply";
  for (const member of Object.values(value)) {
    const fault = findFault(member, depthLeft - 1);
    if (fault !== null) return fault;
  }
  return null;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([first], [second]) => (first < second ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, sortKeys(member)]));
}
