// Tests of the order of the test files and of what is told about it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { LONGEST_FILES, placeOf } from "./longest-first.ts";
import { describeSchedule } from "./schedule.ts";

const rootFolder = fileURLToPath(new URL("../..", import.meta.url));

describe("[HOUSE32] the longest test files run first", () => {
  it("names files that there are, each once", () => {
    expect(LONGEST_FILES.filter((file) => !existsSync(join(rootFolder, file)))).toEqual([]);
    expect(new Set(LONGEST_FILES).size).toBe(LONGEST_FILES.length);
  });

  it("puts them before all others, longest first", () => {
    const [first = "", second = ""] = LONGEST_FILES;
    const others = ["/a/scripts/test/schedule.test.ts", `/a/${second}`, `/a/${first}`];
    expect(others.toSorted((a, b) => placeOf(a) - placeOf(b))).toEqual([`/a/${first}`, `/a/${second}`, others[0]]);
  });

  it("tells how much of the workers' time was used, and the tail", () => {
    const spans = [
      { path: "a.test.ts", fromMs: 1000, toMs: 11_000 },
      { path: "b.test.ts", fromMs: 1000, toMs: 3000 },
      { path: "c.test.ts", fromMs: 3000, toMs: 6000 },
    ];
    const [said, longest] = describeSchedule(spans, 2);
    expect(said).toBe("Schedule: 3 files, 2 workers with work 75 % of 10.0 s; in the last 5.0 s not all had any");
    expect(longest).toBe("    10.0 s from 0.0 s: a.test.ts");
    expect(describeSchedule([], 2)).toEqual([]);
  });
});
