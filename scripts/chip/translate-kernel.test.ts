// Tests of the memory that the kernel starts with: one table in place of many pieces.
import { describe, expect, it } from "vitest";
import { packPieces } from "./translate-kernel.ts";

const array = (name: string, bytes: readonly number[]): string =>
  `static const u8 ${name}[] = {\n${bytes.map((byte) => `  0x${byte.toString(16)}`).join(", ")},\n};\n`;
const load = (address: number, name: string, byteCount: number): string =>
  `  LOAD_DATA(instance->w2c_memory, ${address}u, ${name}, ${byteCount});\n`;

/** C as wasm2c writes it for pieces of memory. */
function codeOf(pieces: readonly (readonly [number, readonly number[]])[]): string {
  const arrays = pieces.map(([, bytes], index) => array(`d${index}`, bytes)).join("");
  const loads = pieces.map(([address, bytes], index) => load(address, `d${index}`, bytes.length)).join("");
  return `${arrays}static void init_memories(void) {\n  first();\n${loads}}\n`;
}

/** What gait_load_image of kernel-access.h makes of the table. */
function unpack(code: string): Map<number, number> {
  const table = (/image\[\] = \{([\d,]*)\}/.exec(code)?.[1] ?? "").split(",").map(Number);
  const memory = new Map<number, number>();
  let address = 0;
  for (let at = 0; at < table.length;) {
    address += table[at++] ?? 0;
    for (let left = table[at++] ?? 0; left > 0; left--) memory.set(address++, table[at++] ?? -1);
  }
  return memory;
}

describe("[CHIP9] the memory that the kernel starts with", () => {
  const long = Array.from({ length: 600 }, (_, index) => (index % 255) + 1);

  it("is every byte of every piece, with gaps and runs of any length", () => {
    const pieces = [
      [12, [28]],
      [24, [1, 2, 3]],
      [29, [9]],
      [1200, long],
      [9000, [7]],
    ] as const;
    const memory = unpack(packPieces(codeOf(pieces)));
    const wanted = pieces.flatMap(([address, bytes]) => bytes.map((byte, index) => [address + index, byte] as const));
    for (const [address, byte] of wanted) expect(memory.get(address), String(address)).toBe(byte);
    const more = [...memory].filter(([address]) => !wanted.some(([known]) => known === address));
    expect(more.every(([, byte]) => byte === 0)).toBe(true);
  });

  it("leaves no piece to be loaded by itself, and what stands before where it was", () => {
    const code = packPieces(
      codeOf([
        [12, [28]],
        [400, [1, 2]],
      ]),
    );
    expect(code).not.toContain("LOAD_DATA");
    expect(code).toMatch(
      /first\(\);\n {2}static const u8 image\[\] = \{[^}]*\};\n {2}gait_load_image\(image, sizeof image\);\n\}/,
    );
    expect(packPieces("no pieces")).toBe("no pieces");
  });

  it("is refused out of order, and where wasm2c wrote no bytes", () => {
    expect(() =>
      packPieces(
        codeOf([
          [400, [1]],
          [12, [28]],
        ]),
      ),
    ).toThrow(/in order/);
    expect(() => packPieces(load(12, "d0", 1))).toThrow(/expected wasm2c to write the bytes of d0/);
  });
});
