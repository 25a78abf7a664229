// A shelf in the tab's memory: where the browser refuses a database, the app works until the tab closes. // STO12
import { type Change, DRAWER_NAMES, type DrawerName, type Drawers, type Shelf, type WriteOptions } from "./shelf.ts";

export class MemoryShelf implements Shelf {
  readonly kind = "memory";
  readonly #drawers = new Map<DrawerName, Map<string, unknown>>(DRAWER_NAMES.map((name) => [name, new Map()]));

  get<Name extends DrawerName>(drawer: Name, key: string): Promise<Drawers[Name] | undefined> {
    return Promise.resolve(structuredClone(this.#drawer(drawer).get(key)));
  }

  getAll<Name extends DrawerName>(drawer: Name): Promise<Drawers[Name][]> {
    return Promise.resolve([...this.#sorted(drawer)].map(([, value]) => structuredClone(value)));
  }

  getKeys(drawer: DrawerName): Promise<string[]> {
    return Promise.resolve(this.#sorted(drawer).map(([key]) => key));
  }

  write(changes: readonly Change[], { onlyIf, unlessRun }: WriteOptions = {}): Promise<boolean> {
    if (onlyIf !== undefined && !this.#drawer(onlyIf.drawer).has(onlyIf.key)) return Promise.resolve(false);
    if (unlessRun !== undefined && [...this.#drawer("runs").values()].some(unlessRun)) return Promise.resolve(false);
    this.#apply(changes);
    return Promise.resolve(true);
  }

  update<Name extends DrawerName>(
    drawer: Name,
    key: string,
    change: (value: Drawers[Name]) => Drawers[Name] | null,
    alongside: readonly Change[] = [],
  ): Promise<boolean> {
    const value = this.#drawer(drawer).get(key);
    const changed = value === undefined ? null : change(value);
    if (changed === null) return Promise.resolve(false);
    this.#apply(alongside);
    this.#drawer(drawer).set(key, structuredClone(changed));
    return Promise.resolve(true);
  }

  close(): void {
    // Memory goes with the tab.
  }

  /** Values are copied in and out as a database does, so that what is handed to another thread stays whole here. */
  #apply(changes: readonly Change[]): void {
    for (const { drawer, key, value } of structuredClone(changes)) {
      if (value === null) this.#drawers.get(drawer)?.delete(key);
      else this.#drawers.get(drawer)?.set(key, value);
    }
  }

  #drawer<Name extends DrawerName>(name: Name): Map<string, Drawers[Name]> {
    return this.#drawers.get(name) as Map<string, Drawers[Name]>;
  }

  #sorted<Name extends DrawerName>(name: Name): [string, Drawers[Name]][] {
    return [...this.#drawer(name)].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}
