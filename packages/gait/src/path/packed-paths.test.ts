// Tests of the packed paths alone.
import { describe, expect, it } from "vitest";
import { PackedPaths, PATH_POINT_COUNT, PATH_WORDS } from "./packed-paths.ts";

const path = (seed: number): Int16Array => Int16Array.from({ length: PATH_WORDS }, (_, word) => word * seed);

describe("[PATH2] packed paths", () => {
  it("gives back what was put in, however many", () => {
    const paths = new PackedPaths();
    for (let index = 0; index < 700; index++) paths.append(index % 3 === 1 ? null : path(index % 300));
    expect(paths.strideCount).toBe(700);
    expect(paths.points).toHaveLength(700 * PATH_POINT_COUNT * 3);
    for (let index = 0; index < 700; index++) {
      expect(paths.hasPath(index)).toBe(index % 3 !== 1);
      expect(paths.pathAt(index)).toEqual(index % 3 === 1 ? null : path(index % 300));
    }
  });

  it("marks an absent path, also where a longer array was used before: it is no row of zeros", () => {
    const paths = new PackedPaths();
    paths.append(null);
    expect([...paths.points]).not.toContain(0);
  });

  it("is made again from its points, and goes on", () => {
    const paths = new PackedPaths();
    for (const next of [path(1), null, path(2)]) paths.append(next);
    const copy = new PackedPaths(paths.points.slice());
    expect(copy.strideCount).toBe(3);
    expect([0, 1, 2].map((index) => copy.pathAt(index))).toEqual([path(1), null, path(2)]);
    copy.append(path(3));
    expect(copy.pathAt(3)).toEqual(path(3));
    expect(paths.strideCount).toBe(3);
  });

  it.each([-1, 2, 0.5, Number.NaN])("has no stride %f of two", (index) => {
    const paths = new PackedPaths();
    paths.append(path(1));
    paths.append(null);
    expect(() => paths.hasPath(index)).toThrow(RangeError);
    expect(() => paths.pathAt(index)).toThrow(RangeError);
  });
});
