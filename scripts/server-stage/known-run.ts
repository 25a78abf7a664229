// What a client knows of a run: what was acknowledged, and what was asked for without an answer. Pure.

/** A value that was acknowledged, and those that may have taken its place. */
export class Known<Value> {
  #values: Value[];

  constructor(value: Value) {
    this.#values = [value];
  }

  /** Asked for: it may come to be at any time from now on. */
  ask(value: Value): void {
    if (!this.#values.includes(value)) this.#values.push(value);
  }

  /** Acknowledged: nothing else may be there. */
  settle(value: Value): void {
    this.#values = [value];
  }

  allows(value: Value): boolean {
    return this.#values.includes(value);
  }

  get values(): readonly Value[] {
    return this.#values;
  }
}

/** A run as the client knows it; `slots` by slot. */
export interface KnownRun {
  number: number;
  runId: string;
  /** Brought and not purged. */
  isThere: Known<boolean>;
  name: Known<string>;
  isDeleted: Known<boolean>;
  /** Bytes of each recording that are acknowledged. */
  sentBytes: number[];
  /** Whether each recording is known to be kept: its end was acknowledged, or the server says so. */
  isKept: boolean[];
}

/** A run that nobody asked for yet. */
export function unknownRun(number: number, runId: string, slotCount: number): KnownRun {
  return {
    number,
    runId,
    isThere: new Known(false),
    name: new Known(`Run ${number}`),
    isDeleted: new Known(false),
    sentBytes: Array.from({ length: slotCount }, () => 0),
    isKept: Array.from({ length: slotCount }, () => false),
  };
}
