// Tests of how much memory a compiled kernel is found to use.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import openWabt from "wabt";
import { measureKernelMemory } from "./kernel-memory.ts";

const wabt = await openWabt();

/** A module whose page holds these words from an address on. */
function moduleWith(address: number, words: readonly number[]): WebAssembly.Module {
  const text = [...new Uint8Array(Int32Array.from(words).buffer)]
    .map((byte) => `\\${byte.toString(16).padStart(2, "0")}`)
    .join("");
  const source = `(module (memory (export "memory") 1 1) (data (i32.const ${address}) "${text}"))`;
  return new WebAssembly.Module(new Uint8Array(wabt.parseWat("memory.wat", source).toBinary({}).buffer));
}

describe("[CHIP9] the kernel's memory on the chip", () => {
  it("is from its first object to the end of its last one", () => {
    // Two objects: heads of five words, 12 and 40 bytes; the second is all zero but for its head.
    const first = [28, 0, 0, 7, 12, 1, 2, 3];
    const second = [60, 0, 0, 8, 40];
    expect(measureKernelMemory(moduleWith(1036, [...first, ...second]))).toEqual({
      firstAddress: 1024,
      endAddress: 1136,
    });
  });

  it("holds all that the committed kernel exports addresses of", () => {
    const file = fileURLToPath(import.meta.resolve("@solewise/gait/kernel.wasm"));
    const module = new WebAssembly.Module(readFileSync(file));
    const { firstAddress, endAddress } = measureKernelMemory(module);
    const exports = new WebAssembly.Instance(module, {}).exports as Record<string, () => number>;
    const addresses = ["stateStart", "stateEnd", "queueStatePointer", "inputTimePointer", "inputCountsPointer"];
    for (const name of addresses) {
      const address = exports[name]?.() ?? -1;
      expect(address, name).toBeGreaterThan(firstAddress);
      expect(address, name).toBeLessThan(endAddress);
    }
    expect(endAddress).toBeLessThan(16_384);
  });

  it("is refused where objects do not lie one behind the other", () => {
    expect(() => measureKernelMemory(moduleWith(1036, [4, 0, 0, 7, 12]))).toThrow(/expected an object's size/);
    expect(() => measureKernelMemory(moduleWith(1036, [99_999, 0, 0, 7, 12]))).toThrow(/found 99999/);
  });
});
