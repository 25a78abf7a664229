// Where blobs are kept, whatever keeps them. Comes in: keys and bytes. Goes out: the same bytes, or an error that says which
// of few things happened. OBJ5

/** A blob as a listing shows it. */
export interface StoredObject {
  key: string;
  storedBytes: number;
  writtenAt: Date;
}

/** Keeps blobs. A blob is there whole or not at all, and never changes. */
export interface ObjectStore {
  /** Where that is, for people. */
  readonly place: string;
  /** Keeps all bytes under a key; on disk when it returns. Throws what `bytes` throws, and then keeps nothing. */
  put: (key: string, bytes: AsyncIterable<Uint8Array>) => Promise<StoredObject>;
  /** The bytes of a key. Throws ObjectMissingError. */
  get: (key: string) => Promise<AsyncIterable<Uint8Array>>;
  /** Removes a key; one that is not there is no error. */
  delete: (key: string) => Promise<void>;
  /** Every blob, in no order. */
  list: () => AsyncIterable<StoredObject>;
  /** Bytes of all blobs. */
  totalBytes: () => Promise<number>;
  /** Removes what writers that died left behind before an instant; returns how many. */
  removeUnfinished: (before: Date) => Promise<number>;
  /** Makes it one owner's alone. Throws StoreAwayError when it is another's, unless it is taken over or nothing is there. */
  claim: (readOwner: () => Promise<string>, takesOver: boolean) => Promise<void>;
  /** Throws, in words for the operator, unless blobs can be written and read now. */
  check: () => Promise<void>;
}

/** There is no blob of that key. */
export class ObjectMissingError extends Error {
  readonly key: string;

  constructor(key: string) {
    super(`There is no object ${key}`);
    this.name = "ObjectMissingError";
    this.key = key;
  }
}

/** No room left where blobs or uploads are; nothing was kept of this one. */
export class StoreFullError extends Error {
  constructor(cause: unknown) {
    super("The server's disk is full", { cause });
    this.name = "StoreFullError";
  }
}

/** The folder cannot be written; nothing was kept of this one. */
export class StoreReadOnlyError extends Error {
  constructor(cause: unknown) {
    super("The server's storage cannot be written", { cause });
    this.name = "StoreReadOnlyError";
  }
}

/** The store cannot be reached, or does not do what it is asked to; the message is the operator's, with what to do. OBJ33 */
export class StoreAwayError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "StoreAwayError";
  }
}

/** Whether an error is of a store that is away, also one that came out of a thread, where errors lose their class. */
export function isStoreAway(error: unknown): error is Error {
  return error instanceof Error && error.name === "StoreAwayError";
}

const PART = /^[a-z0-9][a-z0-9._-]{0,99}$/u;
const PARTS_MAX = 6;

/** Whether a text is a key: a few parts of [a-z0-9._-] with `/` between, none beginning with a dot. */
export function isObjectKey(key: string): boolean {
  const parts = key.split("/");
  return parts.length >= 2 && parts.length <= PARTS_MAX && parts.every((part) => PART.test(part));
}

/** Throws RangeError unless it is a key. */
export function checkObjectKey(key: string): void {
  if (!isObjectKey(key)) throw new RangeError(`Not a key of an object: ${JSON.stringify(key.slice(0, 200))}`);
}
