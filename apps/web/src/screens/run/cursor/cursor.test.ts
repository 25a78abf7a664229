// The shared cursor: nearest strides, steps, calm numbers.
import { madeUpRunView } from "@solewise/insight/testing";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { firstNotBelow, nearestIndex } from "./nearest-stride.ts";
import { RunCursor } from "./run-cursor.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("[PGE5] the nearest of a rising list is never farther than any other", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1 }),
      fc.double({ min: -2e3, max: 2e3, noNaN: true }),
      (values, target) => {
        const rising = values.toSorted((a, b) => a - b);
        const found = rising[nearestIndex(rising, target)] ?? NaN;
        for (const each of rising) expect(Math.abs(found - target)).toBeLessThanOrEqual(Math.abs(each - target));
      },
    ),
  );
  expect(nearestIndex([], 1)).toBe(-1);
  expect(nearestIndex([0, 2], 1)).toBe(0);
  expect(firstNotBelow([0, 1, 1, 2], 1)).toBe(1);
});

describe("the cursor", () => {
  it("[PGE5] starts on a stride of the figures' activity and names both feet's nearest strides", () => {
    const view = madeUpRunView();
    const { place } = new RunCursor(view);
    const { left, right } = view.feet;
    expect(left?.activityCodes[place.strideIndexes.left]).toBe(1);
    const apart =
      (left?.elapsedSec[place.strideIndexes.left] ?? 0) - (right?.elapsedSec[place.strideIndexes.right] ?? 9e9);
    expect(Math.abs(apart)).toBeLessThan(1);
  });

  it("[PGE5] a place along distance or time is the nearest stride, and the ends hold", () => {
    const view = madeUpRunView();
    const cursor = new RunCursor(view);
    cursor.moveTo("time", 100);
    expect(cursor.place.elapsedSec).toBeGreaterThan(99);
    expect(cursor.place.elapsedSec).toBeLessThan(101);
    cursor.moveTo("distance", 500);
    expect(Math.abs(cursor.place.distanceMeters - 500)).toBeLessThan(3);
    cursor.moveTo("distance", 1e9);
    expect(cursor.place.orderIndex).toBeGreaterThanOrEqual(cursor.strideCount - 2);
    cursor.moveToOrder(1e9);
    expect(cursor.place.orderIndex).toBe(cursor.strideCount - 1);
    cursor.moveToOrder(-5);
    expect(cursor.place.orderIndex).toBe(0);
  });

  it("[PGE5] every stride can be reached by steps, in time order", () => {
    const cursor = new RunCursor(madeUpRunView({ countPerFoot: 40 }));
    const seen: number[] = [];
    for (let step = 0; step < cursor.strideCount; step += 1) {
      cursor.moveToOrder(step);
      seen.push(cursor.place.elapsedSec);
    }
    expect(seen).toHaveLength(80);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  it("[PGE5] pictures hear each frame, numbers calmly but always the last place", () => {
    const cursor = new RunCursor(madeUpRunView());
    const [frames, words]: [number[], number[]] = [[], []];
    cursor.follow(({ orderIndex }) => frames.push(orderIndex));
    cursor.followCalmly(({ orderIndex }) => words.push(orderIndex));
    for (let step = 1; step <= 30; step += 1) cursor.moveToOrder(step);
    expect(frames).toHaveLength(31);
    expect(words).toHaveLength(2);
    vi.advanceTimersByTime(500);
    expect(words.at(-1)).toBe(30);
  });

  it("[PGE5] the rest is told once, with the last place, however long the cursor moved", () => {
    const cursor = new RunCursor(madeUpRunView());
    const rests: number[] = [];
    cursor.followRest(({ orderIndex }) => rests.push(orderIndex));
    for (let step = 1; step <= 20; step += 1) {
      cursor.moveToOrder(step);
      vi.advanceTimersByTime(50);
    }
    expect(rests).toHaveLength(1);
    vi.advanceTimersByTime(1000);
    expect(rests.slice(1)).toEqual([20]);
  });

  it("[PGE5] a run with one foot or without strides has a cursor too", () => {
    const one = new RunCursor(madeUpRunView({ sides: ["right"], summary: { feet: "right" } }));
    expect(one.place.strideIndexes.left).toBe(-1);
    const none = new RunCursor(madeUpRunView({ countPerFoot: 0 }));
    none.moveTo("time", 3);
    expect(none.strideCount).toBe(0);
  });
});
