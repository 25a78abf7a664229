// The shelf in IndexedDB: the only place that opens it. Every batch is one transaction; "strict" durability has the disk
// confirm. Versions only grow, and a newer version of the app in another tab gets the database at once.
import { type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import { asRoomError, NoRoomError } from "./room.ts";
import {
  type Change,
  DRAWER_NAMES,
  type DrawerName,
  type Drawers,
  type Shelf,
  type Transaction,
  type WriteOptions,
} from "./shelf.ts";

type Schema = { [Name in DrawerName]: { key: string; value: Drawers[Name] } };
type Database = IDBPDatabase<Schema>;
type Writing = IDBPTransaction<Schema, DrawerName[], "readwrite">;

export const DATABASE_NAME = "solewise";

/** 1: runs, imports, preferences. 2: the drawers of sync besides; everything else stays as it is. */
const DATABASE_VERSION = 2;

/** What may happen to an open database. */
export interface DatabaseEvents {
  /** Another tab holds an older version open; opening waits for it. */
  onBlocked(): void;
  /** A newer version wants the database, or the browser took it away; this one is closed. */
  onClosed(): void;
}

/** Opens the database, makes its drawers where they are missing. Rejects where the browser refuses. */
export async function openDatabaseShelf(events: DatabaseEvents, name: string = DATABASE_NAME): Promise<Shelf> {
  const database: Database = await openDB<Schema>(name, DATABASE_VERSION, {
    upgrade(opened) {
      for (const drawer of DRAWER_NAMES) {
        if (!opened.objectStoreNames.contains(drawer)) opened.createObjectStore(drawer);
      }
    },
    blocked: () => events.onBlocked(),
    blocking: () => {
      database.close(); // STO11
      events.onClosed();
    },
    terminated: () => events.onClosed(),
  });
  return new DatabaseShelf(database);
}

function applyChange(writing: Writing, change: Change): Promise<unknown> {
  const { key } = change;
  const drawer = writing.objectStore(change.drawer);
  return change.value === null ? drawer.delete(key) : drawer.put(change.value, key);
}

function abort(writing: Writing): void {
  try {
    writing.abort();
  } catch {
    // It had ended by itself.
  }
}

class DatabaseShelf implements Shelf {
  readonly kind = "database";
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get<Name extends DrawerName>(drawer: Name, key: string): Promise<Drawers[Name] | undefined> {
    return this.#database.get(drawer, key);
  }

  async getAll<Name extends DrawerName>(drawer: Name): Promise<Drawers[Name][]> {
    return (await this.#database.getAll(drawer)) as Drawers[Name][];
  }

  async getKeys(drawer: DrawerName): Promise<string[]> {
    return await this.#database.getAllKeys(drawer);
  }

  async write(changes: readonly Change[], { onlyIf, isDurable = true }: WriteOptions = {}): Promise<boolean> {
    const names = new Set(changes.map(({ drawer }) => drawer));
    if (onlyIf !== undefined) names.add(onlyIf.drawer);
    if (names.size === 0) return true;
    return this.#inTransaction([...names], isDurable, async (writing) => {
      if (onlyIf !== undefined && (await writing.objectStore(onlyIf.drawer).getKey(onlyIf.key)) === undefined) {
        return false;
      }
      await Promise.all(changes.map((change) => applyChange(writing, change)));
      return true;
    });
  }

  transact<Result>(
    drawers: readonly DrawerName[],
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    return this.#inTransaction([...new Set(drawers)], true, (writing) => work(new DatabaseTransaction(writing)));
  }

  close(): void {
    this.#database.close();
  }

  /** Runs `work` in one transaction; any failure undoes all of it. */
  async #inTransaction<Result>(
    names: DrawerName[],
    isDurable: boolean,
    work: (writing: Writing) => Promise<Result>,
  ): Promise<Result> {
    const durability = isDurable ? "strict" : "default";
    const writing = this.#database.transaction(names, "readwrite", { durability });
    const ended = writing.done.then(
      () => null,
      (error: unknown) => (error instanceof Error ? error : new Error("the transaction was aborted")),
    );
    let failure: unknown;
    try {
      const result = await work(writing);
      failure = await ended;
      if (failure === null) return result;
    } catch (error) {
      failure = error;
      abort(writing);
      // A request that failed for lack of room says so only in the transaction's own end; else that one just says "aborted".
      const end = await ended;
      failure = asRoomError(end) instanceof NoRoomError ? end : error;
    }
    throw asRoomError(failure);
  }
}

/** After every key that begins so: no key of ours has this character. */
const KEYS_END = "\uffff";

class DatabaseTransaction implements Transaction {
  readonly #writing: Writing;

  constructor(writing: Writing) {
    this.#writing = writing;
  }

  get<Name extends DrawerName>(drawer: Name, key: string): Promise<Drawers[Name] | undefined> {
    return this.#writing.objectStore(drawer).get(key);
  }

  async list<Name extends DrawerName>(drawer: Name, keyStart = ""): Promise<Drawers[Name][]> {
    const range = keyStart === "" ? null : IDBKeyRange.bound(keyStart, keyStart + KEYS_END);
    return (await this.#writing.objectStore(drawer).getAll(range)) as Drawers[Name][];
  }

  async keys(drawer: DrawerName): Promise<string[]> {
    return await this.#writing.objectStore(drawer).getAllKeys();
  }

  async write(changes: readonly Change[]): Promise<void> {
    await Promise.all(changes.map((change) => applyChange(this.#writing, change)));
  }
}
