// Tests of what firmware/src/kernel-arithmetic.h computes in its own way, against WebAssembly in Node: edges and drawn numbers.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import openWabt from "wabt";
import { describeWithTools } from "../test/tools/describe-with-tools.ts";
import { CHIP_TOOLS } from "../test/tools/test-tools.ts";
import { COMPILER_OPTIONS, LINKER_OPTIONS } from "./build-firmware.ts";
import { emulate } from "./run-board.ts";
import { findToolChain } from "./tool-chain.ts";
import { translateKernel } from "./translate-kernel.ts";

const unary = (name: string, body: string): string =>
  `(func (export "${name}") (param $a i32) (result i32) ${body.replaceAll("$x", "(f32.reinterpret_i32 (local.get $a))")})`;
const binary = (name: string, body: string): string =>
  `(func (export "${name}") (param $a i32) (param $b i32) (result i32) ${body
    .replaceAll("$x", "(f32.reinterpret_i32 (local.get $a))")
    .replaceAll("$y", "(f32.reinterpret_i32 (local.get $b))")})`;
const bits = (number: string): string => `(i32.reinterpret_f32 ${number})`;
const LONG = `(i64.or (i64.shl (i64.extend_i32_u (local.get $b)) (i64.const 32)) (i64.extend_i32_u (local.get $a)))`;

/** In the order of probe-arithmetic.c. */
const NAMES = ["truncate", "floor", "root", "smaller", "larger", "widen", "multiply"] as const;
const PROBE = `(module (memory (export "memory") 1 1)
  ${unary("truncate", "(i32.trunc_sat_f32_s $x)")}
  ${unary("floor", bits("(f32.floor $x)"))}
  ${unary("root", bits("(f32.sqrt $x)"))}
  ${binary("smaller", bits("(f32.min $x $y)"))}
  ${binary("larger", bits("(f32.max $x $y)"))}
  ${binary("widen", bits(`(f32.convert_i64_s ${LONG})`))}
  ${binary("multiply", bits("(f32.sub (f32.mul $x $y) (f32.add $x $y))"))})`;

const FIRMWARE = fileURLToPath(new URL("../../firmware/", import.meta.url));
const PROGRAM = fileURLToPath(new URL("testing/probe-arithmetic.c", import.meta.url));

/** Bits of ±0, the smallest and largest of their kind, halves, ends of 24 and 32 bits, infinities, NaN. */
const EDGES = [
  0, 1, 0x7fffff, 0x800000, 0x3effffff, 0x3f000000, 0x3f7fffff, 0x3f800000, 0x3fc00000, 0x4affffff, 0x4b000000,
  0x4b7fffff, 0x4b800000, 0x4effffff, 0x4f000000, 0x4f000001, 0x4f800000, 0x7f7fffff, 0x7f800000, 0x7fc00000,
].flatMap((word) => [word, word | 0x80000000]);
/** Halves of 64-bit integers round which rounding to 24 bits turns. */
const HALVES = [
  0, 1, 0x7fffffff, -0x80000000, -1, 0x1000001, 0x1000003, 0x2000001, 0x80000080, 0x80, 0x81, 0x17f, 0x180,
];

function isNan(word: number): boolean {
  return (word & 0x7fffffff) > 0x7f800000;
}

describeWithTools("[CHIP1] the chip's own ways to compute", CHIP_TOOLS, () => {
  let folder = "";
  let inNode: Record<string, (a: number, b: number) => number> = {};

  beforeAll(async () => {
    const tools = findToolChain();
    folder = mkdtempSync(join(tmpdir(), "solewise-arithmetic-"));
    const wasm = (await openWabt()).parseWat("probe.wat", PROBE).toBinary({}).buffer;
    writeFileSync(join(folder, "probe.wasm"), wasm);
    inNode = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(wasm)), {}).exports as typeof inNode;
    await translateKernel(join(folder, "probe.wasm"), folder, tools);
    const board = join(FIRMWARE, "boards", "mps2");
    const include = ["-isystem", folder, `-I${join(FIRMWARE, "src")}`, `-I${board}`];
    const options = [
      ...COMPILER_OPTIONS,
      "-Os",
      "-ffp-contract=off",
      "-DGAIT_MEMORY_FIRST=0",
      "-DGAIT_MEMORY_END=8",
      ...include,
    ];
    for (const [source, object] of [
      [PROGRAM, "probe"],
      [join(board, "start.c"), "start"],
    ] as const) {
      execFileSync(tools.compiler, [...options, "-w", "-c", source, "-o", join(folder, `${object}.o`)]);
    }
    const objects = ["probe.o", "start.o"].map((name) => join(folder, name));
    const script = ["-T", join(board, "mps2.ld")];
    execFileSync(tools.compiler, [
      ...options,
      ...LINKER_OPTIONS,
      ...script,
      ...objects,
      "-o",
      join(folder, "probe.elf"),
    ]);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function compare(cases: readonly (readonly [number, number, number])[]): Promise<string[]> {
    writeFileSync(join(folder, "play.bin"), Int32Array.from([cases.length, ...cases.flat()]));
    await emulate(join(folder, "probe.elf"), folder, findToolChain());
    const said = new Int32Array(new Uint8Array(readFileSync(join(folder, "transcript.bin"))).buffer);
    expect(said.length).toBe(cases.length);
    return cases.flatMap(([operation, a, b], index) => {
      const name = NAMES[operation] ?? "";
      const [expected, found] = [inNode[name]?.(a, b) ?? 0, said[index] ?? 0];
      const isSame = expected === found || (operation !== 0 && isNan(expected) && isNan(found));
      return isSame ? [] : [`${name}(${a}, ${b}): expected ${expected}, but found ${found}`];
    });
  }

  it("say what WebAssembly says at the edges", async () => {
    const pairs = EDGES.flatMap((a) => EDGES.map((b) => [a, b] as const));
    const halves = HALVES.flatMap((a) => HALVES.map((b) => [a, b] as const));
    const cases = [0, 1, 2, 3, 4, 6].flatMap((operation) => pairs.map(([a, b]) => [operation, a, b] as const));
    expect(await compare([...cases, ...halves.map(([a, b]) => [5, a, b] as const)])).toEqual([]);
  });

  it("and for any bits", async () => {
    const word = fc.oneof(fc.integer(), fc.constantFrom(...EDGES), fc.constantFrom(...HALVES));
    const someCases = fc.array(fc.tuple(fc.nat(NAMES.length - 1), word, word), { minLength: 2000, maxLength: 4000 });
    await fc.assert(
      fc.asyncProperty(someCases, async (cases) => {
        expect(await compare(cases)).toEqual([]);
      }),
      { numRuns: 5, endOnFailure: true },
    );
  });
});
