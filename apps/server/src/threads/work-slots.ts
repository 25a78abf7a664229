// A count of works at once. Comes in: works. Goes out: a turn for each, at once, later or not at all. OBJ9

/** So many at one instant. */
export class WorkSlots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Takes a slot if one is free; call what it returns when the work has ended. null: none is free. */
  tryTake(): (() => void) | null {
    if (this.#free === 0) return null;
    this.#free--;
    return this.#held();
  }

  /** Takes a slot as soon as one is free, first come, first served; call what it returns when the work has ended. */
  async take(): Promise<() => void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    return this.#held();
  }

  #held(): () => void {
    let isHeld = true;
    return () => {
      if (isHeld) this.#give();
      isHeld = false;
    };
  }

  #give(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free++;
    else next();
  }

  /** Does a work in its turn. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const give = await this.take();
    try {
      return await work();
    } finally {
      give();
    }
  }
}
