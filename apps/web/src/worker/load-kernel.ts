// The kernel for the browser: the very bytes that the chip and the CLI run, fetched from our own server (or the offline
// copy), compiled once a tab and handed to workers as a module. // WRK1
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import kernelUrl from "@solewise/gait/kernel.wasm?url";

/** The compiled kernel and the hash of its bytes, lower-case hex. */
export interface LoadedKernel {
  module: WebAssembly.Module;
  sha256: string;
}

let loading: Promise<LoadedKernel> | null = null;

async function load(): Promise<LoadedKernel> {
  const response = await fetch(kernelUrl);
  if (!response.ok) throw new Error(`the kernel could not be loaded: ${response.status} ${response.statusText}`);
  const bytes = await response.arrayBuffer();
  return { module: await WebAssembly.compile(bytes), sha256: bytesToHex(sha256(new Uint8Array(bytes))) };
}

/** Loads it when first asked for; a failure is tried anew the next time. */
export function loadKernel(): Promise<LoadedKernel> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}
