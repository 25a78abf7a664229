// Compiles packages/gait/kernel to kernel.wasm. `--check` compares with the committed bytes instead of writing.
// Fails when a double slips in: the chip has no hardware for it.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

const SOURCE = "packages/gait/kernel/index.ts";
const TARGET = "packages/gait/kernel/kernel.wasm";
const OPTIONS = [
  "--runtime",
  "stub",
  "-O3",
  "--noAssert",
  "--initialMemory",
  "1",
  "--maximumMemory",
  "1",
  "--use",
  "abort=",
];

export interface BuiltKernel {
  wasm: Uint8Array;
  wat: string;
}

/** Compiles the kernel; rejects with the compiler's own words when it does not compile. */
export async function buildKernel(): Promise<BuiltKernel> {
  const folder = await mkdtemp(join(tmpdir(), "solewise-kernel-"));
  try {
    const wasmFile = join(folder, "kernel.wasm");
    const watFile = join(folder, "kernel.wat");
    const compiler = import.meta.resolve("assemblyscript/asc").replace("dist/asc.js", "bin/asc.js");
    await run(process.execPath, [fileURLToPath(compiler), SOURCE, "-o", wasmFile, "-t", watFile, ...OPTIONS]);
    return { wasm: await readFile(wasmFile), wat: await readFile(watFile, "utf8") };
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
