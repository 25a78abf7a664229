// Tests that the tidy step finds each kind of untidiness, planted in a temporary repository, and nothing in a tidy one.
import { describe, expect, it } from "vitest";
import { inPlantedRepository } from "./planted-repository.ts";
import { checkTidiness } from "./tidy.ts";

const OPENING = "// A module of a planted repository.\n";

/** Problems of a repository that holds this one file. */
async function judge(path: string, text: string): Promise<string> {
  const result = await inPlantedRepository({ [path]: text }, checkTidiness);
  return result.problems.join("\n");
}

function judgeModule(text: string): Promise<string> {
  return judge("packages/gait/src/stride.ts", OPENING + text);
}

function functionOf(lineCount: number): string {
  return `export function long(): void {\n${"  void 0;\n".repeat(lineCount - 2)}}\n`;
}

describe("[HOUSE10] sizes are bounded", () => {
  it("allows a file of 400 lines and refuses one of 401", async () => {
    expect(await judgeModule("export {};\n".repeat(399))).toBe("");
    expect(await judgeModule("export {};\n".repeat(400))).toContain("401 lines");
  });

  it("counts no file that a program writes, and its neighbours as ever", async () => {
    const lines = "-- A schema.\n" + "select 1;\n".repeat(400);
    expect(await judge("apps/server/src/schema.sql", lines)).not.toContain("401 lines");
    expect(await judge("apps/server/src/migrations/0002-runs.sql", lines)).toContain("401 lines");
  });

  it("allows a function of 70 lines and refuses one of 71, kernel included", async () => {
    expect(await judgeModule(functionOf(70))).toBe("");
    expect(await judgeModule(functionOf(71))).toContain("a function of 71 lines");
    expect(await judge("packages/gait/kernel/close.ts", OPENING + functionOf(71))).toContain("71 lines");
  });

  it("counts a describe's callback as a list of tests", async () => {
    const list = `describe("x", () => {\n${'  it("y", () => {});\n'.repeat(80)}});\n`;
    expect(await judge("packages/gait/src/stride.test.ts", OPENING + list)).toBe("");
  });
});

describe("[HOUSE11] names say what is in a file", () => {
  it.each(["packages/gait/src/utils.ts", "packages/gait/src/string-helpers.ts", "packages/gait/src/common/vector.ts"])(
    "refuses %s",
    async (path) => {
      expect(await judge(path, OPENING)).toContain("says nothing");
    },
  );

  it.each(["packages/gait/src/strideLength.ts", "packages/Gait/src/stride.ts"])("refuses %s", async (path) => {
    expect(await judge(path, OPENING)).toContain("kebab-case");
  });
});

describe("[HOUSE12] a module opens with a comment of one to six lines", () => {
  it("refuses none and seven", async () => {
    expect(await judge("packages/gait/src/stride.ts", "export {};\n")).toContain("opens without a comment");
    expect(await judge("packages/gait/src/stride.ts", "// line\n".repeat(7))).toContain("has 7 lines");
    expect(await judge("packages/gait/src/stride.ts", "// line\n".repeat(6))).toBe("");
  });

  it("looks below a script's first line", async () => {
    expect(await judge("apps/cli/bin/solewise.js", `#!/usr/bin/env node\n${OPENING}`)).toBe("");
  });
});

describe("[HOUSE13] no mark of unfinished or silenced work", () => {
  it.each([
    ["it.only('x', () => {});", "marked .only"],
    ["describe.skip('x', () => {});", "marked .skip"],
    ["it.todo('x');", "marked .todo"],
    ["export const x = y as any;", "cast to any"],
    ["// @ts-" + "ignore: no\nexport {};", "silences the types"],
    ["export {}; // ox" + "lint-disable-line", "silences the lint"],
    ["function f() {\n  // TO" + "DO: later\n}", "a thing to do"],
  ])("finds %s", async (text, problem) => {
    expect(await judgeModule(`${text}\n`)).toContain(problem);
  });

  it("does not look into strings, nor at skipIf and runIf", async () => {
    expect(
      await judgeModule('export const x = "// TO" + "DO: it.only as any";\nit.skipIf(true)("y", () => {});\n'),
    ).toBe("");
  });
});

describe("[HOUSE14] nothing names one machine or a registry", () => {
  it.each(["work", "root", "home", "Users"])("finds a path under %s", async (folder) => {
    expect(await judgeModule(`export const x = "/${folder}/someone/file";\n`)).toContain("a folder of one machine");
  });

  it("finds a registry's host, and not our own relative paths", async () => {
    expect(await judge("README.md", "see https://registry." + "npmjs.org/x\n")).toContain("registry's host");
    expect(await judge("README.md", "see ./work/notes and https://example.org/home/page\n")).toBe("");
  });
});

describe("[HOUSE15] every room has its README.md and SPEC.md", () => {
  it("misses both in a room without them", async () => {
    const problems = await judge("packages/gait/package.json", "{}\n");
    expect(problems).toContain("packages/gait: has no README.md");
    expect(problems).toContain("packages/gait: has no SPEC.md");
  });

  it("refuses a README.md of 31 lines", async () => {
    const files = {
      "apps/cli/package.json": "{}\n",
      "apps/cli/SPEC.md": "- **[CLI1]** rule\n",
      "apps/cli/README.md": "line\n".repeat(31),
    };
    const { problems } = await inPlantedRepository(files, checkTidiness);
    expect(problems).toEqual(["apps/cli/README.md: 31 lines, at most 30"]);
  });
});

describe("[HOUSE20] a relative link leads somewhere", () => {
  it("finds a link to nothing, and follows files, folders, headings and the way up", async () => {
    const page = "[a](gone.md) [b](../README.md#top) [c](decisions/) [d](https://example.org) [e](#here)\n";
    const files = { "docs/page.md": page, "README.md": "x\n", "docs/decisions/0001-x.md": "x\n" };
    const { problems } = await inPlantedRepository(files, checkTidiness);
    expect(problems).toEqual(["docs/page.md:1: links to gone.md, which is not there"]);
  });
});

describe("[HOUSE21] numbers in the shared nouns end in their unit", () => {
  function judgeTerms(member: string): Promise<string> {
    return judge("packages/terms/src/stride.ts", `${OPENING}export interface Stride {\n  ${member};\n}\n`);
  }

  it.each(["length: number", "contactTime: number | null", "turn?: number"])("refuses %s", async (member) => {
    expect(await judgeTerms(member)).toContain("does not end in its unit");
  });

  it.each([
    "lengthMeters: number",
    "rateRadPerSec: number | null",
    "strideCount: number",
    "name: string",
    "line: number",
  ])("allows %s", async (member) => {
    expect(await judgeTerms(member)).toBe("");
  });
});
