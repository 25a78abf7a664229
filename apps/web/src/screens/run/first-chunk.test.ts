// What the page's first chunk holds, read from the sources' static imports.
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";

const HERE = import.meta.dirname;

/** Files of this room that a file needs before it can run. */
function needed(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path] of readFileSync(file, "utf8").matchAll(/^(?:import|export) (?!type )[^;]*?from "(\.[^"]+)";/gm)) {
    const target = join(dirname(file), path ?? "");
    if (target.startsWith(HERE)) needed(target, seen);
  }
  return seen;
}

it("[PGE1] head, line, warnings and figures come first, pictures and dialogs apart", () => {
  const first = [...needed(join(HERE, "run-screen.tsx"))].map((file) => relative(HERE, file));
  expect(first).toContain("figures/run-figures.tsx");
  expect(first).toContain("insight-line.tsx");
  expect(first.filter((file) => /^(charts|foot|path|balance|spread|bands|strides)\//.test(file))).toEqual([]);
  expect(first).not.toContain("figures/figure-sheet.tsx");
  expect(first).not.toContain("head/run-dialogs.tsx");
});
