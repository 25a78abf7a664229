// What the server tells of itself, as lines. Comes in: any object. Goes out: one line a value, named by its path, with the
// unit that its last word says. What is nested deeper or is new stays readable. Pure.

/** How values are written. */
export interface StatusWords {
  yes: string;
  no: string;
  number: (value: number) => string;
  bytes: (value: number) => string;
  instant: (atMs: number) => string;
}

/** A line; the name is the server's own English. */
export interface StatusLine {
  name: string;
  value: string;
}

/** Deeper objects are not shown. */
const DEPTH_MAX = 4;

/** "freeBytes" → "free size", "startedAtUtc" → "started": the unit is written with the value. */
function wordName(name: string): string {
  const words = name
    .replace(/Bytes$/, "Size")
    .replace(/(?:AtUtc|Count)$/, "")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/[-_]/g, " ");
  return words.toLowerCase();
}

function wordValue(name: string, value: unknown, words: StatusWords): string {
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return name.endsWith("Bytes") ? words.bytes(value) : words.number(value);
  if (typeof value !== "string" || value === "") return "–";
  const atMs = name.endsWith("AtUtc") ? Date.parse(value) : Number.NaN;
  return Number.isNaN(atMs) ? value : words.instant(atMs);
}

/** The lines, in the order they came. */ // SGN11
export function statusLines(status: object, words: StatusWords, path: readonly string[] = []): StatusLine[] {
  return Object.entries(status).flatMap(([name, value]: [string, unknown]): StatusLine[] => {
    const here = [...path, Array.isArray(status) ? String(Number(name) + 1) : wordName(name)];
    if (typeof value === "object" && value !== null) {
      return here.length < DEPTH_MAX ? statusLines(value, words, here) : [];
    }
    return [{ name: here.join(" · "), value: wordValue(name, value, words) }];
  });
}
