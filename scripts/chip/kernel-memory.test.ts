// Tests of how much memory a compiled kernel is found to use.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import openWabt from "wabt";
import { measureKernelMemory } from "./kernel-memory.ts";

const wabt = await openWabt();

/** A module whose page holds these words from an address on, and that tells this end. */
function moduleWith(address: number, words: readonly number[], endAddress: number): WebAssembly.Module {
  const text = [...new Uint8Array(Int32Array.from(words).buffer)]
    .map((byte) => `\\${byte.toString(16).padStart(2, "0")}`)
    .join("");
  const source = `(module (memory (export "memory") 1 1) (data (i32.const ${address}) "${text}")
    (func (export "memoryEnd") (result i32) (i32.const ${endAddress})))`;
  return new WebAssembly.Module(new Uint8Array(wabt.parseWat("memory.wat", source).toBinary({}).buffer));
}

describe("[CHIP9] the kernel's memory on the chip", () => {
  it("is from its first object to the end that it tells", () => {
    expect(measureKernelMemory(moduleWith(1036, [1, 2, 3], 1136))).toEqual({ firstAddress: 1024, endAddress: 1136 });
    const beginsWithZeros = moduleWith(1100, [1, 2, 3], 1136);
    expect(measureKernelMemory(beginsWithZeros)).toEqual({ firstAddress: 1024, endAddress: 1136 });
    expect(measureKernelMemory(moduleWith(12, [1], 1136)).firstAddress).toBe(0);
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

  it("is refused where something lies behind that end", () => {
    expect(() => measureKernelMemory(moduleWith(1036, [1, 2, 3], 1040))).toThrow(/from address 1040 .* a byte at 1044/);
  });
});
