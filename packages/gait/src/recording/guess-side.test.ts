// Tests of the side guessed from a file's name.
import { describe, expect, it } from "vitest";
import { guessSide } from "./guess-side.ts";

describe("[REC30] the side in a file name", () => {
  it.each([
    "foo.left.imu.csv",
    "imu_L_200hz.csv",
    "walk-left.csv",
    "links.csv",
    "Lauf Links 3.csv",
    "run_l.csv",
    "l.csv",
    "leftFoot.csv",
    "footLeft2.csv",
    "LEFT01.CSV",
    "imuleft.csv",
    "pied-gauche.csv",
    "左脚.csv",
    "walk_左.csv",
    "right/left.csv",
    "C:\\right\\left.csv",
  ])("is left in %s", (name) => expect(guessSide(name)).toBe("left"));

  it.each([
    "foo.right.imu.csv",
    "imu_R_200hz.csv",
    "walk-right.csv",
    "rechts.csv",
    "run_r.csv",
    "WalkRight.csv",
    "shoeright.csv",
    "piede_destro.csv",
    "右.csv",
    "오른발.csv",
  ])("is right in %s", (name) => expect(guessSide(name)).toBe("right"));

  it.each([
    "walk.csv",
    "left-right.csv",
    "l_vs_r.csv",
    "左右.csv",
    "copyright.csv",
    "bright-morning.csv",
    "cleft.csv",
    "run.csv",
    "trail.csv",
    "R2D2.csv",
    "left/walk.csv",
    "",
  ])("is not told by %j", (name) => expect(guessSide(name)).toBeNull());
});
