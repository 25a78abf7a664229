// Shapes of untrusted JSON: small judges that are put together. In: any value and where it stands. Out: null, or what
// was expected there. Members that a record does not name are passed over, so that newer writers may add some.
import type { RefusalFacts } from "@solewise/terms";

/** What a value should have been. */
export interface Misfit {
  /** Where in the text: `feet.0.strideCount`. */
  at: string;
  expected: string;
  came: string;
  /** JSON of what stood there, cut when long; null where `came` is words of ours. */
  found: string | null;
}

/** A misfit as facts of a refusal. */
export function misfitFacts({ at, found }: Misfit): RefusalFacts {
  return { code: "archive-member-wrong", values: found === null ? { member: at } : { member: at, found } };
}

export type Shape = (value: unknown, at: string) => Misfit | null;

/** A judge of one value. */
function expecting(expected: string, fits: (value: unknown) => boolean): Shape {
  return (value, at) => {
    if (fits(value)) return null;
    const came = quote(value);
    return { at, expected, came, found: value === undefined ? null : came };
  };
}

/** Text of at most so many UTF-16 units. */
export function text(lengthMaxCount = 10_000): Shape {
  return expecting(
    `text of at most ${lengthMaxCount} characters`,
    (value) => typeof value === "string" && value.length <= lengthMaxCount,
  );
}

export function matching(pattern: RegExp, expected: string): Shape {
  return expecting(expected, (value) => typeof value === "string" && pattern.test(value));
}

export function oneOf(...choices: readonly unknown[]): Shape {
  return expecting(`one of ${choices.map(quote).join(", ")}`, (value) => choices.includes(value));
}

/** A finite number within bounds, both included. */
export function number(min = -Number.MAX_VALUE, max = Number.MAX_VALUE): Shape {
  return expecting(
    min === -Number.MAX_VALUE ? "a number" : `a number from ${min} to ${max}`,
    (value) => Number.isFinite(value) && (value as number) >= min && (value as number) <= max,
  );
}

export function wholeNumber(min: number, max: number): Shape {
  return expecting(
    `a whole number from ${min} to ${max}`,
    (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
  );
}

/** ISO 8601 in UTC: 2026-05-01T06:30:00Z, with or without a fraction of up to three digits. */
export const instant: Shape = expecting(
  "an instant like 2026-05-01T06:30:00Z",
  (value) =>
    typeof value === "string" &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(value) &&
    Number.isFinite(Date.parse(value)),
);

export function nullOr(shape: Shape): Shape {
  return (value, at) => (value === null ? null : shape(value, at));
}

/** For members that may be absent. */
export function optional(shape: Shape): Shape {
  return (value, at) => (value === undefined ? null : shape(value, at));
}

export function listOf(shape: Shape, min: number, max: number): Shape {
  const isList = expecting(`a list of ${min} to ${max}`, (value) => {
    return Array.isArray(value) && value.length >= min && value.length <= max;
  });
  return (value, at) => isList(value, at) ?? first(value as unknown[], (item, index) => shape(item, `${at}.${index}`));
}

/** An object with these members; others are passed over. */
export function record(members: Record<string, Shape>): Shape {
  const isObject = expecting(
    "an object",
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  );
  return (value, at) => {
    const prefix = at === "" ? "" : `${at}.`;
    return (
      isObject(value, at) ??
      first(Object.entries(members), ([name, shape]) => shape(readMember(value as object, name), `${prefix}${name}`))
    );
  };
}

/** Own members only: a text cannot stand in for one through a prototype. */
function readMember(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined;
}

function first<Item>(items: readonly Item[], judge: (item: Item, index: number) => Misfit | null): Misfit | null {
  for (const [index, item] of items.entries()) {
    const misfit = judge(item, index);
    if (misfit !== null) return misfit;
  }
  return null;
}

const QUOTED_MAX_COUNT = 40;

function quote(value: unknown): string {
  if (value === undefined) return "nothing";
  const shown = JSON.stringify(value) ?? typeof value;
  return shown.length <= QUOTED_MAX_COUNT ? shown : `${shown.slice(0, QUOTED_MAX_COUNT)}…`;
}
