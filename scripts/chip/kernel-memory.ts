// Which addresses of its page a compiled kernel uses, so that a chip need not have the whole of it. Comes in: kernel.wasm.
// Goes out: [first, end). AssemblyScript's stub runtime lays every object behind the one before: a word of size, four words of
// the object's head (the last two of them type and size), its bytes, up to the next multiple of 16 less 4. Nothing is freed.

/** Addresses, half-open; `first` is a multiple of 16. */
export interface KernelMemory {
  firstAddress: number;
  endAddress: number;
}

const ALIGNMENT_BYTES = 16;
const SIZE_MIN_BYTES = 12;
const HEAD_WORDS_BEFORE = 1;

/** Walks over the objects that are there after the start. Throws RangeError when they do not lie as they should. */
export function measureKernelMemory(kernel: WebAssembly.Module): KernelMemory {
  const { memory } = new WebAssembly.Instance(kernel, {}).exports as unknown as { memory: { buffer: ArrayBuffer } };
  const words = new Uint32Array(memory.buffer);
  const firstWord = words.findIndex((word) => word !== 0);
  const lastWord = words.findLastIndex((word) => word !== 0);
  let at = firstWord;
  while (at <= lastWord) {
    const sizeBytes = words[at] ?? 0;
    if (sizeBytes < SIZE_MIN_BYTES || at * 4 + sizeBytes > memory.buffer.byteLength) {
      throw new RangeError(
        `expected an object's size at address ${at * 4} of the kernel's memory, but found ${sizeBytes}; ` +
          "was it compiled with the stub runtime?",
      );
    }
    const end = (at + HEAD_WORDS_BEFORE) * 4 + sizeBytes;
    at = (Math.ceil(end / ALIGNMENT_BYTES) * ALIGNMENT_BYTES) / 4 - HEAD_WORDS_BEFORE;
  }
  const firstAddress = Math.floor((firstWord * 4) / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
  return { firstAddress, endAddress: (at + HEAD_WORDS_BEFORE) * 4 };
}
