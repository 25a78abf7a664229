// A part of the app whose code is loaded at its first need. Comes in: the import. Goes out: what it brought, at once when
// it is there already. No DOM here.

/** Loads once; a load that failed is forgotten, so that the next one tries again. */
export class LazyPart<Part> {
  readonly #load: () => Promise<Part>;
  #loading: Promise<Part> | null = null;
  #loaded: Part | null = null;

  constructor(load: () => Promise<Part>) {
    this.#load = load;
  }

  /** What was loaded; null before. */
  get loaded(): Part | null {
    return this.#loaded;
  }

  /** The part, whoever asked for it first. Rejects as the import does. */
  load(): Promise<Part> {
    this.#loading ??= this.#load().then(
      (part) => (this.#loaded = part),
      (error: unknown) => {
        this.#loading = null;
        throw error;
      },
    );
    return this.#loading;
  }

  /** Begins to load because it may soon be wanted; a failure is told when it is. */
  prefetch(): void {
    this.load().catch(() => undefined);
  }
}
