// Whether two values are the same as JSON, whatever the order of their members.

/** JSON with its members in one order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

export function isSameValue(first: unknown, second: unknown): boolean {
  return canonical(first) === canonical(second);
}
