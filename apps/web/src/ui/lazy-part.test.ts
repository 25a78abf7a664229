// A part that is loaded at its first need: once, and again only when it did not come.
import { expect, it } from "vitest";
import { LazyPart } from "./lazy-part.ts";

/** An import that can be told to fail, and how often it was asked for. */
function plantedImport(failuresBefore: number) {
  let askedCount = 0;
  const load = () => {
    askedCount++;
    return askedCount > failuresBefore ? Promise.resolve("part") : Promise.reject(new Error("no connection"));
  };
  return { part: new LazyPart(load), asked: () => askedCount };
}

it("[UI21] is asked for once, however many want it, and is there at once afterwards", async () => {
  const { part, asked } = plantedImport(0);
  expect(asked()).toBe(0);
  expect(part.loaded).toBeNull();
  part.prefetch();
  expect(await Promise.all([part.load(), part.load()])).toEqual(["part", "part"]);
  expect(part.loaded).toBe("part");
  await part.load();
  expect(asked()).toBe(1);
});

it("[UI22] is asked for again after it did not come; only who waits for it hears of the failure", async () => {
  const { part, asked } = plantedImport(2);
  part.prefetch();
  await expect(part.load()).rejects.toThrow("no connection");
  await expect(part.load()).rejects.toThrow("no connection");
  expect(part.loaded).toBeNull();
  expect(await part.load()).toBe("part");
  expect(asked()).toBe(3);
});
