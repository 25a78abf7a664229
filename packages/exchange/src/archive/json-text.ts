// JSON of an archive. Out: keys sorted, two spaces, a last line feed, so that equal contents give equal bytes whatever
// store kept them. In: UTF-8 that a strict reader accepts, of bounded depth, with numbers that a double holds.
import type { ArchiveLimits } from "./archive-limits.ts";
import type { JsonObject } from "./archived-run.ts";

/** Bytes of the one text that these contents have. Undefined members are left out. */
export function encodeJson(value: object): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${JSON.stringify(sortKeys(value), null, 2)}\n`);
}

/** What may be wrong with a JSON text, in words. */
export const JSON_FAULT_TEXTS = {
  "no-json": "bytes that are no JSON in UTF-8",
  "no-object": "JSON that is no object",
  "number-too-large": "a number beyond the double range",
  "nested-too-deeply": "JSON nested too deeply",
} as const;

type JsonFault = keyof typeof JSON_FAULT_TEXTS;

/** The object, or why there is none. */
export function parseJsonObject(bytes: Uint8Array, limits: ArchiveLimits): JsonObject | JsonFault {
  const value = parse(bytes);
  if (value === undefined) return "no-json";
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "no-object";
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
function findFault(value: unknown, depthLeft: number): JsonFault | null {
  if (typeof value === "number") return Number.isFinite(value) ? null : "number-too-large";
  if (typeof value !== "object" || value === null) return null;
  if (depthLeft === 0) return "nested-too-deeply";
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
