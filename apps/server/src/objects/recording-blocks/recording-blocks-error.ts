// Why stored blocks cannot be read, in words and as a code. Comes in: what is wrong and in which block. Goes out: the error.

/**
 * `not-blocks`: another file; `newer`: a version this program does not know; `cut-short`: the end is missing; `damaged`:
 * bytes differ from what was written; `key-missing`, `key-wrong`: encrypted, and OBJECTS_KEY is absent or another one.
 */
export type RecordingBlocksFault = "not-blocks" | "newer" | "cut-short" | "damaged" | "key-missing" | "key-wrong";

/** Blocks that cannot be read; nothing of the block that is named was given out. */
export class RecordingBlocksError extends Error {
  readonly fault: RecordingBlocksFault;
  /** 0-based; null where the file's head is meant. */
  readonly blockIndex: number | null;

  constructor(fault: RecordingBlocksFault, blockIndex: number | null, sentence: string) {
    super(`${blockIndex === null ? "Head" : `Block ${blockIndex}`} of a stored recording: ${sentence}`);
    this.name = "RecordingBlocksError";
    this.fault = fault;
    this.blockIndex = blockIndex;
  }
}
