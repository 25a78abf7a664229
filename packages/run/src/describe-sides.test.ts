// Warnings about sides, in the app's words.
import { expect, it } from "vitest";
import { describeSides } from "./describe-sides.ts";

it("[RUN29] [WRK13] tells what guessed, assumed or contradicted a side", () => {
  const left = { fileName: "l.csv", side: "left", sideSource: "file-name", statedSide: null } as const;
  const right = { fileName: "x.csv", side: "right", sideSource: "assumed", statedSide: null } as const;
  expect(describeSides([left, right])).toEqual([
    {
      code: "side-guessed",
      message:
        "The side was guessed from the file name: l.csv as left. If that is wrong, change the sides on the run's page.",
      side: "left",
      values: { leftFile: "l.csv" },
    },
    {
      code: "side-assumed",
      message:
        "Nothing says which foot it is, so it was assumed: x.csv as right. If that is wrong, change the sides on the run's page.",
      side: "right",
      values: { rightFile: "x.csv" },
    },
  ]);
  const swapped = { ...left, sideSource: "chosen", statedSide: "right" } as const;
  expect(describeSides([swapped]).map(({ code }) => code)).toEqual(["sides-look-swapped"]);
  expect(describeSides([{ ...left, sideSource: "recording", statedSide: "left" }])).toEqual([]);
});
