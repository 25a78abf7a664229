// Compiles packages/gait/kernel to kernel.wasm. `--check` compares with the committed bytes instead of writing.
// Fails when a double slips in: the chip has no hardware for it. Three programs in turn: the compiler; what the module does
// when it starts (making its objects) done now, so that they lie at constant addresses; the optimiser on the result.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { BARE_RUNTIME } from "./bare-runtime.ts";

const run = promisify(execFile);

const SOURCE = "packages/gait/kernel/index.ts";
const TARGET = "packages/gait/kernel/kernel.wasm";

const START = "start";
/** Little is optimised here: what the compiler inlines before the addresses are known makes the kernel a fifth larger. */
const COMPILE = `--runtime stub -O1 --noAssert --use abort= --exportStart ${START}`;
/** One page; its first kilobyte holds nothing, which lets the optimiser make one of an address and an offset. */
const MEMORY = "--initialMemory 1 --maximumMemory 1 --memoryBase 1024";
/** What the compiler's code uses of WebAssembly; vectors are left out, the chip has none. */
const FEATURES = ["bulk-memory", "bulk-memory-opt", "nontrapping-float-to-int", "sign-ext", "mutable-globals"];
const ENABLE = FEATURES.map((name) => `--enable-${name}`);
/** Functions are copied to where they are called only when very small: the chip has 20 KB for the kernel. */
const OPTIMISE = ["-O3", "--low-memory-unused", "--flexible-inline-max-function-size=10"];

export interface BuiltKernel {
  wasm: Uint8Array;
  wat: string;
}

/**
 * What is used of the compiler. Its own declarations would change those of Array and Math in every file here, so that
 * `at(-1)` could never be undefined: they are left out by a name that only the running program knows.
 */
interface AsCompiler {
  libraryFiles: Record<string, string>;
  main: (
    options: readonly string[],
    streams: { stderr: { write: (text: Uint8Array | string) => void } },
  ) => Promise<{ error: Error | null }>;
}

const COMPILER = import.meta.resolve("assemblyscript/asc");
/** The compiler's own optimiser, in the version that it was made with. */
const requireAsCompiler = createRequire(COMPILER);

/** Rejects with the compiler's own words. */
async function runCompiler(wasmFile: string): Promise<void> {
  const { libraryFiles, main: compile } = (await import(COMPILER)) as AsCompiler;
  libraryFiles["rt/stub"] = BARE_RUNTIME;
  const said: string[] = [];
  const stderr = { write: (text: Uint8Array | string): void => void said.push(String(text)) };
  const { error } = await compile([SOURCE, "-o", wasmFile, ...`${COMPILE} ${MEMORY}`.split(" ")], { stderr });
  if (error !== null) throw new Error(`${SOURCE} does not compile:\n${said.join("")}`, { cause: error });
}

async function runBinaryen(name: string, ...args: readonly string[]): Promise<void> {
  await run(process.execPath, [requireAsCompiler.resolve(`binaryen/bin/${name}`), ...ENABLE, ...args]);
}

/** Compiles the kernel; rejects with the compiler's own words when it does not compile. */
export async function buildKernel(): Promise<BuiltKernel> {
  const folder = await mkdtemp(join(tmpdir(), "solewise-kernel-"));
  const [compiled, started, wasmFile, watFile] = ["compiled.wasm", "started.wasm", "kernel.wasm", "kernel.wat"].map(
    (name) => join(folder, name),
  ) as [string, string, string, string];
  try {
    await runCompiler(compiled);
    await runBinaryen("wasm-ctor-eval", `--ctors=${START}`, compiled, "-o", started);
    await runBinaryen("wasm-opt", ...OPTIMISE, started, "-o", wasmFile);
    await runBinaryen("wasm-dis", wasmFile, "-o", watFile);
    const wat = await readFile(watFile, "utf8");
    if (wat.includes(`(export "${START}"`))
      throw new Error(`${START} cannot be done ahead; are all small objects smaller than SMALL_BYTES?`);
    return { wasm: await readFile(wasmFile), wat };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function main(): Promise<number> {
  const { wasm, wat } = await buildKernel();
  const doubles = wat.match(/f64/g)?.length ?? 0;
  if (doubles > 0) {
    console.error(`kernel: expected f32 only, but found f64 ${doubles} times; look for literals without a type`);
    return 1;
  }
  if (process.argv.includes("--check")) {
    const committed = await readFile(TARGET).catch(() => new Uint8Array());
    if (sha256(committed) === sha256(wasm)) return 0;
    console.error(`${TARGET} is not what its sources compile to; run npm run build:kernel and commit it`);
    return 1;
  }
  await writeFile(TARGET, wasm);
  console.log(`${TARGET}: ${wasm.length} bytes, sha256 ${sha256(wasm)}`);
  return 0;
}

if (import.meta.main) process.exitCode = await main();
