// Tests that a stale or missing generated file is found, with generators planted in a temporary repository.
import { describe, expect, it } from "vitest";
import { checkGeneratedFiles, type GeneratedFile } from "./generated-files.ts";
import { inPlantedRepository } from "./planted-repository.ts";

const GENERATED: GeneratedFile = {
  file: "made.txt",
  script: "make.js",
  checkArguments: ["--check"],
  command: "npm run make",
};

const MAKE = `
  const { readFileSync } = require("node:fs");
  if (process.argv[2] !== "--check") process.exit(3);
  process.exit(readFileSync("made.txt", "utf8") === "fresh" ? 0 : 1);
`;

async function judge(files: Record<string, string>): Promise<string[]> {
  return (await inPlantedRepository(files, (folder) => checkGeneratedFiles(folder, [GENERATED]))).problems;
}

describe("[HOUSE9] generated files are what their generator writes", () => {
  it("is content with a fresh one", async () => {
    expect(await judge({ "make.js": MAKE, "made.txt": "fresh" })).toEqual([]);
  });

  it("finds a stale one and says how to write it anew", async () => {
    expect(await judge({ "make.js": MAKE, "made.txt": "stale" })).toEqual([expect.stringContaining("npm run make")]);
  });

  it("finds a missing one", async () => {
    expect(await judge({ "make.js": MAKE })).toEqual([expect.stringContaining("made.txt: missing")]);
  });
});
