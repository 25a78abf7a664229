// Which addresses of its page a compiled kernel uses, so that a chip need not have the whole of it. Comes in: kernel.wasm.
// Goes out: [first, end). Objects lie one behind the other from the first on and are never freed; the kernel tells the end.

/** Addresses, half-open; `firstAddress` is a multiple of 1024. */
export interface KernelMemory {
  firstAddress: number;
  endAddress: number;
}

/** A kernel begins at a multiple of this; its first bytes may be zero. */
const BASE_BYTES = 1024;

/** Throws RangeError when something lies behind the end that the kernel tells. */
export function measureKernelMemory(kernel: WebAssembly.Module): KernelMemory {
  const kernelExports = new WebAssembly.Instance(kernel, {}).exports as unknown as {
    memory: { buffer: ArrayBuffer };
    memoryEnd(): number;
  };
  const bytes = new Uint8Array(kernelExports.memory.buffer);
  const firstByte = bytes.findIndex((byte) => byte !== 0);
  const lastByte = bytes.findLastIndex((byte) => byte !== 0);
  const endAddress = kernelExports.memoryEnd();
  if (lastByte >= endAddress) {
    throw new RangeError(
      `expected nothing from address ${endAddress} of the kernel's memory on, but found a byte at ${lastByte}`,
    );
  }
  return { firstAddress: Math.floor(firstByte / BASE_BYTES) * BASE_BYTES, endAddress };
}
