// The kernel as the server uses it: read and compiled once, at the first analysis.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** The compiled kernel and the SHA-256 of its bytes, lower-case hex. */
export interface KernelFile {
  kernel: WebAssembly.Module;
  kernelSha256: string;
}

let loaded: Promise<KernelFile> | null = null;

async function load(): Promise<KernelFile> {
  const bytes = new Uint8Array(await readFile(fileURLToPath(import.meta.resolve("@solewise/gait/kernel.wasm"))));
  return { kernel: new WebAssembly.Module(bytes), kernelSha256: createHash("sha256").update(bytes).digest("hex") };
}

/** Reads it, as the CLI does. */
export function loadKernel(): Promise<KernelFile> {
  loaded ??= load();
  return loaded;
}
