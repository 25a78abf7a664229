// SHA-256 of a recording, lower-case hex. The browser's own hash is four times as fast and has its own thread, but takes
// a whole file at once and is there in secure contexts only; the other one takes a stream of any length anywhere.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** Largest file that is held in memory for its hash: an hour and a half of one foot at 200 Hz. Range 0…256 MiB. */
const WHOLE_MAX_BYTES = 64 << 20;

/** The hash of a file by the browser; null where there is none, or the file is too large. */
export function hashWhole(blob: Blob): Promise<string> | null {
  const { subtle } = globalThis.crypto as { subtle?: SubtleCrypto };
  if (subtle === undefined || blob.size > WHOLE_MAX_BYTES) return null;
  return digestOf(blob, subtle);
}

async function digestOf(blob: Blob, subtle: SubtleCrypto): Promise<string> {
  return bytesToHex(new Uint8Array(await subtle.digest("SHA-256", await blob.arrayBuffer())));
}

/** The hash of chunks as they come. */
export class StreamHash {
  readonly #hash = sha256.create();

  add(chunk: Uint8Array): void {
    this.#hash.update(chunk);
  }

  finish(): string {
    return bytesToHex(this.#hash.digest());
  }
}
