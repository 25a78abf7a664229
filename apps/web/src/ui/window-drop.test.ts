// How deep a drag is in the window.
import { describe, expect, it } from "vitest";
import { nextDragDepth } from "./window-drop.ts";

type DragStep = Parameters<typeof nextDragDepth>[1];

function depthAfter(...steps: DragStep[]): number {
  return steps.reduce((depth, step) => nextDragDepth(depth, step), 0);
}

describe("nextDragDepth", () => {
  it("[UI10] is over the window until the outermost element is left", () => {
    expect(depthAfter("dragenter", "dragenter", "dragleave")).toBe(1);
    expect(depthAfter("dragenter", "dragenter", "dragleave", "dragleave")).toBe(0);
  });

  it("[UI10] ends with a drop and never goes below nothing", () => {
    expect(depthAfter("dragenter", "dragenter", "drop")).toBe(0);
    expect(depthAfter("dragleave", "dragenter")).toBe(1);
  });
});
