// Test of what the kernel's compiled bytes may hold.
import { describe, expect, it } from "vitest";
import { buildKernel } from "../kernel/build.ts";

describe("[KER13] f32 and integers only", () => {
  it("no double is in the compiled kernel, nor does it ask for anything", { timeout: 120_000 }, async () => {
    const { wasm, wat } = await buildKernel();
    expect(wat).not.toMatch(/f64/);
    expect(wat).toMatch(/f32\.mul/);
    expect(wat).not.toMatch(/\(import/);
    expect(wasm.length).toBeLessThan(65_536);
  });
});
