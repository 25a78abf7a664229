// One chosen file as the bytes of its recording, whatever it was packed in, with the hash that names its strides.
// The hash is of the CSV: a recording has the same strides and the same identity compressed or not. // WRK3
import { blobChunks } from "./blob-chunks.ts";
import { type GzipEnd, gunzipChunks, isGzip } from "./gzip-chunks.ts";
import { hashWhole, StreamHash } from "./recording-hash.ts";

/** What is known of a source once it was read to its end. */
export interface ReadSource {
  /** Lower-case hex. */
  sha256: string;
  /** Bytes of the recording, uncompressed. */
  sizeBytes: number;
  /** Whether the file had been cut while compressed. */
  isTruncated: boolean;
}

/** A file that can be read again and again; hashed beside, or in, the first whole reading. */
export class RecordingSource {
  readonly isGzip: boolean;
  readonly #blob: Blob;
  readonly #name: string;
  readonly #onShare: (share: number) => void;
  /** The browser's own hash of an uncompressed file, on its way; null where the stream is hashed. */
  readonly #hashing: Promise<string> | null;
  #read: ReadSource | null = null;

  private constructor(blob: Blob, name: string, isCompressed: boolean, onShare: (share: number) => void) {
    this.#blob = blob;
    this.#name = name;
    this.isGzip = isCompressed;
    this.#onShare = onShare;
    this.#hashing = isCompressed ? null : hashWhole(blob);
    this.#hashing?.catch(() => undefined); // told by `result`, if the reading itself does not fail first
  }

  /** `onShare` hears how much of the file has been read, 0…1. */
  static async of(blob: Blob, name: string, onShare: (share: number) => void): Promise<RecordingSource> {
    return new RecordingSource(blob, name, await isGzip(blob), onShare);
  }

  /** What the first whole reading found; Error before it. */
  async result(): Promise<ReadSource> {
    if (this.#read === null) throw new Error(`${this.#name} was used without being read to its end`);
    return this.#hashing === null ? this.#read : { ...this.#read, sha256: await this.#hashing };
  }

  /** The recording's bytes from the beginning. */
  chunks(): AsyncIterable<Uint8Array> {
    const end: GzipEnd = { isTruncated: false };
    const read = (fromBytes: number): AsyncGenerator<Uint8Array<ArrayBuffer>> =>
      blobChunks(this.#blob.slice(fromBytes), this.#name, (readBytes) =>
        this.#onShare((fromBytes + readBytes) / this.#blob.size),
      );
    const bytes = this.isGzip ? gunzipChunks(read, this.#name, end) : read(0);
    return this.#read === null ? this.#measured(bytes, end) : bytes;
  }

  async *#measured(bytes: AsyncIterable<Uint8Array>, end: GzipEnd): AsyncGenerator<Uint8Array> {
    const hash = this.#hashing === null ? new StreamHash() : null;
    let sizeBytes = 0;
    for await (const chunk of bytes) {
      hash?.add(chunk);
      sizeBytes += chunk.length;
      yield chunk;
    }
    this.#read = { sha256: hash?.finish() ?? "", sizeBytes, isTruncated: end.isTruncated };
  }
}
