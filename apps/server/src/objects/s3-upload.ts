// A blob to S3. Comes in: bytes of unknown number. Goes out: an object that is there whole: one request when it is small, else
// parts that S3 puts together at the end. OBJ31, OBJ32
import { inParts, type BlobPart, bodyOf } from "./s3-parts.ts";
import { S3Failure } from "./s3-failure.ts";
import type { S3Connection } from "./s3-request.ts";
import { askText, askTextOnce, tryOften } from "./s3-tries.ts";
import { escapeXml, textOf } from "./s3-xml.ts";

/** An upload in parts that was begun. */
class PartUpload {
  readonly #connection: S3Connection;
  readonly #key: string;
  readonly #uploadId: string;
  readonly #tags: string[] = [];

  private constructor(connection: S3Connection, key: string, uploadId: string) {
    [this.#connection, this.#key, this.#uploadId] = [connection, key, uploadId];
  }

  static async begin(connection: S3Connection, key: string): Promise<PartUpload> {
    const { xml, status } = await askText(connection, { method: "POST", key, query: { uploads: "" } });
    const uploadId = textOf(xml, "UploadId");
    if (uploadId !== null) return new PartUpload(connection, key, uploadId);
    throw unexpected("an UploadId", status);
  }

  async add(part: BlobPart): Promise<void> {
    const query = { partNumber: String(this.#tags.length + 1), uploadId: this.#uploadId };
    const asked = { method: "PUT", key: this.#key, query, body: part } as const;
    const { headers, status } = await askText(this.#connection, asked);
    if (headers.etag === undefined) throw unexpected("an ETag", status);
    this.#tags.push(headers.etag);
  }

  /** Puts it together. An answer that was lost on the way does not make it fail. */
  async complete(lengthBytes: number): Promise<void> {
    const parts = this.#tags.map(
      (tag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${escapeXml(tag)}</ETag></Part>`,
    );
    const body = bodyOf(
      `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${parts.join("")}</CompleteMultipartUpload>`,
    );
    const asked = { method: "POST", key: this.#key, query: { uploadId: this.#uploadId }, body } as const;
    await tryOften(async (tryIndex) => {
      try {
        await askTextOnce(this.#connection, asked);
      } catch (error) {
        const wasDone = tryIndex > 0 && error instanceof S3Failure && error.code === "NoSuchUpload";
        if (!wasDone || !(await this.#isThere(lengthBytes))) throw error;
      }
    });
  }

  async #isThere(lengthBytes: number): Promise<boolean> {
    const { headers } = await askTextOnce(this.#connection, { method: "HEAD", key: this.#key });
    return headers["content-length"] === String(lengthBytes);
  }

  abort(): Promise<unknown> {
    const query = { uploadId: this.#uploadId };
    return askTextOnce(this.#connection, { method: "DELETE", key: this.#key, query });
  }
}

function unexpected(what: string, status: number): S3Failure {
  const message = `The object store answered ${status} without ${what}: what answers may be no object store.`;
  return new S3Failure(message, { code: "", status, isPassing: false });
}

/** Keeps all bytes under a key. Returns how many. Throws S3Failure, and what `bytes` throws; nothing is kept then. */
export async function putBlob(
  connection: S3Connection,
  key: string,
  bytes: AsyncIterable<Uint8Array>,
  partBytes: number,
): Promise<number> {
  let upload: PartUpload | null = null;
  let storedBytes = 0;
  try {
    for await (const part of inParts(bytes, partBytes)) {
      storedBytes += part.lengthBytes;
      if (part.isLast && upload === null) await askText(connection, { method: "PUT", key, body: part });
      else await (upload ??= await PartUpload.begin(connection, key)).add(part);
    }
    await upload?.complete(storedBytes);
    return storedBytes;
  } catch (error) {
    await upload?.abort().catch(() => undefined); // the sweep takes what is left
    throw error;
  }
}
