// Pieces of Markdown that the report's parts share.

const DASH = "–";

/** A number with its decimals, a dash where there is none. */
export const shown = (value: number | null, decimals: number): string =>
  value === null ? DASH : value.toFixed(decimals);

/** A table: head, rule, rows. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);

/** A set and its part as one name. */
export const setName = ({ set, subset }: { set: string; subset: string }): string =>
  [set, subset].filter((part) => part !== "").join(", ");
