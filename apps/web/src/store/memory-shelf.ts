// A shelf in the tab's memory: where the browser refuses a database, the app works until the tab closes. // STO12
import {
  type Change,
  DRAWER_NAMES,
  type DrawerName,
  type Drawers,
  type Shelf,
  type Transaction,
  type WriteOptions,
} from "./shelf.ts";

/** Values by key; those that a transaction is to remove are undefined. */
type Values = Map<string, unknown>;

export class MemoryShelf implements Shelf {
  readonly kind = "memory";
  readonly #drawers = new Map<DrawerName, Values>(DRAWER_NAMES.map((name) => [name, new Map()]));
  /** The end of the transaction before. */
  #before: Promise<unknown> = Promise.resolve();

  get<Name extends DrawerName>(drawer: Name, key: string): Promise<Drawers[Name] | undefined> {
    return Promise.resolve(structuredClone(this.#drawer(drawer).get(key)) as Drawers[Name] | undefined);
  }

  getAll<Name extends DrawerName>(drawer: Name): Promise<Drawers[Name][]> {
    return Promise.resolve(sorted(this.#drawer(drawer)).map(([, value]) => structuredClone(value) as Drawers[Name]));
  }

  getKeys(drawer: DrawerName): Promise<string[]> {
    return Promise.resolve(sorted(this.#drawer(drawer)).map(([key]) => key));
  }

  write(changes: readonly Change[], { onlyIf }: WriteOptions = {}): Promise<boolean> {
    return this.transact([], async (transaction) => {
      if (onlyIf !== undefined && (await transaction.get(onlyIf.drawer, onlyIf.key)) === undefined) return false;
      await transaction.write(changes);
      return true;
    });
  }

  transact<Result>(
    _drawers: readonly DrawerName[],
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const done = this.#before.then(async () => {
      const transaction = new MemoryTransaction(this.#drawers);
      const result = await work(transaction);
      transaction.commit();
      return result;
    });
    this.#before = done.catch(() => undefined);
    return done;
  }

  close(): void {
    // Memory goes with the tab.
  }

  #drawer(name: DrawerName): Values {
    return this.#drawers.get(name) as Values;
  }
}

/** Keeps its writes aside until it is committed. Values are copied in and out, as a database does. */
class MemoryTransaction implements Transaction {
  readonly #drawers: Map<DrawerName, Values>;
  readonly #written = new Map<DrawerName, Values>();

  constructor(drawers: Map<DrawerName, Values>) {
    this.#drawers = drawers;
  }

  get<Name extends DrawerName>(drawer: Name, key: string): Promise<Drawers[Name] | undefined> {
    const written = this.#written.get(drawer);
    const value = written?.has(key) === true ? written.get(key) : this.#drawers.get(drawer)?.get(key);
    return Promise.resolve(structuredClone(value) as Drawers[Name] | undefined);
  }

  list<Name extends DrawerName>(drawer: Name, keyStart = ""): Promise<Drawers[Name][]> {
    const found = this.#values(drawer).filter(([key]) => key.startsWith(keyStart));
    return Promise.resolve(found.map(([, value]) => structuredClone(value) as Drawers[Name]));
  }

  keys(drawer: DrawerName): Promise<string[]> {
    return Promise.resolve(this.#values(drawer).map(([key]) => key));
  }

  #values(drawer: DrawerName): [string, unknown][] {
    const values = new Map([...(this.#drawers.get(drawer) ?? []), ...(this.#written.get(drawer) ?? [])]);
    return sorted(values).filter(([, value]) => value !== undefined);
  }

  write(changes: readonly Change[]): Promise<void> {
    for (const { drawer, key, value } of structuredClone(changes)) {
      const written = this.#written.get(drawer) ?? new Map<string, unknown>();
      this.#written.set(drawer, written.set(key, value ?? undefined));
    }
    return Promise.resolve();
  }

  commit(): void {
    for (const [name, values] of this.#written) {
      const drawer = this.#drawers.get(name);
      for (const [key, value] of values) {
        if (value === undefined) drawer?.delete(key);
        else drawer?.set(key, value);
      }
    }
  }
}

function sorted(values: Values): [string, unknown][] {
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1));
}
