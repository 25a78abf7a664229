// A bucket in memory: objects, their versions, uploads in parts. Comes in: names and bytes. Goes out: what S3 would answer, as
// XML where it is XML; a refusal is thrown as its code. Source: S3 API reference, version 2006-03-01.
import { hash, randomUUID } from "node:crypto";

/** Smallest part but the last. Bytes; as S3. */
const PART_MIN_BYTES = 5_242_880;

/** A refusal. */
export class S3Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    [this.status, this.code] = [status, code];
  }
}

interface Version {
  versionId: string;
  /** null: a delete marker. */
  bytes: Buffer | null;
  at: Date;
}

interface Upload {
  key: string;
  at: Date;
  parts: Map<number, Buffer>;
}

const tagOf = (bytes: Buffer): string => `"${hash("md5", bytes)}"`;

function escape(text: string): string {
  return text.replace(/[<>&"]/gu, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** `<name>` around elements and texts. */
function element(name: string, ...inside: string[]): string {
  return `<${name}>${inside.join("")}</${name}>`;
}

/** Objects of one bucket. */
export class S3Bucket {
  /** Keeps what is deleted, as versions. */
  keepsVersions = false;
  /** Keys or uploads that a listing tells at once. */
  pageCount = 1000;
  readonly #objects = new Map<string, Version[]>();
  readonly #uploads = new Map<string, Upload>();

  put(key: string, bytes: Buffer, at: Date): { tag: string } {
    const before = this.keepsVersions ? (this.#objects.get(key) ?? []) : [];
    this.#objects.set(key, [...before, { versionId: randomUUID(), bytes, at }]);
    return { tag: tagOf(bytes) };
  }

  get(key: string): { bytes: Buffer; tag: string; at: Date } {
    const newest = this.#objects.get(key)?.at(-1);
    if (newest === undefined || newest.bytes === null) throw new S3Refusal(404, "NoSuchKey");
    return { bytes: newest.bytes, tag: tagOf(newest.bytes), at: newest.at };
  }

  /** Whether a delete marker was made. */
  delete(key: string, versionId: string | null, at: Date): boolean {
    const versions = this.#objects.get(key) ?? [];
    if (versionId === null && this.keepsVersions) {
      this.#objects.set(key, [...versions, { versionId: randomUUID(), bytes: null, at }]);
      return true;
    }
    const rest = versionId === null ? [] : versions.filter((version) => version.versionId !== versionId);
    if (rest.length === 0) this.#objects.delete(key);
    else this.#objects.set(key, rest);
    return false;
  }

  /** Versions of all objects, delete markers too. */
  versionCount(): number {
    return [...this.#objects.values()].reduce((sum, versions) => sum + versions.length, 0);
  }

  uploadCount(): number {
    return this.#uploads.size;
  }

  list(prefix: string, after: string, maxCount: number): string {
    const count = Math.min(maxCount, this.pageCount);
    const found = [...this.#objects.keys()]
      .filter((key) => key.startsWith(prefix) && key > after && this.#objects.get(key)?.at(-1)?.bytes !== null)
      .toSorted();
    const page = found.slice(0, count);
    const contents = page.map((key) => {
      const { bytes, tag, at } = this.get(key);
      const facts = [element("LastModified", at.toISOString()), element("ETag", escape(tag))];
      return element("Contents", element("Key", escape(key)), ...facts, element("Size", String(bytes.length)));
    });
    const isCut = found.length > page.length;
    // A token that would break a query if it were not encoded.
    const token = Buffer.from(`+/ =&${page.at(-1) ?? ""}`).toString("base64");
    const more = isCut ? element("NextContinuationToken", token) : "";
    return element("ListBucketResult", element("IsTruncated", String(isCut)), more, ...contents);
  }

  listVersions(prefix: string): string {
    const found = [...this.#objects].filter(([key]) => key.startsWith(prefix));
    const versions = found.flatMap(([key, all]) =>
      all.map(({ versionId, bytes }) =>
        element(
          bytes === null ? "DeleteMarker" : "Version",
          element("Key", escape(key)),
          element("VersionId", versionId),
        ),
      ),
    );
    return element("ListVersionsResult", element("IsTruncated", "false"), ...versions);
  }

  beginUpload(key: string, at: Date): string {
    const uploadId = randomUUID();
    this.#uploads.set(uploadId, { key, at, parts: new Map() });
    return element("InitiateMultipartUploadResult", element("Key", escape(key)), element("UploadId", uploadId));
  }

  #upload(key: string, uploadId: string): Upload {
    const upload = this.#uploads.get(uploadId);
    if (upload?.key !== key) throw new S3Refusal(404, "NoSuchUpload");
    return upload;
  }

  putPart(key: string, uploadId: string, partNumber: number, bytes: Buffer): { tag: string } {
    if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > 10_000)
      throw new S3Refusal(400, "InvalidArgument");
    this.#upload(key, uploadId).parts.set(partNumber, bytes);
    return { tag: tagOf(bytes) };
  }

  completeUpload(key: string, uploadId: string, xml: string, at: Date): string {
    const { parts } = this.#upload(key, uploadId);
    const named = Array.from(
      xml.matchAll(/<Part><PartNumber>(\d+)<\/PartNumber><ETag>([^<]+)<\/ETag><\/Part>/gu),
      ([, number = "", tag = ""]) => ({ number: Number(number), tag: tag.replaceAll("&#34;", '"') }),
    );
    if (named.length === 0) throw new S3Refusal(400, "MalformedXML");
    if (named.some(({ number }, index) => number <= (named[index - 1]?.number ?? 0)))
      throw new S3Refusal(400, "InvalidPartOrder");
    const pieces = named.map(({ number, tag }) => {
      const bytes = parts.get(number);
      if (bytes === undefined || tagOf(bytes) !== tag) throw new S3Refusal(400, "InvalidPart");
      return bytes;
    });
    if (pieces.slice(0, -1).some(({ length }) => length < PART_MIN_BYTES)) throw new S3Refusal(400, "EntityTooSmall");
    this.put(key, Buffer.concat(pieces), at);
    this.#uploads.delete(uploadId);
    return element("CompleteMultipartUploadResult", element("Key", escape(key)));
  }

  abortUpload(key: string, uploadId: string): void {
    this.#upload(key, uploadId);
    this.#uploads.delete(uploadId);
  }

  listUploads(prefix: string, afterId: string): string {
    const found = [...this.#uploads]
      .filter(([uploadId, { key }]) => key.startsWith(prefix) && uploadId > afterId)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    const page = found.slice(0, this.pageCount);
    const uploads = page.map(([uploadId, { key, at }]) =>
      element(
        "Upload",
        element("Key", escape(key)),
        element("UploadId", uploadId),
        element("Initiated", at.toISOString()),
      ),
    );
    const [lastId = "", last] = page.at(-1) ?? [];
    const markers = [element("NextKeyMarker", escape(last?.key ?? "")), element("NextUploadIdMarker", lastId)];
    const isCut = element("IsTruncated", String(found.length > page.length));
    return element("ListMultipartUploadsResult", isCut, ...markers, ...uploads);
  }
}
