// One chosen file as the bytes of its recording, whatever it was packed in, with the hash that names its strides.
// The hash is of the CSV: a recording has the same strides and the same identity compressed or not. // WRK3
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { blobChunks } from "./blob-chunks.ts";
import { type GzipEnd, gunzipChunks, isGzip } from "./gzip-chunks.ts";

/** What is known of a source once it was read to its end. */
export interface ReadSource {
  /** Lower-case hex. */
  sha256: string;
  /** Bytes of the recording, uncompressed. */
  sizeBytes: number;
  /** Whether the file had been cut while compressed. */
  isTruncated: boolean;
}

/** A file that can be read again and again; hashed in the first whole reading. */
export class RecordingSource {
  readonly isGzip: boolean;
  readonly #blob: Blob;
  readonly #name: string;
  readonly #onShare: (share: number) => void;
  #read: ReadSource | null = null;

  private constructor(blob: Blob, name: string, isCompressed: boolean, onShare: (share: number) => void) {
    this.#blob = blob;
    this.#name = name;
    this.isGzip = isCompressed;
    this.#onShare = onShare;
  }

  /** `onShare` hears how much of the file has been read, 0…1. */
  static async of(blob: Blob, name: string, onShare: (share: number) => void): Promise<RecordingSource> {
    return new RecordingSource(blob, name, await isGzip(blob), onShare);
  }

  /** What the first whole reading found; Error before it. */
  get read(): ReadSource {
    if (this.#read === null) throw new Error(`${this.#name} was used without being read to its end`);
    return this.#read;
  }

  /** The recording's bytes from the beginning. */
  chunks(): AsyncIterable<Uint8Array> {
    const end: GzipEnd = { isTruncated: false };
    const raw = blobChunks(this.#blob, this.#name, (readBytes) => this.#onShare(readBytes / this.#blob.size));
    const bytes = this.isGzip ? gunzipChunks(raw, this.#name, end) : raw;
    return this.#read === null ? this.#hashed(bytes, end) : bytes;
  }

  async *#hashed(bytes: AsyncIterable<Uint8Array>, end: GzipEnd): AsyncGenerator<Uint8Array> {
    const hash = sha256.create();
    let sizeBytes = 0;
    for await (const chunk of bytes) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      yield chunk;
    }
    this.#read = { sha256: bytesToHex(hash.digest()), sizeBytes, isTruncated: end.isTruncated };
  }
}
