// Bytes of unknown number in pieces of one size, with the sums that S3 compares. Comes in: chunks. Goes out: pieces, the last
// one marked; one is in memory at a time. OBJ31
import { createHash, type Hash } from "node:crypto";
import type { S3Body } from "./s3-request.ts";

/** A piece of a blob. */
export interface BlobPart extends S3Body {
  isLast: boolean;
}

class PartCollector {
  readonly #chunks: Uint8Array[] = [];
  readonly #sha256: Hash = createHash("sha256");
  readonly #md5: Hash = createHash("md5");
  lengthBytes = 0;

  /** The chunk is copied: who gave it may use its memory again. */
  add(chunk: Uint8Array): void {
    const copy = Buffer.from(chunk);
    this.#chunks.push(copy);
    this.#sha256.update(copy);
    this.#md5.update(copy);
    this.lengthBytes += copy.length;
  }

  end(isLast: boolean): BlobPart {
    const { lengthBytes } = this;
    const [sha256, md5] = [this.#sha256.digest("hex"), this.#md5.digest("base64")];
    return { chunks: this.#chunks, lengthBytes, sha256, md5, isLast };
  }
}

/** All parts but the last have `partBytes`; the last may be empty when nothing came at all. */
export async function* inParts(bytes: AsyncIterable<Uint8Array>, partBytes: number): AsyncGenerator<BlobPart> {
  let part = new PartCollector();
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length;) {
      if (part.lengthBytes === partBytes) {
        yield part.end(false);
        part = new PartCollector();
      }
      const piece = chunk.subarray(at, at + partBytes - part.lengthBytes);
      part.add(piece);
      at += piece.length;
    }
  }
  yield part.end(true);
}

/** A short text as a body. */
export function bodyOf(text: string): S3Body {
  const part = new PartCollector();
  part.add(Buffer.from(text));
  return part.end(true);
}
