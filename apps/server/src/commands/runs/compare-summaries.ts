// Two summaries of the same run, figure by figure. Pure: plain JSON in, differences out. // RNS17

/** A figure that differs. */
export interface FigureDifference {
  /** Path in the summary: perFoot.left.strideCount. */
  figure: string;
  here: unknown;
  current: unknown;
  /** current − here; null unless both are numbers. */
  change: number | null;
}

/** Digits that keep a difference of two decimals free of binary noise. */
const CHANGE_DIGITS = 9;

function flatten(value: unknown, path: string, into: Map<string, unknown>): Map<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return into.set(path, value);
  for (const [name, member] of Object.entries(value)) flatten(member, path === "" ? name : `${path}.${name}`, into);
  return into;
}

/** What differs, in the order of the current summary; members that only one has are null in the other. */
export function compareSummaries(here: unknown, current: unknown): FigureDifference[] {
  const [ours, theirs] = [flatten(here, "", new Map()), flatten(current, "", new Map())];
  const figures = [...new Set([...theirs.keys(), ...ours.keys()])];
  return figures.flatMap((figure): FigureDifference[] => {
    const [before, after] = [ours.get(figure) ?? null, theirs.get(figure) ?? null];
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    const isBoth = typeof before === "number" && typeof after === "number";
    const change = isBoth ? Number((after - before).toPrecision(CHANGE_DIGITS)) : null;
    return [{ figure, here: before, current: after, change }];
  });
}
