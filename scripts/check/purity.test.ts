// Tests that the purity step finds what reaches outside a package without an import.
import { describe, expect, it } from "vitest";
import { inPlantedRepository } from "./planted-repository.ts";
import { checkPurity } from "./purity.ts";

async function judge(text: string, path = "packages/gait/src/stride.ts"): Promise<string[]> {
  return (await inPlantedRepository({ [path]: `${text}\n` }, checkPurity)).problems;
}

describe("[HOUSE5] packages reach nothing outside by a global", () => {
  it.each([
    "export const x = Math.random();",
    "export const x = Date.now();",
    "export const x = new Date();",
    "export const x = process.env;",
    "export const x = () => console.log(1);",
    "export const x = performance.now();",
    "export const x = typeof window;",
  ])("finds it in %s", async (text) => {
    expect(await judge(text)).toHaveLength(1);
  });

  it.each([
    "export const x = new Date(0);",
    "export const x = (process: number) => process + 1;",
    "export const x = { process: 1 }.process;",
    "export const x = Math.min(1, 2);",
  ])("finds nothing in %s", async (text) => {
    expect(await judge(text)).toEqual([]);
  });

  it("leaves tests and apps alone", async () => {
    expect(await judge("console.log(1);", "packages/gait/src/stride.test.ts")).toEqual([]);
    expect(await judge("console.log(1);", "apps/cli/src/main.ts")).toEqual([]);
  });
});
