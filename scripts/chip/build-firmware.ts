// The translated kernel → the chip's program (Arm's GCC), for board mps2. Comes in: a folder with kernel.c, options. Goes out: an
// ELF file in the same folder, and what it takes of flash.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { measureKernelMemory } from "./kernel-memory.ts";
import type { ToolChain } from "./tool-chain.ts";

const run = promisify(execFile);

const FIRMWARE_FOLDER = fileURLToPath(new URL("../../firmware/", import.meta.url));

/** Cortex-M4F; arithmetic as WebAssembly has it: nothing fused, nothing reordered. */
export const COMPILER_OPTIONS = [
  ..."-mcpu=cortex-m4 -mthumb -mfloat-abi=hard -mfpu=fpv4-sp-d16 -std=gnu11 -fno-math-errno".split(" "),
  "-fno-tree-loop-distribute-patterns", // a loop that clears or copies stays one, and needs no library
  ..."-ffunction-sections -fdata-sections -Wall -Wextra -Werror".split(" "),
];
export const LINKER_OPTIONS = "-nostartfiles -specs=nano.specs -specs=nosys.specs -Wl,--gc-sections".split(" ");

/** How a program is compiled. */
export interface BuildOptions {
  name: string;
  /** The compiler's options for size or speed. */
  optimisation: readonly string[];
  /** Multiplications and additions fused: other bits, on purpose. */
  isContracted?: boolean;
  /** Every address of the kernel's memory is compared with its bounds. */
  isChecked?: boolean;
}

/** A program for board mps2. */
export interface BuiltFirmware {
  options: BuildOptions;
  elfFile: string;
  /** Flash that the kernel takes with its shim and what it needs of the libraries: code and constants; not the board's own. */
  textBytes: number;
}

/** Compiles the translated kernel in `folder` with shim and board. Throws an Error with the compiler's words. */
export async function buildFirmware(
  options: BuildOptions,
  kernel: WebAssembly.Module,
  folder: string,
  tools: ToolChain,
): Promise<BuiltFirmware> {
  const { firstAddress, endAddress } = measureKernelMemory(kernel);
  const board = join(FIRMWARE_FOLDER, "boards", "mps2");
  const compile = [
    ...COMPILER_OPTIONS,
    ...options.optimisation,
    `-ffp-contract=${options.isContracted === true ? "fast" : "off"}`,
    `-DGAIT_MEMORY_FIRST=${firstAddress}`,
    `-DGAIT_MEMORY_END=${endAddress}`,
    ...(options.isChecked === true ? ["-DGAIT_CHECKED"] : []),
    "-isystem", // what a program wrote is not warned of
    folder,
    ...[join(FIRMWARE_FOLDER, "src"), board].map((path) => `-I${path}`),
  ];
  const objects: string[] = [];
  for (const [source, object] of [
    [join(FIRMWARE_FOLDER, "src", "gait-kernel.c"), "gait-kernel"],
    [join(board, "start.c"), "board-start"],
    [join(board, "play-recordings.c"), "board-play"],
  ] as const) {
    const file = join(folder, `${options.name}.${object}.o`);
    await runCompiler(tools, [...compile, "-c", source, "-o", file]);
    objects.push(file);
  }
  const elfFile = join(folder, `${options.name}.elf`);
  const link = [...compile, ...LINKER_OPTIONS, "-T", join(board, "mps2.ld"), ...objects, "-lm"];
  await runCompiler(tools, [...link, "-o", elfFile]);
  return { options, elfFile, textBytes: await readTextBytes(elfFile, tools) };
}

async function runCompiler(tools: ToolChain, compilerArguments: string[]): Promise<void> {
  try {
    await run(tools.compiler, compilerArguments, { maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr ?? String(error);
    const isHeaderMissing = /fatal error: \w+\.h: No such file|cannot read spec file/.test(said);
    const remedy = isHeaderMissing ? "\nIts C library is missing: apt-get install libnewlib-arm-none-eabi" : "";
    throw new Error(`The chip's program could not be compiled:\n${said.slice(0, 4000)}${remedy}`, { cause: error });
  }
}

/** Sections that the kernel adds to flash; .board is start and player. */
async function readTextBytes(elfFile: string, tools: ToolChain): Promise<number> {
  const { stdout } = await run(tools.sizes, ["-A", elfFile]);
  const sizeOf = (section: string): number => Number(new RegExp(`^\\${section}\\s+(\\d+)`, "m").exec(stdout)?.[1] ?? 0);
  const textBytes = sizeOf(".text") + sizeOf(".ARM.exidx") + sizeOf(".data");
  if (textBytes === 0) throw new Error(`expected ${tools.sizes} to list the section .text, but it said:\n${stdout}`);
  return textBytes;
}
